/**
 * A consumer of license events: keeps a copy of every license up to date, whatever the bus does. Delivery is at least once and in
 * any order, so an old revision is dropped, the next one applied, and a gap closed by reading the license itself.
 */
import { evolve, follow, type License, licenseEventSchema } from '@licet/core/license';

/** How EventBridge delivers: our event is its detail. */
interface Delivery {
  readonly detail: unknown;
}

// #region follow
/** @param read `GET /v1/licenses/{id}`, for when something was missed. */
export function follower(read: (id: string) => Promise<License>) {
  const licenses = new Map<string, License>();
  return {
    licenses,
    async handle({ detail }: Delivery): Promise<void> {
      const event = licenseEventSchema.parse(detail);
      const known = licenses.get(event.license);
      switch (follow(known?.revision ?? 0, event)) {
        case 'drop':
          return;
        case 'apply':
          licenses.set(event.license, evolve(known, event));
          return;
        case 'reread':
          licenses.set(event.license, await read(event.license));
      }
    },
  };
}
// #endregion
