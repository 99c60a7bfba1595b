import { describe, expect, it } from 'vitest';
import { type Life, life } from '../../../../test/support/life.ts';

const year = (plan: string) => {
  const acme = life();
  acme.buys({ items: [{ plan, from: '2026-01-01' }] });
  acme.until('2026-03-01');
  return acme;
};
const gates = (acme: Life) =>
  acme.license().gates.map(({ kind, closed }) => `${kind} ${closed === undefined ? 'open' : closed.outcome}`);
const yes = (acme: Life, kind: string) => acme.answers(acme.open().find((gate) => gate.kind === kind)?.id);
const no = (acme: Life, kind: string) => acme.answers(acme.open().find((gate) => gate.kind === kind)?.id, false);
const approval = (deadline: string) => ({ gate: { kind: 'approval', deadline } });

describe('a renewal that needs approval and payment', () => {
  it('asks for both when it comes up, and is made when both have said yes', () => {
    const acme = year('careful');
    acme.until('2026-12-02');
    expect(acme.types(1)).toEqual(['renewal.due', 'gate.opened']);
    expect(gates(acme)).toEqual(['approval open', 'payment open']);
    yes(acme, 'payment');
    acme.until('2026-12-10');
    expect(acme.terms()).toHaveLength(1);
    yes(acme, 'approval');
    acme.until('2026-12-10T00:01');
    expect(acme.types(3)).toEqual(['gate.answered', 'gate.answered', 'license.renewed']);
    expect(acme.terms()[1]).toBe('2027-01-01…2028-01-01 1×careful@1');
    expect(gates(acme)).toEqual(['approval passed', 'payment passed']);
    expect(acme.events.at(-1)).toMatchObject({ actor: { id: 'ada' }, cause: { kind: 'gate' } });
  });

  it('is declined by one no: it ends with its term, without grace', () => {
    const acme = year('careful');
    acme.until('2026-12-10');
    yes(acme, 'payment');
    no(acme, 'approval');
    expect(gates(acme)).toEqual(['approval declined', 'payment declined']);
    acme.until('2027-01-01');
    expect(acme.state()).toBe('expired');
    acme.until('2029-01-01');
    expect(acme.open()).toEqual([]);
  });

  it('lapses with its grace where nobody answers', () => {
    const acme = year('careful');
    acme.until('2027-01-14');
    expect([acme.state(), ...gates(acme)]).toEqual(['grace', 'approval open', 'payment open']);
    acme.until('2027-01-15');
    expect([acme.state(), ...gates(acme)]).toEqual(['expired', 'approval lapsed', 'payment lapsed']);
    expect(acme.types(3)).toEqual(['license.lapsed', 'license.expired', 'gate.closed']);
  });

  it('is not asked for again after it has lapsed, however much is asked and forgotten since', () => {
    const acme = year('careful');
    acme.until('2027-02-01');
    for (let n = 0; n < 25; n += 1) {
      acme.does({ type: 'renew', quantity: n + 1 }, approval('2028-01-01'));
      no(acme, 'approval');
    }
    acme.until('2027-03-01');
    expect(acme.open()).toEqual([]);
  });

  it.each([
    ['approval', 'payment'],
    ['payment', 'approval'],
  ])('is made in the name of whoever was the last to say yes: %s, then %s', (first, last) => {
    const acme = year('careful');
    acme.until('2026-12-10');
    const gate = (kind: string) => acme.open().find((one) => one.kind === kind)?.id;
    acme.answers(gate(first));
    acme.until('2026-12-11');
    acme.answers(gate(last), true, [], { actor: { kind: 'person', id: 'bob' } });
    acme.until('2026-12-12');
    expect(acme.events.at(-1)).toMatchObject({ type: 'license.renewed.v1', actor: { id: 'bob' } });
  });

  it('waits beside that of another line', () => {
    const acme = life();
    acme.buys({
      items: [
        { plan: 'careful', from: '2026-01-01' },
        { plan: 'tried-pack', from: '2026-11-25', trial: true },
      ],
    });
    acme.until('2026-12-08');
    expect(
      acme
        .license()
        .renewals.map(({ line }) => line)
        .toSorted(),
    ).toEqual(['crm/a:careful', 'crm/a:tried-pack']);
    expect(gates(acme)).toHaveLength(3);
    no(acme, 'approval');
    expect(acme.license().renewals.filter(({ declined }) => declined)).toMatchObject([{ line: 'crm/a:careful' }]);
    expect(acme.open()).toMatchObject([{ kind: 'payment', command: { line: 'crm/a:tried-pack' } }]);
  });

  it('can still be made by a person', () => {
    const acme = year('careful');
    acme.until('2027-02-01');
    acme.does({ type: 'renew' });
    expect(acme.state()).toBe('active');
    expect(acme.license().renewals).toEqual([]);
  });

  it('is overtaken by a person who renews', () => {
    const acme = year('careful');
    acme.until('2026-12-10');
    acme.does({ type: 'renew' });
    expect(gates(acme)).toEqual(['approval superseded', 'payment superseded']);
  });

  it('is made although the license is suspended', () => {
    const acme = year('careful');
    acme.until('2026-12-10');
    acme.does({ type: 'suspend' });
    yes(acme, 'approval');
    yes(acme, 'payment');
    acme.until('2026-12-11');
    expect([acme.state(), acme.terms().length]).toEqual(['suspended', 2]);
  });

  it('that was paid in time counts, although the sweeper sees it after the grace', () => {
    const acme = year('paid');
    acme.until('2027-01-14');
    yes(acme, 'payment');
    acme.until('2027-03-01', { sweeper: 'down' });
    expect([acme.state(), acme.terms()[1]]).toEqual(['active', '2027-01-01…2028-01-01 1×paid@1']);
  });

  it('that is paid in its grace is not asked for twice, where its term then counts from that day', () => {
    const acme = year('paid-late');
    acme.until('2027-01-05');
    yes(acme, 'payment');
    acme.until('2027-01-06');
    expect(acme.terms()[1]).toBe('2027-01-05…2028-01-05 1×paid-late@1');
    expect(gates(acme)).toEqual(['payment passed']);
  });

  it('has a week to be answered, where it came up late', () => {
    const acme = year('careful');
    acme.until('2027-01-14', { sweeper: 'down' });
    expect(acme.open()[0]?.deadline).toBe(Date.parse('2027-01-21'));
  });
});

