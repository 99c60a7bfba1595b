import type { Notice, World } from '@licet/core/license';
import { type Life, life } from './life.ts';
import { regulatedProgram } from './life-catalog.ts';

const ZONES: Readonly<Record<string, string>> = {
  'US-CA': 'America/Los_Angeles',
  'US-NY': 'America/New_York',
  DE: 'Europe/Berlin',
};
/** A consumer there, as an order says it. */
export const CALIFORNIAN = { kind: 'consumer', country: 'US', subdivision: 'US-CA', zone: 'America/Los_Angeles' };
const SHIPPED = regulatedProgram();

interface Wish {
  readonly from: string;
  readonly now?: string;
  readonly plan?: string;
  readonly trial?: boolean;
  readonly kind?: string;
  readonly program?: World['program'];
}

/** A customer, a consumer where nothing else is said, at a place, who has bought something under the regulations that ship, and agreed to it. */
export function consumer(place: string, { from, now = from, plan = 'small', trial = false, ...wish }: Wish): Life {
  const { kind = 'consumer', program = SHIPPED } = wish;
  const [country] = place.split('-');
  const acme = life({ now: `${now}T12:00`, program });
  acme.buys({
    items: [{ plan, from, trial }],
    consents: [{ form: 'express', text: '1', channel: 'web', at: new Date(acme.now()).toISOString() }],
    customer: { kind, country, ...(place !== country && { subdivision: place }), zone: ZONES[place] ?? 'UTC' },
  });
  return acme;
}

/** A customer who has bought something where that is permitted, and is somewhere now where it is barred. */
export function embargoed(): Life {
  const acme = consumer('CH', { from: '2026-01-01', kind: 'business' });
  acme.buys({
    items: [{ plan: 'small', from: '2026-01-01' }],
    customer: { kind: 'business', country: 'KP', zone: 'UTC' },
  });
  return acme;
}

/** What a license remembers of the notices of a row. */
export function ofRow(acme: Life, row: string): Notice[] {
  return acme.license().notices.filter((notice) => notice.row === row);
}

/** A notice in short: the day that it was for, and what became of it. */
export function told({ on, given, missed }: Notice): string {
  return `${on} ${given !== null ? 'given' : missed !== null ? 'missed' : 'open'}`;
}
