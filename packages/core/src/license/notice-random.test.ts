import { fc, it } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { type Life, life } from '../../../../test/support/life.ts';
import { regulatedProgram } from '../../../../test/support/life-catalog.ts';
import { lived, lives } from '../../../../test/support/lives.ts';
import { evolve, type LicenseEvent } from './event.ts';
import type { License } from './license.ts';
import { noticeId } from './notice.ts';
import { licenseEventSchema } from './event-schema.ts';
import { licenseSchema } from './schema.ts';

const RUNS = 100;
const program = regulatedProgram({
  'own.yaml':
    'regulations: 1\npack: own\nrows: { eu-modify: { override: true, on: true }, ny-5903: { override: true, on: true } }\n',
});
const places = fc.constantFrom('US-CA', 'US-NY', 'US-IL', 'US', 'DE', 'FR', 'IT', 'ES', 'GB', 'KP', undefined);
const replay = (log: readonly LicenseEvent[]) => log.reduce<License | undefined>(evolve, undefined);

/** A life under regulations: what the customer is to the law, and where, is said by an order of its own. */
function regulatedLife(place: string | undefined) {
  const acme = life({ program });
  const [country] = place?.split('-') ?? [];
  const at = { ...(country && { country }), ...(place !== country && { subdivision: place }) };
  const bought = { order: 'who', items: [{ plan: 'pack', from: '2026-01-01' }] };
  acme.buys({ ...bought, customer: { kind: 'consumer', country: 'CH' } });
  // What counts already is no longer held up, wherever the customer is said to be.
  acme.buys({ ...bought, customer: { kind: 'consumer', ...at } });
  return acme;
}

/** Of the notices that are announced, somebody gives every other one. */
function givesSome(acme: Life, before: number): void {
  for (const { row, on } of acme.license().notices)
    if ((before + on.length + row.length) % 2 === 0) acme.tries({ type: 'record-notice', row, on });
}

describe('a license under regulations, whatever happens to it', () => {
  it.prop([lives, places], { numRuns: RUNS })(
    'has each notice announced once, and given or missed, never both',
    (steps, place) => {
      const { events, license } = lived(steps, givesSome, regulatedLife(place));
      const announced = new Map<string, number>();
      for (const { type, cause } of events) {
        if (type !== 'notice.due.v1' || cause.kind !== 'time') continue;
        const of = cause.due.of ?? '';
        announced.set(of, (announced.get(of) ?? 0) + 1);
      }
      expect([...announced.values()].every((times) => times === 1)).toBe(true);
      const ids = license().notices.map(noticeId);
      expect(new Set(ids).size).toBe(ids.length);
      for (const { given, missed } of license().notices) expect([given, missed]).toContain(null);
    },
  );

  it.prop([lives, places], { numRuns: RUNS })(
    'comes to rest, and its log gives it back as it is stored',
    (steps, place) => {
      const acme = lived(
        steps,
        (one, before) => {
          one.until(one.now());
          givesSome(one, before);
        },
        regulatedLife(place),
      );
      acme.until(acme.now());
      expect(acme.due()?.at ?? Number.POSITIVE_INFINITY).toBeGreaterThan(acme.now());
      expect(replay(acme.events)).toEqual(acme.license());
      for (const event of acme.events)
        expect(licenseEventSchema.parse(JSON.parse(JSON.stringify(event)))).toEqual(event);
      expect(licenseSchema.parse(JSON.parse(JSON.stringify(acme.license())))).toEqual(acme.license());
    },
  );
});
