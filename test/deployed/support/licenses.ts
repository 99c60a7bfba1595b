import { evolve, type License as CoreLicense, type LicenseEvent } from '@licet/core/license';
import { expect } from 'vitest';
import { admin } from './client.ts';
import type { License } from './customers.ts';

/** A customer's license for Atlas as it is now. */
export function licenseOf(customer: string, product = 'atlas'): Promise<License> {
  return admin.call('GET /v1/customers/{id}/license', { path: { id: customer }, query: { product } });
}

/** A license's log, oldest first: all of it, or what came after a revision. */
export async function logOf(license: string, after = 0): Promise<LicenseEvent[]> {
  const log: LicenseEvent[] = [];
  for (;;) {
    const query = { after: log.at(-1)?.revision ?? after, limit: 200 };
    const { items } = await admin.call('GET /v1/licenses/{id}/events', { path: { id: license }, query });
    log.push(...items);
    if (items.length < query.limit) return log;
  }
}

/**
 * What must be true of every license at every moment: its log has the revisions from 1 to its own without a gap, each event tells
 * the state that it found, and the log alone gives the license back. Returns the log.
 */
export async function expectSoundLog(license: License): Promise<LicenseEvent[]> {
  const log = await logOf(license.id);
  expect(log.map(({ revision }) => revision)).toEqual(
    Array.from({ length: license.revision }, (_, index) => index + 1),
  );
  let state: CoreLicense | undefined;
  for (const event of log) {
    if (state !== undefined) expect(state).toMatchObject(event.before);
    state = evolve(state, event);
  }
  expect(state).toEqual(license);
  return log;
}
