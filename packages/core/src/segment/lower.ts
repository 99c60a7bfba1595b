import type { ASTNode } from '@marcbachmann/cel-js';
import { didYouMean } from '../catalog/problem.ts';
import type { Expression } from './expression.ts';
import { ExpressionError, parseCel } from './parse.ts';
import { type RuleType, USAGE_SUMS, type Variables } from './variables.ts';

/** A lowered part of a rule: its checked form, its type, and where it stands. */
interface Lowered {
  readonly expression: Expression;
  readonly type: RuleType;
}

interface Context {
  readonly variables: Variables;
  /** The names that enclosing `exists` and `all` have bound, outermost first. */
  readonly bound: readonly string[];
}

const MAX_QUANTIFIER_DEPTH = 2;

/**
 * Lowers a rule from CEL to the checked form, typing it on the way. Numbers are one type here: CEL's split into int and double is nothing
 * that a pricing person should meet, and no rule needs it. What has no checked form (regular expressions, maps, timestamps,
 * macros other than `exists` and `all`) is refused with the reason.
 * @throws ExpressionError with the offset into the rule's text
 */
export function lowerRule(text: string, variables: Variables): Expression {
  const root = parseCel(text);
  const { expression, type } = lower(root, { variables, bound: [] });
  if (type !== 'boolean') throw new ExpressionError(`a rule must be true or false, this one is a ${type}`, 0);
  return expression;
}

function lower(node: ASTNode, context: Context): Lowered {
  switch (node.op) {
    case 'value':
      return literal(node, node.args);
    case 'list':
      return constantList(node.args, node);
    case 'id':
    case '.':
    case '[]':
      return reference(node, context);
    case '&&':
    case '||': {
      const parts = node.args.map((part) => expectType(part, context, 'boolean'));
      const operator = node.op === '&&' ? 'and' : 'or';
      return { expression: [operator, flatten(operator, parts)], type: 'boolean' };
    }
    case '!_':
      return { expression: ['not', expectType(node.args, context, 'boolean')], type: 'boolean' };
    case '-_': {
      const of = expectType(node.args, context, 'number');
      return { expression: typeof of === 'number' ? -of : ['neg', of], type: 'number' };
    }
    case '==':
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=':
      return comparison(node.op, node.args, node, context);
    case '+':
    case '-':
    case '*':
    case '/':
      return arithmetic(node.op, node.args, node, context);
    case 'in':
      return membership(node.args, node, context);
    case '?:': {
      const [condition, then, otherwise] = node.args;
      const [a, b] = [lower(then, context), lower(otherwise, context)];
      if (a.type !== b.type)
        throw at(otherwise, `both outcomes of ?: must be of one type; these are ${a.type} and ${b.type}`);
      return {
        expression: ['if', expectType(condition, context, 'boolean'), a.expression, b.expression],
        type: a.type,
      };
    }
    case 'call':
      return call(node.args[0], node.args[1], node, context);
    case 'rcall':
      return method(node.args[0], node.args[1], node.args[2], node, context);
    default:
      throw at(node, `"${node.op}" cannot be used in a rule`);
  }
}

function at(node: ASTNode, message: string): ExpressionError {
  return new ExpressionError(message, node.start);
}

function expectType(node: ASTNode, context: Context, type: RuleType): Expression {
  const lowered = lower(node, context);
  if (lowered.type !== type) throw at(node, `expected a ${type}, found a ${lowered.type}`);
  return lowered.expression;
}

function literal(node: ASTNode, value: unknown): Lowered {
  if (typeof value === 'bigint') return { expression: Number(value), type: 'number' };
  if (typeof value === 'number') return { expression: value, type: 'number' };
  if (typeof value === 'string') return { expression: value, type: 'string' };
  if (typeof value === 'boolean') return { expression: value, type: 'boolean' };
  throw at(node, 'only texts, numbers, true and false can be written out in a rule');
}

