import { describe, expect, it } from 'vitest';
import { loadedProgram } from '../../../../test/support/catalogs.ts';
import { life } from '../../../../test/support/life.ts';
import type { LifecycleCommand } from './command.ts';

type Override = Extract<LifecycleCommand, { type: 'override' }>;
const seats = (more: Partial<Override> = {}): Override => ({
  type: 'override',
  id: 'promised',
  feature: 'seats',
  operation: 'set',
  value: 50,
  ...more,
});
const supported = loadedProgram({
  'c.yaml': `catalog: 1
products: { lab: { name: Lab } }
features: { support: { product: lab, type: static, values: [low, high, 7] } }
plans: { base@1: { product: lab, kind: base, tier: 1, term: P1Y, renewal: { policy: auto }, grants: { support: low } } }
`,
});
const licensed = (plan = 'small') => {
  const acme = life();
  acme.buys({ items: [{ plan, from: '2026-01-01' }] });
  return acme;
};

describe('an override', () => {
  it('stands above the plan, through renewals, until it is cleared', () => {
    const acme = licensed();
    acme.does(seats());
    acme.until('2027-06-01');
    expect(acme.grants('seats')).toBe(50);
    acme.does({ type: 'clear-override', id: 'promised' });
    expect(acme.grants('seats')).toBe(1);
  });

  it('takes the place of one of the same name', () => {
    const acme = licensed();
    acme.does(seats());
    acme.does(seats({ operation: 'add', value: 2 }));
    expect(acme.license().overrides).toHaveLength(1);
    expect(acme.grants('seats')).toBe(3);
  });

  it('stands beside one of another name, and is laid after it', () => {
    const acme = licensed();
    acme.does(seats());
    acme.does(seats({ id: 'fair-use', operation: 'atMost', value: 20 }));
    expect(acme.grants('seats')).toBe(20);
  });

  it('begins and ends on its days, and both are said', () => {
    const acme = licensed();
    acme.does(seats({ from: '2026-02-01', to: '2026-03-01' }));
    const seen: unknown[] = [acme.grants('seats')];
    acme.until('2026-02-01');
    seen.push(acme.grants('seats'));
    acme.until('2026-03-01');
    seen.push(acme.grants('seats'));
    expect(seen).toEqual([1, 50, 1]);
    expect(acme.types(2)).toEqual(['license.changed', 'license.changed']);
  });

  it('grants nothing where no base plan stands', () => {
    const acme = licensed('once');
    acme.does(seats());
    acme.until('2027-01-01');
    expect(acme.grants('seats')).toBe('license_expired');
  });

  it.each<[Partial<Override>, string]>([
    [{ feature: 'chairs' }, 'feature_unknown'],
    [{ feature: 'jobs' }, 'feature_unknown'],
    [{ value: true }, 'value_invalid'],
    [{ value: 'many' }, 'value_invalid'],
    [{ value: -1 }, 'value_invalid'],
    [{ value: 1.5 }, 'value_invalid'],
    [{ operation: 'add', value: null }, 'value_invalid'],
    [{ operation: 'multiply', value: -0.5 }, 'value_invalid'],
    [{ feature: 'on', value: 1 }, 'value_invalid'],
    [{ feature: 'on', operation: 'add', value: 1 }, 'value_invalid'],
    [{ from: '2026-03-01', to: '2026-03-01' }, 'date_outside'],
  ])('with %j is refused', (wrong, code) => expect(licensed().refuses(seats(wrong))).toBe(code));

  it.each<[Partial<Override>, unknown]>([
    [{ value: null }, Number.POSITIVE_INFINITY],
    [{ value: 0 }, 'override_restricted'],
    [{ operation: 'multiply', value: 2.5 }, 2],
    [{ operation: 'add', value: -5 }, 'override_restricted'],
    [{ operation: 'atLeast', value: 4 }, 4],
    [{ feature: 'on', value: false }, 'override_restricted'],
  ])('with %j is laid on what the plan grants', (what, expected) => {
    const acme = licensed();
    acme.does(seats(what));
    expect(acme.grants(what.feature ?? 'seats')).toBe(expected);
  });

  it('that is cleared leaves the others', () => {
    const acme = licensed();
    acme.does(seats());
    acme.does(seats({ id: 'fair-use', operation: 'atMost', value: 20 }));
    acme.does({ type: 'clear-override', id: 'promised' });
    expect(acme.license().overrides.map(({ id }) => id)).toEqual(['fair-use']);
  });

  it('of a value sets it to a text or a number, and to nothing else', () => {
    const acme = life({ program: supported });
    acme.buys({ items: [{ plan: 'base', from: '2026-01-01' }] });
    const support = (more: Partial<Override>) => seats({ feature: 'support', ...more });
    expect(acme.refuses(support({ value: true }))).toBe('value_invalid');
    expect(acme.refuses(support({ value: null }))).toBe('value_invalid');
    expect(acme.refuses(support({ operation: 'atMost', value: 5 }))).toBe('value_invalid');
    expect(acme.tries(support({ value: null }))).toMatchObject({
      message: 'support is a value: set it to a text or a number',
    });
    acme.does(support({ value: 'high' }));
    expect(acme.grants('support')).toBe('high');
    acme.does(support({ value: 7 }));
    expect(acme.grants('support')).toBe(7);
  });

  it('that is not there cannot be cleared', () =>
    expect(licensed().refuses({ type: 'clear-override', id: 'promised' })).toBe('override_unknown'));
});