describe('an answer', () => {
  const asked = () => {
    const acme = year('careful');
    acme.until('2026-12-10');
    return acme;
  };

  it('that is given twice is one, and the first stands', () => {
    const acme = asked();
    const [gate] = acme.open();
    acme.answers(gate?.id);
    expect(acme.answers(gate?.id).outcome).toBe('unchanged');
    expect(acme.answers(gate?.id, false)).toMatchObject({ outcome: 'refused', code: 'gate_settled' });
  });

  it('that comes when its change is over is told so', () => {
    const acme = asked();
    const [gate, other] = acme.open();
    acme.answers(gate?.id, false);
    expect(acme.answers(other?.id)).toMatchObject({ outcome: 'refused', code: 'gate_settled' });
  });

  it('that comes late is told so, whether the sweeper has come by or not', () => {
    const acme = asked();
    const [gate] = acme.open();
    acme.skip('2027-01-15');
    expect(acme.answers(gate?.id)).toMatchObject({ outcome: 'refused', code: 'gate_lapsed' });
    acme.until('2027-01-15');
    expect(acme.answers(gate?.id)).toMatchObject({ outcome: 'refused', code: 'gate_lapsed' });
  });

  it('to a gate that is not there, or is forgotten, is told so', () => {
    const acme = year('small');
    const { next } = acme.does({ type: 'suspend' }, approval('2026-06-01'));
    no(acme, 'approval');
    for (let n = 0; n < 20; n += 1) {
      acme.does({ type: 'suspend' }, approval('2026-06-01'));
      no(acme, 'approval');
    }
    expect(acme.license().gates).toHaveLength(20);
    expect(acme.answers(next.gates[0]?.id)).toMatchObject({ outcome: 'refused', code: 'gate_unknown' });
  });
});

describe('a command that waits for an answer', () => {
  it('is carried out as of the moment of the yes, whenever that is', () => {
    const acme = year('from-now');
    acme.does({ type: 'renew' }, approval('2026-06-01'));
    acme.until('2026-04-15');
    yes(acme, 'approval');
    acme.until('2026-05-15', { sweeper: 'down' });
    expect(acme.terms()[1]).toBe('2026-04-15…2027-04-15 1×from-now@1');
    expect(gates(acme)).toEqual(['approval passed']);
  });

  it('is refused at once where it would be refused anyway', () => {
    const acme = year('small');
    expect(acme.refuses({ type: 'convert' }, approval('2026-06-01'))).toBe('trial_missing');
    expect(acme.refuses({ type: 'suspend' }, approval('2026-03-01'))).toBe('date_outside');
  });

  it('is asked once, however often it is given', () => {
    const acme = year('small');
    acme.does({ type: 'suspend' }, approval('2026-06-01'));
    expect(acme.tries({ type: 'suspend' }, approval('2026-07-01')).outcome).toBe('unchanged');
    expect(acme.open()).toHaveLength(1);
  });

  it('does not decline the renewal where somebody wished for another term and was told no', () => {
    const acme = year('careful');
    acme.until('2026-12-10');
    acme.does({ type: 'renew', line: 'crm/a:careful', quantity: 9 }, approval('2026-12-20'));
    acme.answers(acme.open().at(-1)?.id, false);
    expect(acme.license().renewals).toMatchObject([{ declined: false }]);
    expect(gates(acme)).toEqual(['approval open', 'payment open', 'approval declined']);
  });

  it('hands the order over where it was a transfer', () => {
    const acme = year('small');
    acme.does({ type: 'transfer', to: 'zenith', expiry: 'keep' }, approval('2026-06-01'));
    yes(acme, 'approval');
    acme.until('2026-03-02');
    expect(acme.events.at(-1)).toMatchObject({
      type: 'license.transferred.v1',
      order: { customer: { id: 'zenith' }, items: [{ plan: 'small@1', from: '2026-03-01', to: '2027-01-01' }] },
    });
  });

  it('is closed where the state no longer allows it', () => {
    const acme = year('small');
    acme.does({ type: 'migrate', plan: 'told' }, approval('2026-06-01'));
    acme.does({ type: 'suspend' });
    yes(acme, 'approval');
    acme.until('2026-03-02');
    expect([acme.types().at(-1), ...gates(acme)]).toEqual(['gate.closed', 'approval superseded']);
  });

  it.each(['cancel', 'revoke'] as const)('is overtaken where the license ends by "%s"', (type) => {
    const acme = year('small');
    acme.does({ type: 'migrate', plan: 'told' }, approval('2026-06-01'));
    acme.does({ type });
    expect(gates(acme)).toEqual(['approval superseded']);
  });
});

