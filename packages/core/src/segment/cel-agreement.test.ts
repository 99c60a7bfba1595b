import { celEnv, isCelError, parse, plan } from '@bufbuild/cel';
import { fc, it } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { compileRule } from './evaluate.ts';
import { lowerRule } from './lower.ts';
import { ExpressionError, parseCel } from './parse.ts';
import type { Scope } from './scope.ts';
import { variablesOf } from './variables.ts';

/**
 * Rules are CEL, lowered. Here each rule is written twice: as a pricing person does, where all numbers are one type, and in
 * CEL proper, where they are doubles; an implementation that is not ours says what the second one means.
 */
interface Written {
  readonly rule: string;
  readonly cel: string;
}

const EU = ['DE', 'FR', 'IT'];
const declared = {
  customer: {
    n: { type: 'number' },
    m: { type: 'number' },
    s: { type: 'string' },
    t: { type: 'string' },
    b: { type: 'boolean' },
    l: { type: 'list' },
  },
} as const;
const variables = variablesOf('customer', declared, ['runs'], { eu: EU });
const env = celEnv();

const same = (text: string): Written => ({ rule: text, cel: text });
const both = (make: (...parts: string[]) => string, ...parts: Written[]): Written => ({
  rule: make(...parts.map(({ rule }) => rule)),
  cel: make(...parts.map(({ cel }) => cel)),
});
const quoted = (text: string) => `'${text}'`;

// Quarters are exact in binary, so that both sides round alike.
const number = fc.integer({ min: -40, max: 40 }).map((quarters) => quarters / 4);
const numberLiteral = number.map(
  (value): Written => ({ rule: String(value), cel: Number.isInteger(value) ? `${value}.0` : String(value) }),
);
const words = fc.constantFrom('', 'a', 'ab', 'abc', 'b', 'DE', 'FR', 'XX', 'é', 'aa');
const text = words.map((word) => same(quoted(word)));

const { boolean } = fc.letrec<{ boolean: Written; number: Written; string: Written; list: Written; element: Written }>(
  (tie) => ({
    number: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      numberLiteral,
      fc
        .constantFrom('customer.n', 'customer["m"]', 'usage.runs.last30d', 'usage["runs"].days30d', 'license.tier')
        .map(same),
      fc
        .tuple(fc.constantFrom('+', '-', '*'), tie('number'), tie('number'))
        .map(([op, a, b]) => both((x, y) => `(${x} ${op} ${y})`, a, b)),
      fc
        .tuple(tie('number'), fc.constantFrom(same('2.0'), same('-4.0'), same('0.5')))
        .map(([a, b]) => both((x, y) => `(${x} / ${y})`, a, b)),
      tie('number').map((a) => both((x) => `-(${x})`, a)),
      fc
        .oneof(tie('string'), tie('list'))
        .map(({ rule, cel }) => ({ rule: `size(${rule})`, cel: `double(size(${cel}))` })),
      fc
        .tuple(tie('boolean'), tie('number'), tie('number'))
        .map((parts) => both((c, x, y) => `(${c} ? ${x} : ${y})`, ...parts)),
    ),
    string: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      text,
      fc.constantFrom('customer.s', 'customer.t', 'customer.country', 'license.plan').map(same),
      fc.tuple(tie('string'), tie('string')).map((parts) => both((x, y) => `(${x} + ${y})`, ...parts)),
    ),
    list: fc.oneof(
      fc.constantFrom('customer.l', 'license.addons', 'groups.eu').map(same),
      fc.array(text, { maxLength: 3 }).map((parts) => both((...elements) => `[${elements.join(', ')}]`, ...parts)),
    ),
    element: fc.oneof(text, fc.constantFrom(same('x'), same('customer.s'))),
    boolean: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      fc
        .constantFrom('customer.b', 'true', 'false', 'has(customer.n)', 'has(customer.s)', '!has(customer.l)')
        .map(same),
      fc
        .tuple(fc.constantFrom('==', '!=', '<', '<=', '>', '>='), tie('number'), tie('number'))
        .map(([op, a, b]) => both((x, y) => `${x} ${op} ${y}`, a, b)),
      fc
        .tuple(fc.constantFrom('==', '!=', '<', '<=', '>', '>='), tie('string'), tie('string'))
        .map(([op, a, b]) => both((x, y) => `${x} ${op} ${y}`, a, b)),
      fc
        .tuple(fc.constantFrom('startsWith', 'endsWith', 'contains'), tie('string'), tie('string'))
        .map(([f, a, b]) => both((x, y) => `(${x}).${f}(${y})`, a, b)),
      fc.tuple(tie('string'), tie('list')).map((parts) => both((x, y) => `(${x} in ${y})`, ...parts)),
      fc
        .tuple(tie('number'), fc.array(numberLiteral, { minLength: 1, maxLength: 3 }))
        .map(([a, list]) => both((x, ...elements) => `(${x} in [${elements.join(', ')}])`, a, ...list)),
      fc
        .tuple(fc.constantFrom('exists', 'all'), tie('list'), tie('element'), fc.constantFrom('==', '!=', '<'))
        .map(([f, list, other, op]) => both((l, o) => `${l}.${f}(x, x ${op} ${o})`, list, other)),
      fc
        .tuple(fc.constantFrom('exists', 'all'), tie('list'), tie('list'))
        .map(([f, a, b]) => both((x, y) => `${x}.${f}(x, ${y}.exists(y, y == x || y.startsWith(x)))`, a, b)),
      fc
        .tuple(fc.constantFrom('&&', '||'), tie('boolean'), tie('boolean'))
        .map(([op, a, b]) => both((x, y) => `((${x}) ${op} (${y}))`, a, b)),
      tie('boolean').map((a) => both((x) => `!(${x})`, a)),
      fc
        .tuple(tie('boolean'), tie('boolean'), tie('boolean'))
        .map((parts) => both((c, x, y) => `((${c}) ? (${x}) : (${y}))`, ...parts)),
    ),
  }),
);

