import { it } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { type Life, life } from '../../../../test/support/life.ts';
import { lifeProgram } from '../../../../test/support/life-catalog.ts';
import { lived, lives } from '../../../../test/support/lives.ts';
import { decide, open } from '../decision/index.ts';
import { endOf } from '../terms/active-items.ts';
import { evolve, type LicenseEvent } from './event.ts';
import { factsOf } from './facts.ts';
import type { License } from './license.ts';
import { projectOrders } from './project.ts';
import { replay as knownAt } from './replay.ts';
import { licenseEventSchema } from './event-schema.ts';
import { licenseSchema } from './schema.ts';
import { stateAt } from './state.ts';
import { movesOf, TIME } from './transitions.ts';

const RUNS = 100;
const FEATURES = ['on', 'seats', 'runs'];
const DAY = 86_400_000;
const FOR_EVER = Number.POSITIVE_INFINITY;
const replay = (log: readonly LicenseEvent[]) => log.reduce<License | undefined>(evolve, undefined);
const kindOf = (plan: string) => lifeProgram.plans.get(plan)?.plan.kind;
const nothing = () => undefined;

/** What checks answer at a moment, from facts as they were written then. */
function answers(license: License, written: number, at: number) {
  const session = open(lifeProgram, factsOf(license, lifeProgram, written));
  return FEATURES.map((feature) => {
    const { allowed, value, reason } = decide(session, { feature }, at);
    return { feature, allowed, value, reason };
  });
}

/** The moments of a license at which something begins or ends, and those just before, between two moments. */
function moments({ items, overrides }: License, from: number, until: number): number[] {
  const all = [
    ...items.flatMap((item) => [item.from, item.to ?? from, endOf(item) ?? from]),
    ...overrides.flatMap((override) => [override.from, override.to ?? from]),
    until,
  ];
  return [from, ...all.flatMap((at) => [at - 1, at])].filter((at) => at >= from && at < until);
}

/** The states that an event may lead to, from the license before it. */
function lawful(before: License, { type, cause, at, after }: LicenseEvent): readonly string[] {
  const now = stateAt(before, lifeProgram, at);
  const byTime = [before.state, ...(TIME[before.state] ?? [])];
  // Orders say what is so, and nobody may forbid it.
  if (cause.kind === 'order') return [after.state ?? before.state];
  if (cause.kind === 'command') return type === 'gate.opened.v1' ? byTime : (movesOf(cause.command.type, now) ?? []);
  if (cause.kind === 'gate') {
    const passed = stateAt(before, lifeProgram, passedAt(before, cause.gate) ?? at);
    return [...byTime, ...(movesOf(cause.command.type, passed) ?? [])];
  }
  return byTime;
}

/** When the last gate of a change passed. That is when the change counts from, however late the sweeper sees it. */
function passedAt({ gates }: License, id: string): number | undefined {
  const change = gates.find((gate) => gate.id === id)?.change;
  const moments = gates
    .filter((gate) => gate.change === change && gate.closed === undefined)
    .map(({ kind, deadline, answer }) => (kind === 'notice' ? deadline : answer?.at));
  return moments.reduce<number | undefined>(
    (last, moment) => (last === undefined || moment === undefined ? undefined : Math.max(last, moment)),
    Number.NEGATIVE_INFINITY,
  );
}

