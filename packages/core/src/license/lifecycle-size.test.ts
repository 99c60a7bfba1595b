import { describe, expect, it } from 'vitest';
import { life } from '../../../../test/support/life.ts';
import { lifeProgram } from '../../../../test/support/life-catalog.ts';
import { factsOf, writeFacts } from './facts.ts';

const bytes = (value: unknown) => JSON.stringify(value).length;

describe('a license of ten years of months, with an add-on and twenty amendments', () => {
  const acme = life();
  acme.buys({
    items: [
      { plan: 'monthly', from: '2026-01-31' },
      { plan: 'pack', from: '2026-01-31', coterm: true },
    ],
  });
  for (let n = 1; n <= 20; n += 1) {
    acme.until(`${2025 + Math.ceil(n / 2)}-${n % 2 === 0 ? '10' : '04'}-10`);
    acme.does({ type: 'amend', quantity: 1 + n });
  }
  acme.until('2036-01-31');
  const license = acme.license();

  it('has all its terms', () => expect(acme.terms('monthly')).toHaveLength(121 + 20));

  it('has facts that hold what stands, and not what was', () => {
    expect(writeFacts(factsOf(license, lifeProgram, acme.now())).length).toBeLessThan(1000);
  });

  it('is far from the 400 KB that one item of the table may have', () => {
    expect(bytes(license)).toBeLessThan(100_000);
  });

  it('has events no larger than itself', () => {
    for (const event of acme.events) expect(bytes(event)).toBeLessThan(100_000);
  });
});
