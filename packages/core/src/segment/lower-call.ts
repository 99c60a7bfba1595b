import type { ASTNode } from '@marcbachmann/cel-js';
import { didYouMean } from '../catalog/problem.ts';
import { reference } from './lower-reference.ts';
import { at, type Context, expectType, type Lowered } from './lowering.ts';

const MAX_QUANTIFIER_DEPTH = 2;

/** A function: `has`, `size`, `bucket`. */
export function call(name: string, args: readonly ASTNode[], node: ASTNode, context: Context): Lowered {
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
  const of = context.lower(node, context);
  if (of.type !== 'string' && of.type !== 'list') throw at(node, `size takes a text or a list, not a ${of.type}`);
  return { expression: ['size', of.expression], type: 'number' };
}

const STRING_TESTS = { startsWith: 'starts', endsWith: 'ends', contains: 'contains' } as const;
const QUANTIFIERS = ['exists', 'all'] as const;

/** A method of a text or a list. */
export function method(
  name: string,
  receiver: ASTNode,
  args: readonly ASTNode[],
  node: ASTNode,
  context: Context,
): Lowered {
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

function isKeyOf<T extends object>(table: T, key: string): key is Extract<keyof T, string> {
  return Object.hasOwn(table, key);
}
