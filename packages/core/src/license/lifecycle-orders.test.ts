import { describe, expect, it } from 'vitest';
import { life, type Life } from '../../../../test/support/life.ts';
import { leadingTo, replay } from './replay.ts';

const buys = (...orders: readonly (readonly [order: string, items: readonly object[], more?: object])[]) => {
  const acme = life();
  for (const [order, items, more] of orders) acme.buys({ order, items, ...more });
  return acme;
};
const from2026 = (plan: string, more: object = {}) => ({ plan, from: '2026-01-01', ...more });
const standing = (acme: Life) => [...new Set(acme.license().items.map(({ order }) => order))];
const waiting = (acme: Life) => acme.license().waiting.map(({ order, reason }) => `${order}: ${reason}`);

describe('of base plans that overlap', () => {
  it('the one that begins first stands, and the other waits', () => {
    for (const acme of [
      buys(['a', [from2026('small')]], ['b', [{ plan: 'rich', from: '2026-12-31' }]]),
      buys(['b', [{ plan: 'rich', from: '2026-12-31' }]], ['a', [from2026('small')]]),
    ])
      expect([standing(acme), waiting(acme)]).toEqual([['crm/a'], ['crm/b: second_base_plan']]);
  });

  it('and begin together, that of the first order', () => {
    const acme = buys(['b', [from2026('rich')]], ['a', [from2026('small')]]);
    expect([standing(acme), waiting(acme)]).toEqual([['crm/a'], ['crm/b: second_base_plan']]);
  });

  it('none overlaps one that begins when it ends', () => {
    const acme = buys(['a', [from2026('once')]], ['b', [{ plan: 'small', from: '2027-01-01' }]]);
    expect([standing(acme), waiting(acme)]).toEqual([['crm/a', 'crm/b'], []]);
  });

  it('all overlap one without an end', () => {
    const acme = buys(['a', [from2026('for-ever')]], ['b', [{ plan: 'small', from: '2036-01-01' }]]);
    expect([standing(acme), waiting(acme)]).toEqual([['crm/a'], ['crm/b: second_base_plan']]);
  });

  it('one that stands within a gap of another follows nothing', () => {
    const acme = buys(
      ['a', [from2026('small', { to: '2026-03-01' }), { plan: 'small', from: '2026-06-01', to: '2026-09-01' }]],
      ['b', [{ plan: 'rich', from: '2026-03-01', to: '2026-06-01' }]],
    );
    expect(acme.terms()).toEqual([
      '2026-01-01…2026-03-01 1×small@1',
      '2026-03-01…2026-06-01 1×rich@1',
      '2026-06-01…2026-09-01 1×small@1',
    ]);
  });
});

describe('an order that replaces another', () => {
  it('takes its place, and so on', () => {
    const acme = buys(
      ['a', [from2026('small')]],
      ['b', [from2026('rich')], { replaces: 'a' }],
      ['c', [from2026('told')], { replaces: 'b' }],
    );
    expect([standing(acme), waiting(acme)]).toEqual([['crm/c'], []]);
  });

  it('does not where it is cancelled', () => {
    const acme = buys(['a', [from2026('small')]], ['b', [from2026('rich')], { replaces: 'a', status: 'cancelled' }]);
    expect(standing(acme)).toEqual(['crm/a']);
  });

  it('and is replaced by that one waits with it for a person; what replaces both stands', () => {
    const acme = buys(
      ['a', [from2026('small')], { replaces: 'b' }],
      ['b', [from2026('rich')], { replaces: 'a' }],
      ['c', [from2026('told')], { replaces: 'a' }],
    );
    expect(standing(acme)).toEqual(['crm/c']);
    expect(waiting(acme).toSorted()).toEqual(['crm/a: replacement_cycle', 'crm/b: replacement_cycle']);
  });
});

