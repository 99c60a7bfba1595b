import { evolve, follow, type License, type LicenseEvent } from '@licet/core/license';
import { logOf } from './licenses.ts';

/**
 * Somebody who keeps licenses by what the bus says, as its followers are meant to: what is old is dropped, what comes next applied,
 * and where something is missing the log is read.
 */
export function licenseFollower() {
  const licenses = new Map<string, License>();
  const count = { apply: 0, drop: 0, reread: 0 };
  const apply = (event: LicenseEvent) => {
    const known = licenses.get(event.license);
    if ((known?.revision ?? 0) + 1 !== event.revision)
      throw new Error(`${event.id} does not follow ${known?.revision}`);
    licenses.set(event.license, evolve(known, event));
  };
  return {
    licenses,
    count,
    async take(event: LicenseEvent): Promise<void> {
      const known = licenses.get(event.license)?.revision ?? 0;
      const action = follow(known, event);
      count[action] += 1;
      if (action === 'apply') apply(event);
      if (action === 'reread') for (const missed of await logOf(event.license, known)) apply(missed);
    },
  };
}
