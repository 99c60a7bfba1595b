import { fc, it } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { bucket } from './bucket.ts';

const customers = Array.from({ length: 20_000 }, (_, index) => `customer-${index}`);

describe('where a key falls in an experiment', () => {
  // These values are for ever: to change them is to put customers into other groups in the middle of an experiment.
  it.each([
    ['ai-taster', 'acme', 68.95],
    ['ai-taster', 'globex', 29.37],
    ['roomier-community', 'acme', 84.66],
    ['lab-canaries', 'gus', 24.32],
    ['lab-canaries', 'ada', 33.6],
    ['', '', 91.4],
    ['salt', '日本語', 84.24],
  ])('bucket(%j, %j) is %d for ever', (salt, key, expected) => {
    expect(bucket(salt, key)).toBe(expected);
  });

  it.prop([fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' })])(
    'is at least 0 and below 100, in steps of a hundredth',
    (salt, key) => {
      const value = bucket(salt, key);
      expect(value >= 0 && value < 100).toBe(true);
      expect(Math.round(value * 100) / 100).toBe(value);
      expect(bucket(salt, key)).toBe(value);
    },
  );

  it.each(['ai-taster', 'roomier-community', 'x'])('spreads customers evenly over %s', (salt) => {
    const tenths = Array.from({ length: 10 }, () => 0);
    for (const customer of customers) tenths[Math.floor(bucket(salt, customer) / 10)]! += 1;
    // 2,000 are expected in each; six standard deviations are about 255.
    for (const count of tenths) expect(Math.abs(count - 2000)).toBeLessThan(255);
  });

  it('keeps experiments independent: being in one says nothing about another', () => {
    const inFirst = customers.filter((customer) => bucket('first', customer) < 50);
    const inBoth = inFirst.filter((customer) => bucket('second', customer) < 50);
    expect(Math.abs(inBoth.length / inFirst.length - 0.5)).toBeLessThan(0.03);
  });

  it('tells salt and key apart: the pair counts, not the text that they make together', () => {
    const same = customers
      .slice(0, 1000)
      .filter((customer) => bucket(`a:${customer}`, 'b') === bucket('a', `${customer}:b`));
    expect(same.length).toBeLessThan(10);
  });
});