describe('what stands beside a base plan', () => {
  it('waits where there is none', () => {
    expect(waiting(buys(['a', [from2026('pack')]]))).toEqual(['crm/a: no_base_plan']);
  });

  it('ends with its term, where it is a top-up without an end', () => {
    const acme = buys(['a', [from2026('small')]], ['b', [{ plan: 'stock', from: '2026-03-01' }]]);
    acme.until('2027-02-01');
    acme.buys({ order: 'c', items: [{ plan: 'stock', from: '2027-02-01' }] });
    expect(acme.terms('stock')).toEqual(['2026-03-01…2027-01-01 1×stock@1', '2027-02-01…2028-01-01 1×stock@1']);
  });

  it('ends with that term also where its quantity is amended in between, or another base plan follows', () => {
    const acme = buys(
      ['a', [from2026('once')]],
      ['b', [{ plan: 'small', from: '2027-01-01' }]],
      ['c', [{ plan: 'stock', from: '2026-03-01' }]],
      ['d', [{ plan: 'stock', from: '2027-03-01' }]],
    );
    acme.does({ type: 'amend', quantity: 2, from: '2026-06-01' });
    expect(acme.terms('stock')).toEqual(['2026-03-01…2027-01-01 1×stock@1', '2027-03-01…2028-01-01 1×stock@1']);
  });

  it('has no end where the base plan has none', () => {
    const acme = buys(['a', [from2026('for-ever')]], ['b', [{ plan: 'stock', from: '2026-03-01' }]]);
    expect(acme.terms('stock')).toEqual(['2026-03-01… 1×stock@1']);
  });

  it('is no top-up that begins when all is over', () => {
    const acme = buys(['a', [from2026('once')]], ['b', [{ plan: 'stock', from: '2027-01-01' }]]);
    expect(waiting(acme)).toEqual(['crm/b: no_base_plan']);
  });

  it('renews while a base plan stands on, and not at the end of the last one', () => {
    const onward = buys(['a', [from2026('for-ever'), from2026('pack')]]);
    onward.until('2027-02-01');
    expect(onward.terms('pack')).toHaveLength(2);
    const over = buys(['a', [from2026('once'), from2026('pack')]]);
    over.until('2027-02-01');
    expect(over.terms('pack')).toHaveLength(1);
  });

  it('that ends with it has its grace', () => {
    const acme = buys(['a', [from2026('by-hand'), from2026('pack', { coterm: true })]]);
    expect(acme.license().items.map(({ graceTo }) => graceTo)).toEqual([
      Date.parse('2027-01-15'),
      Date.parse('2027-01-15'),
    ]);
    acme.until('2027-02-01');
    expect(acme.terms('pack')).toHaveLength(1);
  });

  it('ends on its own day where the order says one, and so does every base plan', () => {
    const acme = buys([
      'a',
      [from2026('small', { coterm: true }), from2026('pack', { coterm: true, to: '2026-06-01' })],
    ]);
    expect(acme.license().items.map(({ coterm }) => coterm)).toEqual([undefined, undefined]);
    expect(acme.terms('pack')).toEqual(['2026-01-01…2026-06-01 1×pack@1']);
  });
});

describe('the lines of an order', () => {
  const lines = (...items: readonly object[]) =>
    buys(['a', [from2026('for-ever'), ...items]])
      .license()
      .items.map(({ line }) => line)
      .slice(1);
  const pack = (from: string, to: string, quantity = 1) => ({ plan: 'pack', from, to, quantity });

  it('are one where an add-on follows itself, with or without a gap', () => {
    expect(lines(pack('2026-01-01', '2026-03-01'), pack('2026-03-01', '2026-06-01', 2))).toEqual(
      Array(2).fill('crm/a:pack'),
    );
    expect(lines(pack('2026-01-01', '2026-03-01'), pack('2026-04-01', '2026-06-01'))).toEqual(
      Array(2).fill('crm/a:pack'),
    );
  });

  it('are two where it runs beside itself, whatever is written first', () => {
    expect(lines(pack('2026-02-01', '2026-06-01'), pack('2026-01-01', '2026-03-01'))).toEqual([
      'crm/a:pack',
      'crm/a:pack#2',
    ]);
  });

  it('are two where a base plan has a gap, in which another one may stand', () => {
    const acme = buys([
      'a',
      [from2026('small', { to: '2026-03-01' }), { plan: 'small', from: '2026-04-01', to: '2026-06-01' }],
    ]);
    expect(acme.license().items.map(({ line }) => line)).toEqual(['crm/a:small', 'crm/a:small#2']);
  });
});

