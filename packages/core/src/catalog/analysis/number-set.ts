import { nextDown, nextUp } from './doubles.ts';

/** Both ends belong to it. Over doubles nothing is lost by that: below 5 is up to the double before 5. */
export type Interval = readonly [low: number, high: number];

/** A set of doubles: intervals in ascending order that do not touch. */
export type NumberSet = readonly Interval[];

export const ALL_NUMBERS: NumberSet = [[-Number.MAX_VALUE, Number.MAX_VALUE]];
export const NO_NUMBERS: NumberSet = [];

export function upTo(high: number | undefined): NumberSet {
  return high === undefined ? NO_NUMBERS : [[-Number.MAX_VALUE, high]];
}

export function numbersIn(a: NumberSet, b: NumberSet): NumberSet {
  return a.flatMap(([low, high]) =>
    b.flatMap(([otherLow, otherHigh]): Interval[] => {
      const [from, to] = [Math.max(low, otherLow), Math.min(high, otherHigh)];
      return from <= to ? [[from, to]] : [];
    }),
  );
}

/** All doubles that are not in the set. */
export function numbersOutside(set: NumberSet): NumberSet {
  const outside: Interval[] = [];
  let from = -Number.MAX_VALUE;
  for (const [low, high] of set) {
    if (from < low) outside.push([from, nextDown(low)]);
    from = high === Number.MAX_VALUE ? Infinity : nextUp(high);
  }
  if (from < Infinity) outside.push([from, Number.MAX_VALUE]);
  return outside;
}

export function numbersInEither(a: NumberSet, b: NumberSet): NumberSet {
  return numbersOutside(numbersIn(numbersOutside(a), numbersOutside(b)));
}

/** Beyond this, hundredths are finer than doubles are. */
const EXACT = 2 ** 46;

/** The part of a set that lies on a grid of so many steps to the unit: 1 for whole numbers, 100 for hundredths. */
export function onGrid(set: NumberSet, steps: number): NumberSet {
  return set.flatMap(([low, high]): Interval[] => {
    const [from, to] = [low < -EXACT ? low : gridUp(low, steps), high > EXACT ? high : -gridUp(-high, steps)];
    return from <= to ? [[from, to]] : [];
  });
}

/** The smallest point of the grid that is not below a value. */
function gridUp(value: number, steps: number): number {
  if (value > EXACT) return Math.ceil(value);
  let step = Math.ceil(value * steps);
  while (step / steps < value) step += 1;
  while ((step - 1) / steps >= value) step -= 1;
  return step / steps;
}

/** Every number of a set, where they are few; undefined where they are not. */
export function eachNumber(set: NumberSet, steps: number | undefined, most: number): readonly number[] | undefined {
  const all: number[] = [];
  for (const [low, high] of set) {
    if (low === high) {
      if (all.length >= most) return undefined;
      all.push(low);
      continue;
    }
    if (steps === undefined || low < -EXACT || high > EXACT) return undefined;
    const [first, last] = [Math.round(low * steps), Math.round(high * steps)];
    if (last - first + all.length >= most) return undefined;
    for (let step = first; step <= last; step += 1) all.push(step / steps);
  }
  return all;
}

/** Some numbers of a set to try, the ones first that people would think of. */
export function someNumbers(set: NumberSet, steps: number | undefined): readonly number[] {
  const [first, ...others] = set;
  const intervals = [first, others.at(-1), others[0]].filter((interval) => interval !== undefined);
  const candidates = intervals.flatMap(([low, high]) => [
    ...(low <= 0 && 0 <= high ? [0] : []),
    ...(Math.ceil(low) <= high ? [Math.ceil(low)] : []),
    ...(steps === undefined ? between(low, high) : []),
    low,
    ...(Math.floor(high) >= low ? [Math.floor(high)] : []),
    high,
  ]);
  const usual = candidates.filter((value) => Math.abs(value) < 1e15);
  return [...new Set([...usual, ...candidates.filter((value) => Math.abs(value) < Number.MAX_VALUE), ...candidates])];
}

/** A number of few digits between two that have none between them. */
function between(low: number, high: number): readonly number[] {
  const middle = Number(((low + high) / 2).toPrecision(3));
  return low < middle && middle < high ? [middle] : [];
}