/** Some are larger than the guard lets pass; they are no rules. */
const rules = boolean.filter(({ rule }) => {
  try {
    parseCel(rule);
    return true;
  } catch (error) {
    return !(error instanceof ExpressionError && error.message.startsWith('Exceeded'));
  }
});

/** The oracle takes plain objects only. */
const plain = { noNullPrototype: true } as const;
const wholeCustomer = fc.record(
  {
    id: words,
    country: words,
    n: number,
    m: number,
    s: words,
    t: words,
    b: fc.boolean(),
    l: fc.array(words, { maxLength: 3 }),
  },
  plain,
);
const partOfCustomer = wholeCustomer.chain((customer) =>
  fc.subarray(Object.entries(customer)).map((entries) => Object.fromEntries(entries)),
);
const usage = fc
  .record({ last7d: fc.nat(50), last30d: fc.nat(50), last90d: fc.nat(50), days30d: fc.nat(30) }, plain)
  .map((runs) => ({ runs }));
const license = fc.record({ plan: words, tier: fc.nat(40), addons: fc.array(words, { maxLength: 2 }) }, plain);

function ours({ rule }: Written, scope: Scope): boolean | undefined {
  return compileRule(lowerRule(rule, variables))(scope);
}

/** What CEL says: true, false, or (an error, which it absorbs as we do) nothing. */
function theirs({ cel }: Written, scope: object): unknown {
  const evaluate = plan(env, parse(cel));
  // Through JSON, which leaves out what is missing.
  const result: unknown = evaluate(JSON.parse(JSON.stringify({ ...scope, groups: { eu: EU } })));
  return isCelError(result) ? undefined : result;
}

describe('rules mean what CEL says they mean', () => {
  it.prop([rules, wholeCustomer, usage, license], { numRuns: 1000 })(
    'where everything is known',
    (written, customer, used, licensed) => {
      const scope = { customer, usage: used, license: licensed };
      const expected = theirs(written, scope);
      expect(expected).toBeTypeOf('boolean');
      expect({ ...written, answer: ours(written, scope) }).toEqual({ ...written, answer: expected });
    },
  );

  it.prop([rules, partOfCustomer, usage, license], { numRuns: 1000 })(
    'where attributes are missing: what is an error there, and not absorbed, is unknown here',
    (written, customer, used, licensed) => {
      const scope = { customer, usage: used, license: licensed };
      expect({ ...written, answer: ours(written, scope) }).toEqual({ ...written, answer: theirs(written, scope) });
    },
  );
});