describe('the log of a license', () => {
  const lived = () => {
    const acme = buys(['a', [from2026('small')]]);
    const seats = { type: 'override', id: 'promised', feature: 'seats', operation: 'set', value: 5 } as const;
    acme.until('2026-02-01');
    acme.does({ ...seats, id: 'fair-use', feature: 'runs' });
    acme.until('2026-03-01');
    acme.does(seats);
    acme.until('2026-04-01');
    acme.does({ type: 'record-evidence', attribute: 'age', since: '2026-01-01' });
    acme.until('2026-05-01');
    acme.does({ type: 'suspend' });
    return acme.events;
  };
  const known = (text: string) => replay(lived(), Date.parse(text))?.revision;
  const reasons = (feature: string, text: string) =>
    leadingTo(lived(), feature, Date.parse(text)).map(({ revision }) => revision);

  it('tells what was known at a moment, and what happens at that moment is', () => {
    expect([known('2026-01-31'), known('2026-02-01'), known('2026-05-01')]).toEqual([1, 2, 5]);
  });

  it('tells what led to a feature: what changed it or everything, and not what was about another', () => {
    expect(reasons('seats', '2026-02-28')).toEqual([1]);
    expect(reasons('seats', '2026-03-01')).toEqual([3, 1]);
    expect(reasons('runs', '2026-02-28')).toEqual([2, 1]);
    expect(reasons('runs', '2026-04-30')).toEqual([2, 1]);
    expect(reasons('on', '2026-05-01')).toEqual([5, 1]);
    expect(reasons('seats', '2026-05-01')).toEqual([5, 3, 1]);
  });
});

describe('what is kept of a customer', () => {
  const consent = { form: 'express', text: '1', channel: 'web' } as const;
  const at = (hour: string) => ({ type: 'record-consent', ...consent, at: `2026-01-01T${hour}:00:00Z` }) as const;

  it('are consents in the order in which they were given, and one that is withdrawn leaves the others', () => {
    const acme = buys(['a', [from2026('small')]]);
    for (const hour of ['09', '11', '10']) acme.does(at(hour));
    acme.does({ ...at('10'), text: '2' });
    acme.does({ ...at('10'), text: '3' });
    const { consents } = acme.license();
    expect(consents.map((one) => new Date(one.at).getUTCHours())).toEqual([9, 10, 10, 10, 11]);
    const ids = consents.slice(1, 4).map(({ id }) => id);
    expect(ids).toEqual(ids.toSorted());
    acme.does({ type: 'withdraw-consent', id: consents[1]?.id ?? '' });
    expect(acme.license().consents.filter(({ withdrawn }) => withdrawn !== null)).toHaveLength(1);
  });

  it('is what was proven, each by its name, and since when at last', () => {
    const acme = buys(['a', [from2026('small')]]);
    for (const [attribute, since] of [
      ['age', '2026-01-01'],
      ['school', '2026-01-01'],
      ['age', '2025-01-01'],
    ] as const)
      acme.does({ type: 'record-evidence', attribute, since });
    expect(acme.license().evidence).toEqual({ age: '2025-01-01', school: '2026-01-01' });
    acme.does({ type: 'withdraw-evidence', attribute: 'age' });
    expect(acme.license().evidence).toEqual({ school: '2026-01-01' });
  });

  it('are the keys of its last 32 commands, each of which does nothing again', () => {
    const acme = buys(['a', [from2026('small')]]);
    const command = (n: number) => acme.tries({ type: 'amend', quantity: n + 1 }, { key: `key-${n}` }).outcome;
    for (let n = 1; n <= 40; n += 1) expect(command(n)).toBe('changed');
    expect([command(40), command(9)]).toEqual(['unchanged', 'unchanged']);
    expect(command(8)).toBe('changed');
  });
});

describe('asking for a change at a gate', () => {
  const gate = (kind: string) => ({ gate: { kind, deadline: '2026-06-01' } });
  const amend = { type: 'amend', quantity: 2 } as const;

  it('twice is asking once; at another gate it is asking another', () => {
    const acme = buys(['a', [from2026('small')]]);
    expect(acme.does(amend, gate('approval')).events[0].type).toBe('gate.opened.v1');
    expect(acme.tries(amend, gate('approval')).outcome).toBe('unchanged');
    expect(acme.does(amend, gate('payment')).events[0].type).toBe('gate.opened.v1');
    expect(acme.open().map(({ kind }) => kind)).toEqual(['approval', 'payment']);
    expect(acme.terms()).toHaveLength(1);
  });
});
