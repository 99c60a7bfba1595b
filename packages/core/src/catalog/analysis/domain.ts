import { ALL_NUMBERS, eachNumber, NO_NUMBERS, type NumberSet, numbersIn, onGrid, someNumbers } from './number-set.ts';
import { ALL_TEXTS, isEmptyOfTexts, isIn, NO_TEXTS, someTexts, type TextSet, textsIn, theseTexts } from './text-set.ts';

/** Values of one of the types that rules know. What a list holds is asked of its elements, so a list has no set of its own. */
export type Values =
  | { readonly type: 'number'; readonly set: NumberSet; readonly steps: number | undefined }
  | { readonly type: 'string'; readonly set: TextSet }
  | { readonly type: 'boolean'; readonly set: readonly boolean[] }
  | { readonly type: 'list'; readonly possible: boolean };

/**
 * What a variable may be. Besides its values there are two ways not to have one: it may be absent, or have a value of
 * another type than was declared, which rules treat nearly as if it were absent.
 */
export interface Domain {
  readonly absent: boolean;
  readonly misfit: boolean;
  readonly values: Values;
}

/** A value that a variable can have in a rule, or `undefined` where it is absent. */
export type Value = string | number | boolean;

/** Up to so many values are looked at one by one, which answers whatever a rule asks of them. */
const FEW = 1000;

export function hasNoValues(values: Values): boolean {
  switch (values.type) {
    case 'number':
    case 'boolean':
      return values.set.length === 0;
    case 'string':
      return isEmptyOfTexts(values.set);
    case 'list':
      return !values.possible;
  }
}

/** Every value of a type, or none. */
export function everyValue(type: Values['type'], possible = true): Values {
  switch (type) {
    case 'number':
      return { type, set: possible ? ALL_NUMBERS : NO_NUMBERS, steps: undefined };
    case 'string':
      return { type, set: possible ? ALL_TEXTS : NO_TEXTS };
    case 'boolean':
      return { type, set: possible ? [true, false] : [] };
    case 'list':
      return { type, possible };
  }
}

/** Whether nothing is left that the variable could be. */
export function isImpossible({ absent, misfit, values }: Domain): boolean {
  return !absent && !misfit && hasNoValues(values);
}

/** The values that are in both. Of two types there are none. */
export function valuesIn(a: Values, b: Values): Values {
  if (a.type === 'number' && b.type === 'number') {
    const steps = a.steps ?? b.steps;
    const set = numbersIn(a.set, b.set);
    return { type: 'number', set: steps === undefined ? set : onGrid(set, steps), steps };
  }
  if (a.type === 'string' && b.type === 'string') return { type: 'string', set: textsIn(a.set, b.set) };
  if (a.type === 'boolean' && b.type === 'boolean')
    return { type: 'boolean', set: a.set.filter((value) => b.set.includes(value)) };
  if (a.type === 'list' && b.type === 'list') return { type: 'list', possible: a.possible && b.possible };
  return everyValue(a.type, false);
}

/** The values themselves, where they are few. */
export function eachValue(values: Values): readonly Value[] | undefined {
  switch (values.type) {
    case 'number':
      return eachNumber(values.set, values.steps, FEW);
    case 'string':
      return values.set.only !== undefined && values.set.only.length <= FEW ? values.set.only : undefined;
    case 'boolean':
      return values.set;
    case 'list':
      return undefined;
  }
}

/** The values that are among those given, which are in ascending order. */
export function onlyThese(values: Values, kept: readonly Value[]): Values {
  switch (values.type) {
    case 'number': {
      const numbers = kept.filter((value) => typeof value === 'number');
      return {
        ...values,
        set: numbersIn(
          values.set,
          numbers.map((value) => [value, value]),
        ),
      };
    }
    case 'string': {
      const only = kept.filter((value) => typeof value === 'string').filter((text) => isIn(values.set, text));
      return { type: 'string', set: theseTexts(only) };
    }
    case 'boolean':
      return { type: 'boolean', set: values.set.filter((value) => kept.includes(value)) };
    case 'list':
      return values;
  }
}

/** Some values to try. */
export function someValues(values: Values): readonly Value[] {
  switch (values.type) {
    case 'number':
      return someNumbers(values.set, values.steps);
    case 'string':
      return someTexts(values.set);
    case 'boolean':
      return values.set;
    case 'list':
      return [];
  }
}
