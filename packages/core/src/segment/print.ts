import type { Expression, Operation } from './expression.ts';

/** How tightly an operator binds, loosest first, as in CEL. */
const TIGHTNESS = { if: 1, or: 2, and: 3, relation: 4, sum: 5, product: 6, unary: 7, member: 8 } as const;
const ELEMENTS = ['x', 'y', 'z'];
const IDENTIFIER = /^[a-z][A-Za-z0-9]*$/;

/** How a list that is too long to read is cut: so many elements, then how many more there are. */
export interface PrintOptions {
  readonly longestList?: number;
}

/** Writes the checked form of a rule as the CEL that it came from, spaces and superfluous parentheses aside. */
export function printRule(rule: Expression, { longestList = Number.POSITIVE_INFINITY }: PrintOptions = {}): string {
  let around = 0;
  const print = (expression: Expression, within = 0): string => {
    const { text, tightness } = written(expression);
    return tightness < within ? `(${text})` : text;
  };

  function written(expression: Expression): { text: string; tightness: number } {
    if (typeof expression !== 'object') return { text: constant(expression), tightness: TIGHTNESS.member };
    switch (expression[0]) {
      case 'list':
        return { text: list(expression[1]), tightness: TIGHTNESS.member };
      case 'var':
        return { text: path(expression), tightness: TIGHTNESS.member };
      case 'it':
        return { text: ELEMENTS[expression[1]] ?? 'x', tightness: TIGHTNESS.member };
      case 'has':
        return { text: `has(${print(expression[1])})`, tightness: TIGHTNESS.member };
      case 'size':
        return { text: `size(${print(expression[1])})`, tightness: TIGHTNESS.member };
      case 'bucket':
        return { text: `bucket(${quoted(expression[1])}, ${print(expression[2])})`, tightness: TIGHTNESS.member };
      case 'and':
        return joined(expression[1], ' && ', TIGHTNESS.and);
      case 'or':
        return joined(expression[1], ' || ', TIGHTNESS.or);
      case 'not':
        return { text: `!${print(expression[1], TIGHTNESS.unary)}`, tightness: TIGHTNESS.unary };
      case 'neg':
        return { text: `-${print(expression[1], TIGHTNESS.member)}`, tightness: TIGHTNESS.unary };
      case 'if': {
        const [, condition, then, otherwise] = expression;
        const text = `${print(condition, TIGHTNESS.or)} ? ${print(then, TIGHTNESS.or)} : ${print(otherwise, TIGHTNESS.if)}`;
        return { text, tightness: TIGHTNESS.if };
      }
      case 'starts':
      case 'ends':
      case 'contains': {
        const text = `${print(expression[1], TIGHTNESS.member)}.${METHODS[expression[0]]}(${print(expression[2])})`;
        return { text, tightness: TIGHTNESS.member };
      }
      case 'exists':
      case 'all': {
        const [operator, over, body] = expression;
        const list = print(over, TIGHTNESS.member);
        around += 1;
        const text = `${list}.${operator}(${ELEMENTS[around - 1] ?? 'x'}, ${print(body)})`;
        around -= 1;
        return { text, tightness: TIGHTNESS.member };
      }
      case '+':
      case '-':
        return infix(expression, TIGHTNESS.sum);
      case '*':
      case '/':
        return infix(expression, TIGHTNESS.product);
      case 'in':
      case '==':
      case '!=':
      case '<':
      case '<=':
      case '>':
      case '>=':
        return infix(expression, TIGHTNESS.relation);
    }
  }

  function infix([operator, left, right]: Infix, tightness: number): { text: string; tightness: number } {
    // Comparisons do not chain: what is compared stands in parentheses on either side.
    const leftmost = tightness === TIGHTNESS.relation ? tightness + 1 : tightness;
    return { text: `${print(left, leftmost)} ${operator} ${print(right, tightness + 1)}`, tightness };
  }

  function joined(parts: readonly Expression[], by: string, tightness: number): { text: string; tightness: number } {
    const [first, ...others] = parts;
    if (first === undefined) return { text: String(by === ' && '), tightness: TIGHTNESS.member };
    return others.length === 0
      ? written(first)
      : { text: parts.map((part) => print(part, tightness + 1)).join(by), tightness };
  }

  function list(values: readonly (string | number)[]): string {
    const shown = values.slice(0, longestList).map(constant);
    const more = values.length - shown.length;
    return `[${[...shown, ...(more > 0 ? [`… ${more} more`] : [])].join(', ')}]`;
  }

  return print(rule);
}

type Infix = Extract<Operation, readonly [string, Expression, Expression]>;
const METHODS = { starts: 'startsWith', ends: 'endsWith', contains: 'contains' } as const;

function constant(value: string | number | boolean): string {
  return typeof value === 'string' ? quoted(value) : String(value);
}

/** JSON's escapes are CEL's. */
function quoted(text: string): string {
  return `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", String.raw`\'`)}'`;
}

function path([, root, ...names]: readonly ['var', ...(readonly string[])]): string {
  return names.reduce(
    (text, name) => (IDENTIFIER.test(name) ? `${text}.${name}` : `${text}[${quoted(name)}]`),
    root ?? '',
  );
}
