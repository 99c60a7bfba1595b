import type { Expression, RuleValue } from './expression.ts';
import type { Asker } from './scope.ts';

/**
 * The rules that say who asks are mostly alike: some attributes, each against some constants, all of them to hold. For those, each
 * value of an attribute is looked up once and gives a bit for every condition that it fulfils; a rule then is one comparison of
 * integers, whatever it is made of. What is not of this form runs as it is written.
 */
export interface Masks {
  readonly variables: readonly MaskedVariable[];
  /** Per rule: the bits that it looks at, and how they must stand. */
  readonly rules: readonly MaskedRule[];
}

interface MaskedRule {
  readonly cares: number;
  readonly wants: number;
}

interface MaskedVariable {
  /** Whose attribute it is: one of the codes below. */
  readonly of: number;
  readonly name: string;
  readonly type: 'string' | 'number' | 'boolean' | 'list';
  /** The bits that a value sets. */
  readonly bits: ReadonlyMap<RuleValue, number>;
}

type Root = 'user' | 'place' | 'device';
const USER = 0;
const COUNTRY = 1;
const PLACE = 2;
const DEVICE = 3;

function codeOf(root: Root, name: string): number {
  if (root === 'place') return name === 'country' ? COUNTRY : PLACE;
  return root === 'user' ? USER : DEVICE;
}

/** One condition: that an attribute is among some values, or is not. */
interface Condition {
  readonly root: Root;
  readonly name: string;
  readonly type: MaskedVariable['type'];
  readonly values: readonly RuleValue[];
  readonly negated: boolean;
}

/** As many conditions as an integer has bits that stay out of its sign. */
const MAX_CONDITIONS = 30;

/** The masks of some rules that are asked together, or undefined where one of them is of another form. */
export function masksOf(rules: readonly Expression[]): Masks | undefined {
  const perRule = rules.map(conditionsOf);
  const all = perRule.flatMap((conditions) => conditions ?? []);
  if (rules.length === 0 || perRule.includes(undefined) || all.length > MAX_CONDITIONS) return undefined;
  const variables = new Map<string, MaskedVariable & { readonly bits: Map<RuleValue, number> }>();
  let bit = 1;
  const masked = perRule.map((conditions = []) => {
    const rule = { cares: 0, wants: 0 };
    for (const { root, name, type, values, negated } of conditions) {
      const key = `${root}.${name}`;
      const variable = variables.get(key) ?? {
        of: codeOf(root, name),
        name,
        type,
        bits: new Map<RuleValue, number>(),
      };
      variables.set(key, variable);
      for (const value of values) variable.bits.set(value, (variable.bits.get(value) ?? 0) | bit);
      rule.cares |= bit;
      if (!negated) rule.wants |= bit;
      bit <<= 1;
    }
    return rule;
  });
  return { variables: [...variables.values()], rules: masked };
}

/** The bits that an asker sets, or -1 where an attribute is missing or of another type, so that the rules themselves must say. */
export function bitsFor(variables: readonly MaskedVariable[], asker: Asker): number {
  let bits = 0;
  for (let i = 0; i < variables.length; i += 1) {
    const variable = variables[i];
    if (variable === undefined) break;
    const value = valueOf(variable, asker);
    const known = variable.bits.get(value);
    if (variable.type === 'list') {
      if (!Array.isArray(value)) return -1;
      for (const element of elementsOf(value)) bits |= variable.bits.get(element) ?? 0;
    } else if (known !== undefined) bits |= known;
    else if (typeof value !== variable.type) return -1;
  }
  return bits;
}

/** A list's elements by their type, which narrowing by Array.isArray forgets. */
function elementsOf(list: readonly RuleValue[]): readonly RuleValue[] {
  return list;
}

/** Whether a rule holds for an asker's bits: 1 or 0. */
export function holdsFor(rule: MaskedRule | undefined, bits: number): 0 | 1 {
  return rule !== undefined && (bits & rule.cares) === rule.wants ? 1 : 0;
}

/** Each kind of attribute is read at a place of its own in the code, since engines learn the shape of objects by place. */
function valueOf({ of, name }: MaskedVariable, asker: Asker): RuleValue {
  switch (of) {
    case USER:
      return asker.user?.[name];
    case COUNTRY:
      return asker.place?.['country'];
    case PLACE:
      return asker.place?.[name];
    default:
      return asker.device?.[name];
  }
}

function conditionsOf(rule: Expression): readonly Condition[] | undefined {
  if (typeof rule === 'object' && rule[0] === 'and') {
    const parts = rule[1].map(conditionsOf);
    return parts.includes(undefined) ? undefined : parts.flatMap((conditions) => conditions ?? []);
  }
  const condition = conditionOf(rule);
  return condition && [condition];
}

function conditionOf(rule: Expression): Condition | undefined {
  if (typeof rule !== 'object') return undefined;
  switch (rule[0]) {
    case 'not': {
      const of = conditionOf(rule[1]);
      return of && { ...of, negated: !of.negated };
    }
    case 'var':
      return about(rule, 'boolean', [true]);
    case '==':
      return typeof rule[2] === 'object' ? undefined : about(rule[1], typeOf(rule[2]), [rule[2]]);
    case '!=': {
      const equal = conditionOf(['==', rule[1], rule[2]]);
      return equal && { ...equal, negated: true };
    }
    case 'in':
      if (typeof rule[1] === 'string') return about(rule[2], 'list', [rule[1]]);
      return typeof rule[2] === 'object' && rule[2][0] === 'list' && rule[2][1].length > 0
        ? about(rule[1], typeOf(rule[2][1][0]), rule[2][1])
        : undefined;
    default:
      return undefined;
  }
}

function about(
  of: Expression,
  type: Condition['type'] | undefined,
  values: readonly RuleValue[],
): Condition | undefined {
  if (typeof of !== 'object' || of[0] !== 'var' || of.length !== 3 || type === undefined) return undefined;
  const [, root, name = ''] = of;
  if (root !== 'user' && root !== 'place' && root !== 'device') return undefined;
  return { root, name, type, values, negated: false };
}

function typeOf(value: RuleValue): 'string' | 'number' | 'boolean' | undefined {
  const type = typeof value;
  return type === 'string' || type === 'number' || type === 'boolean' ? type : undefined;
}