describe('an order that comes while a change waits', () => {
  const waiting = () => {
    const acme = year('small');
    acme.does({ type: 'migrate', plan: 'told' }, approval('2026-06-01'));
    return acme;
  };

  it('and leaves it the same change, lets the answer hold', () => {
    const acme = waiting();
    acme.buys({ order: 'b', items: [{ plan: 'pack', from: '2026-03-01' }] });
    yes(acme, 'approval');
    acme.until('2026-03-02');
    expect(acme.types().at(-1)).toBe('license.migrated');
  });

  it('and makes it another, has it asked anew, with a week to answer', () => {
    const acme = waiting();
    acme.until('2026-05-30');
    acme.buys({ items: [{ plan: 'small', from: '2026-01-01', quantity: 50 }] });
    yes(acme, 'approval');
    acme.until('2026-05-30T00:01');
    expect(acme.types().at(-1)).toBe('gate.opened');
    expect(gates(acme)).toEqual(['approval superseded', 'approval open']);
    expect(acme.open()[0]?.deadline).toBe(Date.parse('2026-06-06'));
    yes(acme, 'approval');
    acme.until('2026-05-31');
    expect(acme.terms()[1]).toBe('2026-05-30T00:01:00.000Z…2027-01-01 50×told@1');
  });

  it('and moves the end of the term, has its renewal asked about for the new end, and only that', () => {
    const acme = year('careful');
    acme.until('2026-12-10');
    acme.buys({ items: [{ plan: 'careful', from: '2026-01-01', to: '2027-01-09' }] });
    acme.until('2026-12-12');
    expect(gates(acme)).toEqual(['approval superseded', 'payment superseded', 'approval open', 'payment open']);
    yes(acme, 'approval');
    yes(acme, 'payment');
    acme.until('2026-12-13');
    expect(acme.terms()).toEqual(['2026-01-01…2027-01-09 1×careful@1', '2027-01-09…2028-01-09 1×careful@1']);
  });

  it('does not matter to an override that waits beside another', () => {
    const acme = year('small');
    const override = { type: 'override', feature: 'seats', operation: 'set', value: 9 } as const;
    acme.does({ ...override, id: 'x' }, approval('2026-06-01'));
    acme.does({ ...override, id: 'y', value: 3 });
    yes(acme, 'approval');
    acme.until('2026-03-02');
    expect(gates(acme)).toEqual(['approval passed']);
  });
});

describe('a notice', () => {
  const notice = (deadline: string) => ({ gate: { kind: 'notice', deadline } });

  it('passes by time alone, and takes no answer', () => {
    const acme = year('small');
    acme.does({ type: 'cancel' }, notice('2026-04-01'));
    expect(acme.answers(acme.open()[0]?.id)).toMatchObject({ outcome: 'refused', code: 'gate_unanswerable' });
    acme.until('2026-03-31');
    expect(acme.state()).toBe('active');
    acme.until('2026-04-01');
    expect([acme.state(), ...gates(acme)]).toEqual(['cancelled', 'notice passed']);
  });

  it('has passed when it ended, however late the sweeper is', () => {
    const acme = year('small');
    acme.does({ type: 'cancel' }, notice('2026-04-01'));
    acme.until('2026-05-01', { sweeper: 'down' });
    expect(acme.license().cancellation?.at).toBe(Date.parse('2026-04-01'));
  });

  it('of a change that begins on the day on which the notice ends is given once', () => {
    const acme = year('small');
    acme.does({ type: 'amend', quantity: 2, from: '2026-04-01' }, notice('2026-04-01'));
    acme.until('2026-04-01');
    expect(gates(acme)).toEqual(['notice passed']);
    expect(acme.grants('seats')).toBe(2);
  });
});
