import type { ASTNode } from '@marcbachmann/cel-js';
import type { Expression } from './expression.ts';
import { call, method } from './lower-call.ts';
import { reference } from './lower-reference.ts';
import { at, type Context, expectType, type Lowered, type RuleUses } from './lowering.ts';
import { mentionIn } from './mention.ts';
import { ExpressionError, parseCel } from './parse.ts';
import type { Variables } from './variables.ts';

/** A rule in its checked form, with what it uses of the catalog besides variables. */
export interface ReadRule extends RuleUses {
  readonly expression: Expression;
}

/**
 * Lowers a rule from CEL to the checked form, typing it on the way. Numbers are one type here: CEL's split into int and double is nothing
 * that a pricing person should meet, and no rule needs it. What has no checked form (regular expressions, maps, timestamps,
 * macros other than `exists` and `all`) is refused with the reason.
 * @throws ExpressionError with the offset into the rule's text
 */
export function lowerRule(text: string, variables: Variables): Expression {
  return readRule(text, variables).expression;
}

/** As `lowerRule`, and says which groups and plans the rule names: nothing in the checked form does. */
export function readRule(text: string, variables: Variables): ReadRule {
  const uses: RuleUses = { groups: new Set(), mentions: [] };
  const { expression, type } = lower(parseCel(text), { variables, bound: [], uses, lower });
  if (type !== 'boolean') throw new ExpressionError(`a rule must be true or false, this one is a ${type}`, 0);
  return { expression, ...uses };
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

function literal(node: ASTNode, value: unknown): Lowered {
  if (typeof value === 'bigint') {
    if (BigInt(Number(value)) !== value || !Number.isSafeInteger(Number(value)))
      throw at(node, `${value} is too large: whole numbers are exact up to ${Number.MAX_SAFE_INTEGER}`);
    return { expression: Number(value), type: 'number' };
  }
  if (typeof value === 'number') return { expression: value, type: 'number' };
  if (typeof value === 'string') return { expression: value, type: 'string' };
  if (typeof value === 'boolean') return { expression: value, type: 'boolean' };
  throw at(node, 'only texts, numbers, true and false can be written out in a rule');
}

function constantOf(node: ASTNode): Expression | undefined {
  if (node.op === 'value') return literal(node, node.args).expression;
  const negated = node.op === '-_' ? constantOf(node.args) : undefined;
  return typeof negated === 'number' ? -negated : undefined;
}

function constantList(elements: readonly ASTNode[], node: ASTNode): Lowered {
  const values = elements.map((element) => {
    const expression = constantOf(element);
    if (typeof expression !== 'string' && typeof expression !== 'number')
      throw at(element, 'a list holds texts or numbers, written out');
    return expression;
  });
  if (new Set(values.map((value) => typeof value)).size > 1) throw at(node, 'a list holds values of one type');
  return { expression: ['list', values], type: 'list' };
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
  mentionIn(context, a.expression, right);
  mentionIn(context, b.expression, left);
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
  mentionIn(context, a.expression, list);
  mentionIn(context, b.expression, element);
  return { expression: ['in', a.expression, b.expression], type: 'boolean' };
}

/** `a && b && c` is one conjunction of three, not one of two twice over. */
function flatten(operator: 'and' | 'or', parts: readonly Expression[]): Expression[] {
  return parts.flatMap((part) => (typeof part === 'object' && part[0] === operator ? part[1] : [part]));
}
