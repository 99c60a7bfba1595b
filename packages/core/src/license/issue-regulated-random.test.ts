import { fc, it } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { type Life, life } from '../../../../test/support/life.ts';
import { regulatedProgram } from '../../../../test/support/life-catalog.ts';
import type { LifecycleCommand } from './command.ts';
import { evolve, type LicenseEvent } from './event.ts';
import type { License } from './license.ts';
import { licenseEventSchema } from './event-schema.ts';
import { licenseSchema } from './schema.ts';
import { stateAt } from './state.ts';
import { movesOf, TIME } from './transitions.ts';

const program = regulatedProgram();
const DAY = 86_400_000;
const CONSENT = { form: 'express', text: 'terms-7', channel: 'checkout' } as const;
const BEGUN = '2026-01-01T12:00:00Z';

const customers = fc.constantFrom(
  { country: 'IE' },
  { country: 'UA' },
  { country: 'UA', subdivision: 'UA-14' },
  { country: 'UA', subdivision: 'UA-46' },
  { country: 'CU' },
  { country: 'US', subdivision: 'US-CA', kind: 'consumer' },
  { country: 'US', subdivision: 'US-IL', kind: 'consumer' },
);
const ids = fc.constantFrom('a', 'b', 'c');
const orders = fc.record({
  kind: fc.constant('order' as const),
  order: ids,
  plan: fc.constantFrom('small', 'by-hand', 'told', 'pack'),
  from: fc.constantFrom('2026-01-01', '2026-02-01', '2027-01-01'),
  status: fc.constantFrom('active' as const, 'active' as const, 'active' as const, 'cancelled' as const),
  consents: fc.constantFrom(undefined, undefined, [{ ...CONSENT, at: BEGUN }]),
  customer: customers,
  replaces: fc.option(ids, { freq: 1, nil: undefined }),
});
const commands = fc.record({
  kind: fc.constant('command' as const),
  command: fc.constantFrom<LifecycleCommand>(
    { type: 'accept', order: 'crm/a' },
    { type: 'accept', order: 'crm/b' },
    { type: 'record-consent', ...CONSENT, at: BEGUN },
    { type: 'record-consent', ...CONSENT, form: 'acknowledgement' },
    { type: 'record-evidence', attribute: 'postal_evidence', since: '2026-01-01' },
    { type: 'withdraw-evidence', attribute: 'postal_evidence' },
    { type: 'suspend' },
    { type: 'reinstate' },
    { type: 'cancel' },
    { type: 'revoke' },
  ),
});
const answers = fc.record({ kind: fc.constant('answer' as const), yes: fc.boolean(), gate: fc.nat({ max: 3 }) });
const withdrawals = fc.record({ kind: fc.constant('withdrawal' as const) });
const waits = fc.record({ kind: fc.constant('wait' as const), days: fc.constantFrom(1, 20, 40, 400) });
const steps = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: orders },
    { weight: 2, arbitrary: commands },
    { weight: 2, arbitrary: answers },
    { weight: 1, arbitrary: withdrawals },
    { weight: 2, arbitrary: waits },
  ),
  { maxLength: 20, size: 'max' },
);
type Step = typeof steps extends fc.Arbitrary<readonly (infer S)[]> ? S : never;

function happen(acme: Life, step: Step): void {
  // Until an order is not refused, there is nothing to do anything with.
  if (acme.events.length === 0 && step.kind !== 'order') return;
  switch (step.kind) {
    case 'order': {
      const { kind: _, plan, from, status, ...written } = step;
      acme.buys({ ...written, status, items: status === 'cancelled' ? [] : [{ plan, from }] });
      return;
    }
    case 'command':
      acme.tries(step.command);
      return;
    case 'answer':
      acme.answers(acme.open()[step.gate]?.id, step.yes, step.yes ? [CONSENT] : []);
      return;
    case 'withdrawal': {
      acme.tries({ type: 'withdraw-consent', id: acme.license().consents[0]?.id ?? 'none' });
      return;
    }
    case 'wait':
      acme.until(acme.now() + step.days * DAY);
  }
}

/** A life, and what is looked at after every step since there is a license. */
function lived(all: readonly Step[], look: (acme: Life, license: License) => void): Life {
  const acme = life({ program });
  for (const step of all) {
    happen(acme, step);
    if (acme.events.length > 0) look(acme, acme.license());
  }
  return acme;
}
const replay = (log: readonly LicenseEvent[]) => log.reduce<License | undefined>(evolve, undefined);
const asks = (license: License, order: string) =>
  license.gates.some(({ closed, command }) => !closed && command.type === 'accept' && command.order === order);
const REASONS: ReadonlySet<string> = new Set(['regulation_review', 'consent_missing']);

describe('a license under regulations, whatever happens to it', () => {
  it.prop([steps])('holds nothing of an order that is held up, and shows all of it', (all) => {
    lived(all, (_, { held, items, waiting }) => {
      for (const { order } of items) expect(held).not.toHaveProperty([order]);
      for (const { order, reason } of waiting) expect(REASONS.has(reason)).toBe(Object.hasOwn(held, order));
    });
  });

  it.prop([steps])('asks about what it holds up until it is answered, and about nothing else', (all) => {
    lived(all, (_, license) => {
      for (const { command, closed } of license.gates)
        if (!closed && command.type === 'accept') expect(license.held[command.order]?.refused).toBe(false);
      for (const [order, { refused }] of Object.entries(license.held))
        if (refused) expect(asks(license, order)).toBe(false);
    });
  });

  it.prop([steps])(
    'comes to count by a clear order, by consent or evidence, or by a person, and in no other way',
    (all) => {
      const { events } = lived(all, () => {});
      for (const [index, { cause, after }] of events.entries()) {
        const known = new Set((replay(events.slice(0, index))?.items ?? []).map(({ order }) => order));
        if ((after.items ?? []).every(({ order }) => known.has(order))) continue;
        const by = cause.kind === 'order' ? 'order' : 'command' in cause ? cause.command.type : cause.kind;
        expect(['order', 'accept', 'record-consent', 'record-evidence', 'cancel', 'time']).toContain(by);
      }
    },
  );

  it.prop([steps])('goes only where the table of transitions lets it go', (all) => {
    const { events } = lived(all, () => {});
    for (const [index, { cause, at, after }] of events.entries()) {
      const before = replay(events.slice(0, index));
      if (before === undefined || cause.kind === 'order') continue;
      const byTime = [before.state, ...(TIME[before.state] ?? [])];
      const byCommand = 'command' in cause ? movesOf(cause.command.type, stateAt(before, program, at)) : undefined;
      expect([...(cause.kind === 'command' ? [] : byTime), ...(byCommand ?? [])]).toContain(
        after.state ?? before.state,
      );
    }
  });

  it.prop([steps])('comes to rest, has gates with names of their own, and can be stored', (all) => {
    const acme = lived(all, (one, license) => {
      one.until(one.now());
      expect(one.advance()).toBe(false);
      expect(new Set(license.gates.map(({ id }) => id)).size).toBe(license.gates.length);
    });
    for (const event of acme.events) expect(licenseEventSchema.parse(JSON.parse(JSON.stringify(event)))).toEqual(event);
    if (acme.events.length === 0) return;
    expect(replay(acme.events)).toEqual(acme.license());
    expect(licenseSchema.parse(JSON.parse(JSON.stringify(acme.license())))).toEqual(acme.license());
  });
});
