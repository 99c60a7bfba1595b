import type { ASTNode } from '@marcbachmann/cel-js';
import type { Expression } from '../../segment/expression.ts';
import { parseMapping } from '../mapping.ts';
import type { Report } from '../report.ts';
import { knowledgeOf } from './knowledge.ts';
import { FALSE, TRUE } from './outcome.ts';
import { Questions } from './questions.ts';

const STEPS = 4000;

/**
 * Finds mappings that no event reaches: they are tried in the order of their names, and one that matches, or fails, ends the search. So
 * a mapping is reached only where it matches and all before it are false. What a match says of anything but texts is left open.
 */
export function analyseMappings(matches: ReadonlyMap<string, string>, report: Report): void {
  const questions = new Questions(
    knowledgeOf((name) => (name.startsWith('user.') ? 'string' : undefined), [], true),
    { steps: STEPS },
  );
  const before: (readonly [name: string, rule: Expression])[] = [];
  for (const name of [...matches.keys()].toSorted()) {
    const rule = ruleOf(parseMapping(matches.get(name) ?? 'false'));
    const path = ['mappings', name, 'match'];
    if (questions.canMatch(rule).kind === 'impossible')
      report.add('mapping_unreachable', path, `"${name}" is never used: its match is never true`);
    else if (
      questions.canBe([rule, TRUE], ...before.map(([, other]) => [other, FALSE] as const)).kind === 'impossible'
    ) {
      const [single] =
        before.find(([, other]) => questions.canBe([rule, TRUE], [other, FALSE]).kind === 'impossible') ?? [];
      const who = single === undefined ? before.map(([other]) => `"${other}"`).join(', ') : `"${single}"`;
      report.add(
        'mapping_unreachable',
        path,
        `"${name}" is never used: ${who} comes before it and takes every event that it matches`,
      );
    }
    before.push([name, rule]);
  }
}

/** A match in the form of rules: its logic, and its comparisons of texts; anything else is one thing that may be true or not. */
function ruleOf(node: ASTNode): Expression {
  switch (node.op) {
    case 'value':
      return typeof node.args === 'boolean' ? node.args : opaque(node);
    case '&&':
      return ['and', node.args.map(ruleOf)];
    case '||':
      return ['or', node.args.map(ruleOf)];
    case '!_':
      return ['not', ruleOf(node.args)];
    case '==':
    case '!=': {
      const [left, right] = node.args;
      const [a, b] = [textOf(left), textOf(right)];
      const variable = a === undefined ? variableOf(left) : variableOf(right);
      const text = a ?? b;
      if (text === undefined || variable === undefined) return opaque(node);
      const equal: Expression = ['==', variable, text];
      return node.op === '==' ? equal : ['not', equal];
    }
    case 'in': {
      const [element, list] = node.args;
      const variable = variableOf(element);
      const texts = list.op === 'list' ? list.args.map(textOf) : [undefined];
      const known = texts.filter((text) => text !== undefined);
      return variable === undefined || known.length < texts.length ? opaque(node) : ['in', variable, ['list', known]];
    }
    default:
      return opaque(node);
  }
}

function textOf(node: ASTNode): string | undefined {
  return node.op === 'value' && typeof node.args === 'string' ? node.args : undefined;
}

/** `event.source` and `event['source']` are one variable. */
function variableOf(node: ASTNode): Expression | undefined {
  const path = pathOf(node);
  return path === undefined
    ? undefined
    : ['var', 'user', path.map(encodeURIComponent).join('/').replaceAll('.', '%2E')];
}

function pathOf(node: ASTNode): readonly string[] | undefined {
  if (node.op === 'id') return [node.args];
  if (node.op === '.') return pathUnder(node.args[0], node.args[1]);
  return node.op === '[]' ? pathUnder(node.args[0], textOf(node.args[1])) : undefined;
}

function pathUnder(node: ASTNode, key: string | undefined): readonly string[] | undefined {
  const path = pathOf(node);
  return path === undefined || key === undefined ? undefined : [...path, key];
}

/** The same text means the same, whatever it means. */
function opaque(node: ASTNode): Expression {
  return ['var', 'opaque', node.input.slice(node.start, node.end).replaceAll('.', '·')];
}
