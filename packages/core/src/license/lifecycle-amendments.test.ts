import { describe, expect, it } from 'vitest';
import { life } from '../../../../test/support/life.ts';

const year = (plan = 'small', more: object = {}) => {
  const acme = life();
  acme.buys({ items: [{ plan, from: '2026-01-01', ...more }] });
  return acme;
};

describe('amending a line', () => {
  it('counts from now where no day is said', () => {
    const acme = year();
    acme.until('2026-03-01');
    acme.does({ type: 'amend', quantity: 3 });
    expect(acme.terms()).toEqual(['2026-01-01…2026-03-01 1×small@1', '2026-03-01…2027-01-01 3×small@1']);
    expect(acme.grants('seats')).toBe(3);
  });

  it('ahead changes nothing until its day, and then says so', () => {
    const acme = year();
    acme.does({ type: 'amend', quantity: 3, from: '2026-06-01' });
    expect(acme.grants('seats')).toBe(1);
    acme.until('2026-06-01');
    expect(acme.events.at(-1)).toMatchObject({
      type: 'license.changed.v1',
      cause: { kind: 'time' },
      terms: [
        { feature: 'runs', kind: 'raised', before: 10, after: 30 },
        { feature: 'seats', kind: 'raised', before: 1, after: 3 },
      ],
    });
  });

  it('in the past counts from then, to the end of the term', () => {
    const acme = year();
    acme.until('2026-06-01');
    acme.does({ type: 'amend', quantity: 2, from: '2026-02-01' });
    expect(acme.terms()).toEqual(['2026-01-01…2026-02-01 1×small@1', '2026-02-01…2027-01-01 2×small@1']);
  });

  it('goes on into terms that were added already, and into those that time adds', () => {
    const acme = year();
    acme.does({ type: 'renew' });
    acme.does({ type: 'amend', quantity: 3, from: '2026-06-01' });
    acme.until('2028-02-01');
    expect(acme.terms().slice(1)).toEqual([
      '2026-06-01…2027-01-01 3×small@1',
      '2027-01-01…2028-01-01 3×small@1',
      '2028-01-01…2029-01-01 3×small@1',
    ]);
  });

  it('leaves alone what was agreed otherwise for a later term', () => {
    const acme = year();
    acme.does({ type: 'renew', quantity: 9 });
    acme.does({ type: 'amend', quantity: 3 });
    expect(acme.terms().at(-1)).toBe('2027-01-01…2028-01-01 9×small@1');
  });

  it('can be amended again, from the same day or from another', () => {
    const acme = year();
    acme.does({ type: 'amend', quantity: 3, from: '2026-06-01' });
    acme.does({ type: 'amend', quantity: 4, from: '2026-06-01' });
    acme.does({ type: 'amend', quantity: 2, from: '2026-03-01' });
    expect(acme.terms()).toEqual([
      '2026-01-01…2026-03-01 1×small@1',
      '2026-03-01…2026-06-01 2×small@1',
      '2026-06-01…2027-01-01 4×small@1',
    ]);
  });

  it('leaves alone a later term of another plan', () => {
    const acme = year();
    acme.does({ type: 'renew', plan: 'rich' });
    acme.does({ type: 'amend', quantity: 3 });
    expect(acme.terms().at(-1)).toBe('2027-01-01…2028-01-01 1×rich@1');
  });

  it('takes the place of what was amended within it, and of nothing beyond', () => {
    const acme = year();
    acme.does({ type: 'renew', quantity: 9 });
    acme.does({ type: 'amend', quantity: 2, from: '2026-06-01' });
    acme.does({ type: 'amend', quantity: 3, from: '2026-05-01' });
    acme.does({ type: 'amend', quantity: 4, from: '2026-05-01' });
    expect(acme.terms().slice(1)).toEqual([
      '2026-05-01…2026-06-01 4×small@1',
      '2026-06-01…2027-01-01 2×small@1',
      '2027-01-01…2028-01-01 9×small@1',
    ]);
    expect(acme.license().amendments).toHaveLength(3);
  });

  it('without an end takes the place of all that was amended after it', () => {
    const acme = year('for-ever');
    acme.does({ type: 'amend', quantity: 2, from: '2026-06-01' });
    acme.does({ type: 'amend', quantity: 3, from: '2026-06-01' });
    expect(acme.terms()).toEqual(['2026-01-01…2026-06-01 1×for-ever@1', '2026-06-01… 3×for-ever@1']);
    expect(acme.license().amendments).toHaveLength(1);
  });

  it('as a new contract without an end has none', () => {
    const acme = year('for-ever');
    acme.does({ type: 'amend', quantity: 2, from: '2026-06-01', newContract: true });
    expect(acme.terms().at(-1)).toBe('2026-06-01… 2×for-ever@1');
  });

  it('keeps how its price changes, where it does', () => {
    const acme = year();
    acme.does({ type: 'amend', quantity: 2, feeChange: 'none' });
    acme.does({ type: 'amend', quantity: 3, from: '2026-06-01', feeChange: 'rise' });
    expect(acme.license().amendments.map(({ feeChange }) => feeChange)).toEqual([undefined, 'rise']);
  });

  it('moves it to another plan', () => {
    const acme = year();
    acme.does({ type: 'amend', plan: 'told', from: '2026-06-01' });
    expect(acme.terms('small').at(-1)).toBe('2026-06-01…2027-01-01 1×told@1');
  });

  it.each([
    [{ quantity: 1 }, 'nothing_changes'],
    [{ quantity: 2, from: '2025-12-31' }, 'date_outside'],
    [{ quantity: 2, from: '2027-01-01' }, 'date_outside'],
    [{ plan: 'pack' }, 'plan_unknown'],
    [{ plan: 'works-s' }, 'plan_unknown'],
    [{ quantity: 2, line: 'crm/a:pack' }, 'line_unknown'],
  ])('with %j is refused', (what, code) => expect(year().refuses({ type: 'amend', ...what })).toBe(code));

  it('is about the order’s own term where the order is changed afterwards', () => {
    const acme = year();
    acme.does({ type: 'amend', quantity: 3, from: '2026-06-01' });
    acme.buys({ items: [{ plan: 'small', from: '2026-01-01', quantity: 2 }] });
    expect(acme.terms()).toEqual(['2026-01-01…2026-06-01 2×small@1', '2026-06-01…2027-01-01 3×small@1']);
  });

  it('does not give an end to what has none, nor keep what has been given one', () => {
    const acme = year('for-ever');
    acme.does({ type: 'amend', quantity: 3, from: '2026-06-01' });
    expect(acme.terms().at(-1)).toBe('2026-06-01… 3×for-ever@1');
    acme.buys({ items: [{ plan: 'for-ever', from: '2026-01-01', to: '2026-09-01' }] });
    expect(acme.terms().at(-1)).toBe('2026-06-01…2026-09-01 3×for-ever@1');
  });
});

