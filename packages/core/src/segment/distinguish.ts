import { codeOf, type Distinguished } from './cells.ts';
import { type Condition, conditionsOf } from './conditions.ts';
import type { Expression, RuleValue } from './expression.ts';

/** Answers to the askers of more cells are not worth their memory. */
const MAX_CELLS = 729;
const MISSING = 0;

type Numbers = Map<RuleValue, number>;

/**
 * What rules tell apart that are asked together, for each group of such rules: undefined for a group with a rule that is not made of conditions,
 * and for one that tells too much apart.
 */
export function distinguish(
  groups: readonly (readonly Expression[])[],
): readonly (readonly Distinguished[] | undefined)[] {
  const conditions = groups.map(conditionsOfAll);
  const numbers = numbered(conditions.flatMap((found) => found ?? []));
  return conditions.map((found) => found && attributesOf(found, numbers));
}

function conditionsOfAll(rules: readonly Expression[]): readonly Condition[] | undefined {
  const perRule = rules.map(conditionsOf);
  return perRule.includes(undefined) ? undefined : perRule.flatMap((conditions) => conditions ?? []);
}

/** Numbers the values that each attribute is compared with. */
function numbered(conditions: readonly Condition[]): ReadonlyMap<string, Numbers> {
  const all = new Map<string, Numbers>();
  for (const condition of conditions) {
    const key = keyOf(condition);
    const numbers = all.get(key) ?? new Map([[undefined, MISSING]]);
    all.set(key, numbers);
    if (condition.type === 'list') continue;
    for (const value of condition.values) if (!numbers.has(value)) numbers.set(value, numbers.size);
  }
  return all;
}

/** An attribute that rules take for two types is two. */
function keyOf({ root, name, type }: Condition): string {
  return `${root}.${name}:${type}`;
}

function attributesOf(
  conditions: readonly Condition[],
  numbers: ReadonlyMap<string, Numbers>,
): readonly Distinguished[] | undefined {
  const attributes: Distinguished[] = [];
  let size = 1;
  for (const [key, about] of Map.groupBy(conditions, keyOf)) {
    const attribute = distinguished(about, numbers.get(key) ?? new Map(), size);
    if (attribute === undefined) return undefined;
    attributes.push(attribute);
    size *= attribute.examples.length;
    if (size > MAX_CELLS) return undefined;
  }
  return attributes;
}

function distinguished(about: readonly Condition[], numbers: Numbers, step: number): Distinguished | undefined {
  const [first] = about;
  if (first === undefined) return undefined;
  const { root, name, type } = first;
  const attribute = { of: codeOf(root, name), root, name, type, numbers, step };
  const values = [...new Set(about.flatMap((condition) => condition.values))];
  if (type !== 'list') {
    const classes = classesOf(values, about);
    const examples = [otherThan(type, values), ...classes.map(([value]) => value)];
    return { ...attribute, examples, adds: addsOf(numbers, classes, 1, step), elements: undefined };
  }
  if (2 ** values.length > MAX_CELLS) return undefined;
  const lists = listsOf(values);
  return {
    ...attribute,
    examples: [...lists, undefined],
    adds: addsOf(numbers, [[undefined]], lists.length, step),
    elements: new Map(values.map((value, index) => [value, 2 ** index])),
  };
}

/** The missing value, and the values that no condition tells apart. */
function classesOf(values: readonly RuleValue[], conditions: readonly Condition[]): (readonly RuleValue[])[] {
  const among = (value: RuleValue) => conditions.map((condition) => condition.values.includes(value)).join();
  return [[undefined], ...Map.groupBy(values, among).values()];
}

/** What each value adds, where the classes begin with that of a number. */
function addsOf(
  numbers: Numbers,
  classes: readonly (readonly RuleValue[])[],
  first: number,
  step: number,
): Uint16Array {
  const adds = new Uint16Array(numbers.size);
  for (const [index, values] of classes.entries())
    for (const value of values) adds[numbers.get(value) ?? MISSING] = (first + index) * step;
  return adds;
}

/** All lists of some elements, each at the place whose bits say what is in it. */
function listsOf(elements: readonly RuleValue[]): readonly string[][] {
  const texts = elements.filter((element) => typeof element === 'string');
  return Array.from({ length: 2 ** texts.length }, (_, bits) =>
    texts.filter((_text, index) => (bits & (2 ** index)) !== 0),
  );
}

/** A value of a type that equals none of some values. */
function otherThan(type: 'string' | 'number' | 'boolean', values: readonly RuleValue[]): RuleValue {
  if (type === 'boolean') return !values.includes(true);
  return type === 'number' ? Number.NaN : `none of ${values.join(', ')}`;
}
