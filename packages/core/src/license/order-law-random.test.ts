import { fc, it } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { arrivalOf, histories } from '../../../../test/support/histories.ts';
import { lab, NOW } from '../../../../test/support/lab.ts';
import { deliver, essence, type Intake, NOTHING_YET } from '../../../../test/support/reference-intake.ts';
import { evolve, type LicenseEvent } from './event.ts';
import { factsOf } from './facts.ts';
import type { License } from './license.ts';
import type { Order } from './order.ts';
import { licenseEventSchema } from './event-schema.ts';
import { licenseSchema } from './schema.ts';

const MINUTE = 60_000;
const arrived = histories.chain((history) => fc.tuple(arrivalOf(history), arrivalOf(history)));
const takeIn = (arrival: readonly Order[]): Intake =>
  arrival.reduce((intake, order) => deliver(intake, order), NOTHING_YET);
const replay = (log: readonly LicenseEvent[]) => log.reduce<License | undefined>(evolve, undefined);

describe('the order law, of any history', () => {
  it.prop([arrived], { numRuns: 150 })(
    'two arrivals of a history, with any repetitions, end in the same license',
    ([one, other]) => {
      expect(essence(takeIn(other).license)).toEqual(essence(takeIn(one).license));
    },
  );

  it.prop([arrived], { numRuns: 50 })('and so they do where time goes by in between', ([one, other]) => {
    const inTime = (arrival: readonly Order[]) => {
      const start = NOW - arrival.length * MINUTE;
      const before = arrival.reduce(
        (intake, order, index) => deliver(intake, order, start + index * MINUTE),
        NOTHING_YET,
      );
      return deliver(before, arrival[0]!, NOW);
    };
    expect(essence(inTime(other).license)).toEqual(essence(inTime(one).license));
  });

  it.prop([arrived], { numRuns: 50 })(
    'and the facts that checks read are the same, but for the revision',
    ([one, other]) => {
      const facts = (arrival: readonly Order[]) => ({ ...factsOf(takeIn(arrival).license!, lab, NOW), revision: 0 });
      expect(facts(other)).toEqual(facts(one));
    },
  );
});

describe('the log of a license', () => {
  it.prop([arrived], { numRuns: 50 })('gives the license back, event by event', ([arrival]) => {
    const { license, log } = takeIn(arrival);
    expect(replay(log)).toEqual(license);
    expect(log.map(({ revision }) => revision)).toEqual(log.map((_, index) => index + 1));
    expect(log.map(({ id }) => id)).toEqual(log.map(({ revision }) => `${license?.id}#${revision}`));
  });

  it.prop([arrived], { numRuns: 50 })('can be walked backwards: each event says what was before it', ([arrival]) => {
    const { log } = takeIn(arrival);
    for (const [index, event] of log.entries()) {
      if (index === 0) continue;
      const [before, after] = [replay(log.slice(0, index))!, replay(log.slice(0, index + 1))!];
      expect({ ...after, ...event.before, revision: before.revision, at: before.at }).toEqual(before);
      expect(Object.keys(event.before)).toEqual(Object.keys(event.after));
    }
  });

  it.prop([arrived], { numRuns: 50 })('survives being stored: what is read back is what was written', ([arrival]) => {
    const { license, log } = takeIn(arrival);
    for (const event of log) expect(licenseEventSchema.parse(JSON.parse(JSON.stringify(event)))).toEqual(event);
    expect(licenseSchema.parse(JSON.parse(JSON.stringify(license)))).toEqual(license);
  });

  it.prop([arrived], { numRuns: 50 })('has no event that changed nothing', ([arrival]) => {
    for (const { type, after } of takeIn(arrival).log)
      if (type !== 'license.issued.v1') expect(Object.keys(after)).not.toEqual([]);
  });
});

describe('a license, whatever its orders', () => {
  it.prop([histories], { numRuns: 150 })(
    'has at most one base plan at any moment, and every line either counts or waits',
    (history) => {
      const { license, orders } = takeIn(history);
      const kindOf = (plan: string) => lab.plans.get(plan)?.plan.kind;
      const bases = license!.items.filter(({ plan }) => kindOf(plan) === 'base');
      for (const [index, one] of bases.entries()) {
        for (const other of bases.slice(index + 1)) expect(one.to !== null && one.to <= other.from).toBe(true);
      }
      if (bases.length === 0) expect(license!.items).toEqual([]);
      const replaced = new Set(
        [...orders.values()].flatMap(({ status, replaces }) =>
          status === 'active' && replaces !== undefined ? [`crm/${replaces}`] : [],
        ),
      );
      const standing = [...orders.values()].filter(
        ({ status, order }) => status === 'active' && !replaced.has(`crm/${order}`),
      );
      const counted = [...license!.items, ...license!.waiting.filter(({ reason }) => reason !== 'replacement_cycle')];
      expect(counted.filter(({ order }) => !replaced.has(order))).toHaveLength(
        standing.flatMap(({ items }) => items).length,
      );
    },
  );

  it.prop([histories], { numRuns: 100 })('is in the state that its base plans say', (history) => {
    const { license } = takeIn(history);
    const bases = license!.items.filter(({ plan }) => lab.plans.get(plan)?.plan.kind === 'base');
    const now = bases.find(({ from, to }) => from <= NOW && (to === null || NOW < to));
    const expected = now
      ? now.trial
        ? 'trial'
        : 'active'
      : bases.some(({ to, graceTo }) => to !== null && to <= NOW && typeof graceTo === 'number' && NOW < graceTo)
        ? 'grace'
        : bases.some(({ from }) => from > NOW)
          ? 'pending'
          : bases.length > 0
            ? 'expired'
            : undefined;
    if (expected === undefined) expect(license!.state).toBe(license!.waiting.length > 0 ? 'pending' : 'cancelled');
    else expect(license!.state).toBe(expected);
  });
});