describe('migrating', () => {
  it('moves a line to another plan now, and keeps its dates', () => {
    const acme = year();
    acme.until('2026-03-01');
    const { events } = acme.does({ type: 'migrate', plan: 'told' });
    expect(events[0].type).toBe('license.migrated.v1');
    expect(acme.terms()).toEqual(['2026-01-01…2026-03-01 1×small@1', '2026-03-01…2027-01-01 1×told@1']);
    acme.until('2026-12-02');
    expect(acme.types(2)).toEqual(['renewal.due']);
  });
});

describe('quantities that an order gives by date', () => {
  it('follow one another as one line, and the last goes on', () => {
    const acme = life();
    acme.buys({
      items: [
        { plan: 'small', from: '2026-01-01', to: '2026-04-01', quantity: 10 },
        { plan: 'small', from: '2026-04-01', to: '2027-01-01', quantity: 20 },
      ],
    });
    const seen: unknown[] = [acme.grants('seats')];
    acme.until('2026-04-01');
    seen.push(acme.grants('seats'));
    acme.until('2027-01-01');
    seen.push(acme.grants('seats'));
    expect(seen).toEqual([10, 20, 20]);
    expect(new Set(acme.license().items.map(({ line }) => line))).toEqual(new Set(['crm/a:small']));
    expect(acme.types(1)).toEqual(['license.changed', 'license.renewed']);
  });
});

describe('plans that an order gives by date', () => {
  it('may return to one that there was before', () => {
    const acme = life();
    acme.buys({
      items: [
        { plan: 'small', from: '2026-01-01', to: '2026-04-01' },
        { plan: 'told', from: '2026-04-01', to: '2026-07-01' },
        { plan: 'small', from: '2026-07-01', to: '2027-01-01' },
      ],
    });
    expect(acme.terms()).toEqual([
      '2026-01-01…2026-04-01 1×small@1',
      '2026-04-01…2026-07-01 1×told@1',
      '2026-07-01…2027-01-01 1×small@1',
    ]);
    acme.until('2027-02-01');
    expect(acme.terms().slice(3)).toEqual(['2027-01-01…2028-01-01 1×small@1']);
  });
});

describe('an order that is corrected to begin later', () => {
  it('leaves nothing of the terms before, though they were renewed', () => {
    const acme = year();
    acme.until('2027-02-01');
    expect(acme.terms()).toHaveLength(2);
    acme.buys({ items: [{ plan: 'small', from: '2027-01-15' }] });
    expect(acme.terms()[0]).toMatch(/^2027-01-15…/);
    expect(acme.terms().at(-1)).toMatch(/…2028-01-15 1×small@1$/);
  });
});

describe('a command that is given twice', () => {
  it('with one key is carried out once', () => {
    const acme = year();
    acme.does({ type: 'renew' }, { key: 'k1' });
    expect(acme.tries({ type: 'renew' }, { key: 'k1' }).outcome).toBe('unchanged');
    expect(acme.terms()).toHaveLength(2);
    acme.does({ type: 'renew' }, { key: 'k2' });
    expect(acme.terms()).toHaveLength(3);
  });

  it('is known for a repeat among the last 32', () => {
    const acme = year();
    for (let n = 0; n <= 32; n += 1) acme.does({ type: 'amend', quantity: n + 2 }, { key: `k${n}` });
    expect(Object.keys(acme.license().handled)).toHaveLength(32);
    expect(acme.tries({ type: 'amend', quantity: 99 }, { key: 'k1' }).outcome).toBe('unchanged');
    expect(acme.tries({ type: 'amend', quantity: 99 }, { key: 'k0' }).outcome).toBe('changed');
  });

  it('was refused the first time, may be given again with its key', () => {
    const acme = year('by-hand');
    expect(acme.tries({ type: 'convert' }, { key: 'k' }).outcome).toBe('refused');
    expect(acme.tries({ type: 'renew' }, { key: 'k' }).outcome).toBe('changed');
  });
});
