import type { Condition, Root } from './conditions.ts';
import type { RuleValue } from './expression.ts';
import type { Asker } from './scope.ts';

/**
 * What the request segments of a feature tell apart in an attribute. Mostly they compare a few attributes with a few constants, and cannot tell
 * apart what equals the same constants: such values are one class. The classes of all attributes together number a cell, and all askers of a
 * cell are told the same. So a decision looks up each attribute once, adds, and finds its answer in the cell, whatever the rules are.
 */
export interface Distinguished {
  /** Whose attribute it is: one of the codes below. */
  readonly of: number;
  readonly root: Root;
  readonly name: string;
  readonly type: Condition['type'];
  /** A number for each value that any rule of the program compares the attribute with, and for `undefined`. All features share it. */
  readonly numbers: ReadonlyMap<RuleValue, number>;
  /** What a value adds to the number of the cell, by its own number. Other values of the type add nothing. */
  readonly adds: Uint16Array;
  /** Of a list: the bits of the elements that are told apart, which together are its class. */
  readonly elements: ReadonlyMap<RuleValue, number> | undefined;
  /** How far the cells of one class are from those of the next. */
  readonly step: number;
  /** A value of each class. */
  readonly examples: readonly RuleValue[];
}

export const NO_CELL = -1;

const USER = 0;
const COUNTRY = 1;
const PLACE = 2;
const DEVICE = 3;

/** The code by which an attribute is read. */
export function codeOf(root: Root, name: string): number {
  if (root === 'place') return name === 'country' ? COUNTRY : PLACE;
  return root === 'user' ? USER : DEVICE;
}

/** The cell of an asker; NO_CELL where an attribute has another type than the rules expect, so that they must say themselves. */
export function cellOf(attributes: readonly Distinguished[], asker: Asker): number {
  let cell = 0;
  for (let i = 0; i < attributes.length; i += 1) {
    const attribute = attributes[i];
    if (attribute === undefined) continue;
    const value = valueOf(attribute, asker);
    const number = attribute.numbers.get(value);
    if (number !== undefined) cell += attribute.adds[number] ?? 0;
    else if (attribute.elements !== undefined && Array.isArray(value))
      cell += bitsOf(attribute.elements, value) * attribute.step;
    else if (typeof value !== attribute.type) return NO_CELL;
  }
  return cell;
}

/** One asker of a cell. */
export function exampleOf(attributes: readonly Distinguished[], cell: number): Asker {
  const example = { user: {}, place: {}, device: {} };
  for (const { root, name, step, examples } of attributes)
    Object.assign(example[root], { [name]: examples[Math.floor(cell / step) % examples.length] });
  return example;
}

function bitsOf(elements: ReadonlyMap<RuleValue, number>, list: readonly RuleValue[]): number {
  let bits = 0;
  for (const element of list) bits |= elements.get(element) ?? 0;
  return bits;
}

/** Each kind of attribute is read at a place of its own in the code, since engines learn the shape of objects by place. */
function valueOf({ of, name }: Distinguished, asker: Asker): RuleValue {
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
