import * as fc from 'fast-check';

/** Names that objects answer to although nobody gave them, and names that are too long, empty or odd. */
const NAMES = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  '',
  'x'.repeat(65),
  'a\nb',
  '\0',
  '🎉',
  '\ud800',
];

const VALUES = [
  ...NAMES,
  null,
  true,
  -1,
  -0,
  0.5,
  1e308,
  Number.MAX_SAFE_INTEGER + 1,
  // What JSON's 1e999 is read as.
  Number.POSITIVE_INFINITY,
  'x'.repeat(300),
  [],
  {},
  [[[]]],
  [null],
  Array.from({ length: 101 }, () => 'x'),
  Array.from({ length: 201 }, (_, index) => `x${index}`),
] as const;

const anyName = fc.oneof(fc.constantFrom(...NAMES), fc.string({ maxLength: 10 }));

/** A value as JSON can bring it. */
export const anyValue: fc.Arbitrary<unknown> = fc.oneof(fc.constantFrom(...VALUES), fc.jsonValue({ maxDepth: 3 }));

const change = fc.record({
  kind: fc.constantFrom('replace', 'remove', 'add', 'repeat'),
  where: fc.nat(),
  name: anyName,
  value: anyValue,
});
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

/** What somebody sends who nearly knows what is right: a good value with one to three changes anywhere in it. */
export function nearly(good: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc
    .tuple(good, fc.array(change, { minLength: 1, maxLength: 3 }))
    .map(([value, changes]) => changes.reduce((changed: unknown, one) => applied(one, { value: changed }), value));
}

/** Every place of a value: the object or list that it lies in, and its key there. */
function places(root: object): { container: object; key: string }[] {
  return Object.entries(root).flatMap(([key, value]: [string, unknown]) => [
    { container: root, key },
    ...(isContainer(value) ? places(value) : []),
  ]);
}

function applied({ kind, where, name, value }: Change, original: { value: unknown }): unknown {
  const root = structuredClone(original);
  const all = places(root);
  const place = all[where % all.length];
  if (place === undefined) return root.value;
  const { container, key } = place;
  const here: unknown = Reflect.get(container, key);
  if (kind === 'replace') define(container, key, value);
  else if (kind === 'repeat') define(container, key, [here, here]);
  else if (kind === 'remove' && Array.isArray(container)) container.splice(Number(key), 1);
  else if (kind === 'remove') Reflect.deleteProperty(container, key);
  else if (Array.isArray(here)) here.push(value);
  else if (isContainer(here)) define(here, name, value);
  return root.value;
}

/** Assigning to `__proto__` would change the object's prototype; JSON makes it a property like any other. */
function define(container: object, key: string, value: unknown): void {
  Object.defineProperty(container, key, { value, enumerable: true, configurable: true, writable: true });
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