function constantList(elements: readonly ASTNode[], node: ASTNode): Lowered {
  const values = elements.map((element) => {
    const { expression } = lower(element, { variables: { roots: {}, meters: [], groups: {} }, bound: [] });
    if (typeof expression !== 'string' && typeof expression !== 'number')
      throw at(element, 'a list holds texts or numbers, written out');
    return expression;
  });
  if (new Set(values.map((value) => typeof value)).size > 1) throw at(node, 'a list holds values of one type');
  return { expression: ['list', values], type: 'list' };
}

/** A variable, a bound name, or a regional group; `a.b` and `a['b']` are the same. */
function reference(node: ASTNode, { variables, bound }: Context): Lowered {
  const [root, ...rest] = pathOf(node);
  if (root === undefined) throw at(node, 'an attribute is read by its written-out name');
  const depth = bound.lastIndexOf(root);
  if (depth >= 0 && rest.length === 0) return { expression: ['it', depth], type: 'string' };
  if (root === 'groups' && rest.length === 1) {
    const group = own(variables.groups, rest[0] ?? '');
    if (group === undefined)
      throw at(node, `there is no group "${rest[0]}".${didYouMean(rest[0] ?? '', Object.keys(variables.groups))}`);
    return { expression: ['list', group], type: 'list' };
  }
  if (root === 'usage' && variables.meters.length > 0) return usage(node, rest, variables);
  const attributes = own(variables.roots, root);
  if (attributes === undefined) {
    const known = [...Object.keys(variables.roots), ...(variables.meters.length > 0 ? ['usage'] : []), 'groups'];
    throw at(
      node,
      `"${root}" cannot be read here; a rule of this level reads ${known.join(', ')}.${didYouMean(root, known)}`,
    );
  }
  const [name = '', ...more] = rest;
  const type = own(attributes, name);
  if (type === undefined || more.length > 0) {
    throw at(
      node,
      `${root} has no attribute "${rest.join('.')}".${didYouMean(name, Object.keys(attributes)) || ` It has ${Object.keys(attributes).join(', ')}; others are declared under attributes.`}`,
    );
  }
  return { expression: ['var', root, name], type };
}

