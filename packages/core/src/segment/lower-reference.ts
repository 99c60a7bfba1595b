import type { ASTNode } from '@marcbachmann/cel-js';
import { didYouMean } from '../catalog/problem.ts';
import { at, type Context, type Lowered, own } from './lowering.ts';
import { USAGE_SUMS, type Variables } from './variables.ts';

/** A variable, a bound name, or a regional group; `a.b` and `a['b']` are the same. */
export function reference(node: ASTNode, { variables, bound, uses }: Context): Lowered {
  const [root, ...rest] = pathOf(node);
  if (root === undefined) throw at(node, 'an attribute is read by its written-out name');
  const depth = bound.lastIndexOf(root);
  if (depth >= 0) {
    if (rest.length > 0) throw at(node, `"${root}" is an element of a list here, a text, which has no attributes`);
    return { expression: ['it', depth], type: 'string' };
  }
  if (root === 'groups' && rest.length === 1) {
    const [name = ''] = rest;
    const group = own(variables.groups, name);
    if (group === undefined)
      throw at(
        node,
        `there is no group "${name}".${didYouMean(name, Object.keys(variables.groups))}`,
        `groups.${name}`,
      );
    uses.groups.add(name);
    return { expression: ['list', group], type: 'list' };
  }
  if (root === 'usage' && variables.meters.length > 0) return usage(node, rest, variables);
  const attributes = own(variables.roots, root);
  if (attributes === undefined) {
    const known = [...Object.keys(variables.roots), ...(variables.meters.length > 0 ? ['usage'] : []), 'groups'];
    throw at(
      node,
      `"${root}" cannot be read here; a rule of this level reads ${known.join(', ')}.${didYouMean(root, known)}`,
      root === 'usage' ? `meters.${rest[0] ?? ''}` : undefined,
    );
  }
  const [name = '', ...more] = rest;
  const type = own(attributes, name);
  if (type === undefined || more.length > 0) {
    throw at(
      node,
      `${root} has no attribute "${rest.join('.')}".${didYouMean(name, Object.keys(attributes)) || ` It has ${Object.keys(attributes).join(', ')}; others are declared under attributes.`}`,
      `attributes.${root}.${name}`,
    );
  }
  return { expression: ['var', root, name], type };
}

function usage(node: ASTNode, [meter = '', sum = '', ...more]: readonly string[], { meters }: Variables): Lowered {
  if (!meters.includes(meter))
    throw at(node, `there is no meter "${meter}".${didYouMean(meter, meters)}`, `meters.${meter}`);
  if (!USAGE_SUMS.some((known) => known === sum) || more.length > 0) {
    throw at(node, `usage.${meter} has ${USAGE_SUMS.join(', ')}, not "${sum}".${didYouMean(sum, USAGE_SUMS)}`);
  }
  return { expression: ['var', 'usage', meter, sum], type: 'number' };
}

function pathOf(node: ASTNode): string[] {
  if (node.op === 'id') return [node.args];
  if (node.op === '.') return [...pathOf(node.args[0]), node.args[1]];
  if (node.op === '[]' && node.args[1].op === 'value' && typeof node.args[1].args === 'string') {
    return [...pathOf(node.args[0]), node.args[1].args];
  }
  throw at(node, 'an attribute is read by its written-out name, as customer.country');
}