describe('a license, whatever happens to it', () => {
  it.prop([lives], { numRuns: RUNS })('goes only where the table of transitions lets it go', (steps) => {
    const { events } = lived(steps, nothing);
    for (const [index, event] of events.entries()) {
      const before = replay(events.slice(0, index));
      if (before === undefined) continue;
      const after = event.after.state ?? before.state;
      expect(lawful(before, event), `${before.state} → ${after} by ${JSON.stringify(event.cause)}`).toContain(after);
    }
  });

  it.prop([lives], { numRuns: RUNS })('has one base plan at a time, and no line overlaps itself', (steps) => {
    lived(steps, (acme) => {
      const { items } = acme.license();
      const bases = items.filter(({ plan }) => kindOf(plan) === 'base');
      for (const item of items) expect(item.to ?? FOR_EVER).toBeGreaterThan(item.from);
      for (const [index, one] of items.entries())
        for (const other of items.slice(index + 1))
          if (one.line === other.line || (bases.includes(one) && bases.includes(other)))
            expect(other.from).toBeGreaterThanOrEqual(endOf(one) ?? FOR_EVER);
    });
  });

  it.prop([lives], { numRuns: RUNS })('grants nothing without a cause', (steps) => {
    lived(steps, (acme) => {
      const license = acme.license();
      const ordered = new Set(
        acme.orders.filter(({ status }) => status === 'active').map(({ order }) => `crm/${order}`),
      );
      for (const { order } of license.items) expect(ordered).toContain(order);
      const base = license.items.some(
        (item) => kindOf(item.plan) === 'base' && item.from <= acme.now() && acme.now() < (endOf(item) ?? FOR_EVER),
      );
      const stopped = ['suspended', 'revoked', 'cancelled'].includes(license.state);
      if (base && !stopped) return;
      for (const { allowed, feature } of answers(license, license.at, acme.now()))
        expect(allowed, `${feature} of a license that is ${license.state}`).toBe(false);
    });
  });

  it.prop([lives], { numRuns: RUNS })('comes to rest: what was done is not due again', (steps) => {
    lived(steps, (acme) => {
      acme.until(acme.now());
      expect(acme.due()?.at ?? FOR_EVER).toBeGreaterThan(acme.now());
      expect(acme.advance()).toBe(false);
    });
  });

  it.prop([lives], { numRuns: RUNS })('needs nobody to look at it before the next thing is due', (steps) => {
    lived(steps, (acme) => {
      const license = acme.license();
      const due = acme.due()?.at ?? license.at + 4000 * DAY;
      for (const at of moments(license, license.at, due)) {
        const state = stateAt(license, lifeProgram, at);
        expect(state, `the state ${new Date(at).toISOString()}`).toBe(license.state);
        expect(answers(license, license.at, at)).toEqual(answers({ ...license, state }, at, at));
      }
    });
  });

  it.prop([lives], { numRuns: RUNS })(
    'depends on the set of its orders and on what was decided, and on no path',
    (steps) => {
      const acme = lived(steps, nothing);
      const license = acme.license();
      const { items, waiting, orders } = projectOrders(
        acme.orders.toReversed(),
        'lab',
        lifeProgram,
        undefined,
        license.zone,
        license,
      );
      expect({ items, waiting, orders }).toEqual({
        items: license.items,
        waiting: license.waiting,
        orders: license.orders,
      });
    },
  );

  it.prop([lives], { numRuns: RUNS })('has gates with names of their own', (steps) => {
    lived(steps, (acme) => {
      const names = acme.license().gates.map(({ id }) => id);
      expect(new Set(names).size).toBe(names.length);
    });
  });

  it.prop([lives], { numRuns: RUNS })('is handed over whole', (steps) => {
    const acme = lived(steps, (one, before) => {
      for (const [index, event] of one.events.entries()) {
        if (index < before || event.order === undefined) continue;
        const held = replay(one.events.slice(0, index))!;
        const { source: _, ...order } = event.order;
        const zenith = life({ customer: 'zenith', now: order.at });
        zenith.buys({ ...order, customer: { zone: held.zone } });
        const then = zenith.now();
        // Overrides were for the one customer; and what a late sweeper hands over was held before it came.
        if (held.overrides.length === 0 && then === event.at)
          expect(answers(zenith.license(), then, then)).toEqual(answers(held, then, then));
      }
    });
    expect(acme.events.every(({ type, order }) => (type === 'license.transferred.v1') === (order !== undefined))).toBe(
      true,
    );
  });
});

describe('the log of a life', () => {
  it.prop([lives], { numRuns: RUNS })('gives the license back, and can be walked backwards', (steps) => {
    const { events, license } = lived(steps, nothing);
    expect(replay(events)).toEqual(license());
    for (const [index, event] of events.entries()) {
      if (index === 0) continue;
      const [before, after] = [replay(events.slice(0, index))!, replay(events.slice(0, index + 1))!];
      expect({ ...after, ...event.before, revision: before.revision, at: before.at }).toEqual(before);
      expect(event.at).toBeGreaterThanOrEqual(before.at);
    }
  });

  it.prop([lives], { numRuns: RUNS })('survives being stored', (steps) => {
    const { events, license } = lived(steps, nothing);
    for (const event of events) expect(licenseEventSchema.parse(JSON.parse(JSON.stringify(event)))).toEqual(event);
    expect(licenseSchema.parse(JSON.parse(JSON.stringify(license())))).toEqual(license());
  });

  it.prop([lives], { numRuns: RUNS })('says later what was answered then', (steps) => {
    const then: { at: number; answered: ReturnType<typeof answers> }[] = [];
    const look = (acme: Life) => {
      acme.until(acme.now());
      if (then.at(-1)?.at === acme.now()) then.pop();
      then.push({ at: acme.now(), answered: answers(acme.license(), acme.license().at, acme.now()) });
    };
    const { events } = lived(steps, look);
    for (const { at, answered } of then) {
      // What `why` folds, too.
      expect(answers(knownAt(events, at)!, at, at)).toEqual(answered);
    }
  });
});