function usage(node: ASTNode, [meter = '', sum = '', ...more]: readonly string[], { meters }: Variables): Lowered {
  if (!meters.includes(meter)) throw at(node, `there is no meter "${meter}".${didYouMean(meter, meters)}`);
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

type Comparison = '==' | '!=' | '<' | '<=' | '>' | '>=';
function comparison(
  operator: Comparison,
  [left, right]: readonly [ASTNode, ASTNode],
  node: ASTNode,
  context: Context,
): Lowered {
  const [a, b] = [lower(left, context), lower(right, context)];
  if (a.type !== b.type) throw at(node, `a ${a.type} and a ${b.type} cannot be compared`);
  const equality = operator === '==' || operator === '!=';
  if (a.type === 'list') throw at(node, 'lists are not compared; use in, exists or all');
  if (a.type === 'boolean' && !equality) throw at(node, 'true and false have no order');
  return { expression: [operator, a.expression, b.expression], type: 'boolean' };
}

function arithmetic(
  operator: '+' | '-' | '*' | '/',
  [left, right]: readonly [ASTNode, ASTNode],
  node: ASTNode,
  context: Context,
): Lowered {
  const [a, b] = [lower(left, context), lower(right, context)];
  const joined = operator === '+' && a.type === 'string' && b.type === 'string';
  if (!joined && (a.type !== 'number' || b.type !== 'number'))
    throw at(node, `"${operator}" takes numbers, not a ${a.type} and a ${b.type}`);
  return { expression: [operator, a.expression, b.expression], type: joined ? 'string' : 'number' };
}

function membership([element, list]: readonly [ASTNode, ASTNode], node: ASTNode, context: Context): Lowered {
  const [a, b] = [lower(element, context), lower(list, context)];
  if (b.type !== 'list') throw at(list, `"in" takes a list on its right, not a ${b.type}`);
  const constants = typeof b.expression === 'object' && b.expression[0] === 'list' ? b.expression[1] : [];
  const wanted = constants.length > 0 ? typeof constants[0] : 'string';
  if (a.type !== wanted) throw at(node, `a ${a.type} cannot be in a list of ${wanted}s`);
  return { expression: ['in', a.expression, b.expression], type: 'boolean' };
}

function call(name: string, args: readonly ASTNode[], node: ASTNode, context: Context): Lowered {
  const [first, second] = args;
  if (name === 'has' && first !== undefined && args.length === 1) return presence(first, context);
  if (name === 'size' && first !== undefined && args.length === 1) return sizeOf(first, context);
  if (name === 'bucket' && first !== undefined && second !== undefined && args.length === 2) {
    if (first.op !== 'value' || typeof first.args !== 'string')
      throw at(first, "bucket takes the experiment's name, written out, and a text to hash");
    return { expression: ['bucket', first.args, expectType(second, context, 'string')], type: 'number' };
  }
  throw at(
    node,
    `there is no function ${name} of ${args.length} arguments.${didYouMean(name, ['has', 'size', 'bucket'])} Rules have has, size and bucket.`,
  );
}

/** Only what stands for itself can be there or not; of anything reckoned from it, CEL has no `has` either. */
function presence(node: ASTNode, context: Context): Lowered {
  const of = reference(node, context).expression;
  if (typeof of !== 'object' || of[0] !== 'var') throw at(node, 'has takes an attribute, as has(customer.country)');
  return { expression: ['has', of], type: 'boolean' };
}

function sizeOf(node: ASTNode, context: Context): Lowered {
  const of = lower(node, context);
  if (of.type !== 'string' && of.type !== 'list') throw at(node, `size takes a text or a list, not a ${of.type}`);
  return { expression: ['size', of.expression], type: 'number' };
}

const STRING_TESTS = { startsWith: 'starts', endsWith: 'ends', contains: 'contains' } as const;
const QUANTIFIERS = ['exists', 'all'] as const;

function method(name: string, receiver: ASTNode, args: readonly ASTNode[], node: ASTNode, context: Context): Lowered {
  const [first, second] = args;
  if (name === 'matches')
    throw at(
      node,
      'matches() is not available: a regular expression can take for ever. Use startsWith, endsWith or contains.',
    );
  if (isKeyOf(STRING_TESTS, name) && first !== undefined && args.length === 1) {
    const [of, wanted] = [expectType(receiver, context, 'string'), expectType(first, context, 'string')];
    return { expression: [STRING_TESTS[name], of, wanted], type: 'boolean' };
  }
  if (name === 'size' && args.length === 0) return sizeOf(receiver, context);
  const quantifier = QUANTIFIERS.find((known) => known === name);
  if (quantifier !== undefined && first?.op === 'id' && second !== undefined && args.length === 2) {
    if (context.bound.length >= MAX_QUANTIFIER_DEPTH)
      throw at(node, `exists and all nest at most ${MAX_QUANTIFIER_DEPTH} deep`);
    const over = expectType(receiver, context, 'list');
    if (typeof over === 'object' && over[0] === 'list' && typeof over[1][0] === 'number')
      throw at(receiver, `${name} goes over a list of texts`);
    const body = expectType(second, { ...context, bound: [...context.bound, first.args] }, 'boolean');
    return { expression: [quantifier, over, body], type: 'boolean' };
  }
  const known = [...Object.keys(STRING_TESTS), ...QUANTIFIERS, 'size'];
  throw at(node, `there is no function ${name} here.${didYouMean(name, known)} Rules have ${known.join(', ')}.`);
}

/** A table's own entry: not `constructor`, which every object has. */
function own<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

function isKeyOf<T extends object>(table: T, key: string): key is Extract<keyof T, string> {
  return Object.hasOwn(table, key);
}

/** `a && b && c` is one conjunction of three, not one of two twice over. */
function flatten(operator: 'and' | 'or', parts: readonly Expression[]): Expression[] {
  return parts.flatMap((part) => (typeof part === 'object' && part[0] === operator ? part[1] : [part]));
}
