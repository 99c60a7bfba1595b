import { fc, it } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { largestWhere, nextDown, nextUp } from './doubles.ts';

const { EPSILON, MAX_VALUE, MIN_VALUE } = Number;
const finite = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(0, 1, -1, MIN_VALUE, -MIN_VALUE, MAX_VALUE, -MAX_VALUE),
);

describe('the doubles beside one', () => {
  it.each([
    ['one', 1, 1 + EPSILON],
    ['the one below a power of two, which is nearer', 1 - EPSILON / 2, 1],
    ['a negative one', -1, -1 + EPSILON / 2],
    ['nothing', 0, MIN_VALUE],
    ['nothing, however its sign is written', -0, MIN_VALUE],
    ['the last negative one', -MIN_VALUE, 0],
    ['the smallest of all', -MAX_VALUE, -MAX_VALUE * (1 - EPSILON / 2)],
    ['the largest, which has none', MAX_VALUE, MAX_VALUE],
    ['infinity, which has none', Infinity, Infinity],
  ])('above %s', (_, value, next) => expect(nextUp(value)).toBe(next));

  it('below the smallest there is none; below another, the mirror of what is above its mirror', () => {
    expect(nextDown(-MAX_VALUE)).toBe(-MAX_VALUE);
    expect(nextDown(1)).toBe(1 - EPSILON / 2);
    expect(nextDown(0)).toBe(-MIN_VALUE);
  });

  it.prop([finite])('up and down again leads back, and nothing lies between', (value) => {
    fc.pre(value < MAX_VALUE);
    const above = nextUp(value);
    expect(above).toBeGreaterThan(value);
    expect(nextDown(above) === value).toBe(true);
    const middle = value / 2 + above / 2;
    expect(middle <= value || middle >= above).toBe(true);
  });
});

describe('the largest double of which something holds', () => {
  it.each<[string, (value: number) => boolean, number | undefined]>([
    ['what is up to five', (value) => value <= 5, 5],
    ['what is below five', (value) => value < 5, nextDown(5)],
    ['what is negative', (value) => value < 0, -MIN_VALUE],
    ['what is not above nothing', (value) => value <= 0, 0],
    [
      'what is below a half with three tenths, as sums are rounded',
      (value) => value + 0.3 < 0.5,
      0.199_999_999_999_999_96,
    ],
    ['all', () => true, MAX_VALUE],
    ['all but the largest', (value) => value < MAX_VALUE, nextDown(MAX_VALUE)],
    ['the smallest alone', (value) => value === -MAX_VALUE, -MAX_VALUE],
    ['none', () => false, undefined],
  ])('of %s', (_, holds, largest) => expect(largestWhere(holds)).toBe(largest));

  it.prop([finite])('is where it ends, and is found in 65 steps', (end) => {
    let steps = 0;
    const found = largestWhere((value) => {
      steps += 1;
      return value <= end;
    });
    expect(found === end).toBe(true);
    expect(steps).toBeLessThanOrEqual(65);
  });
});
