import type { ASTNode } from '@marcbachmann/cel-js';
import type { Expression } from './expression.ts';
import type { Context, Mention } from './lowering.ts';

/** What the texts are names of that these variables are compared with. */
const NAMED: Readonly<Record<string, Mention['what']>> = { plan: 'plan', addons: 'addon' };

/** Remembers the texts that a license's plan or add-ons are compared with: a name that does not exist never matches, and says nothing. */
export function mentionIn({ uses }: Context, compared: Expression, other: ASTNode): void {
  if (typeof compared !== 'object' || compared[0] !== 'var' || compared[1] !== 'license') return;
  const what = NAMED[compared[2] ?? ''];
  if (what === undefined) return;
  const texts = other.op === 'list' ? other.args : [other];
  for (const text of texts) {
    if (text.op === 'value' && typeof text.args === 'string')
      uses.mentions.push({ what, name: text.args, offset: text.start });
  }
}
