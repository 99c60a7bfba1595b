import { describe, expect, it } from 'vitest';
import { changed, given, logOf, reclassifying } from '../../../../test/support/given.ts';
import { NOW } from '../../../../test/support/lab.ts';
import { order } from '../../../../test/support/orders.ts';

const DAY = 86_400_000;
const usage = (last30d: number) => ({ labruns: { last7d: last30d, last30d, last90d: last30d, days30d: 3 } });

describe('reclassifying a license', () => {
  const events = logOf(order());

  it('given that nothing moved, then nothing is proposed', () =>
    expect(given({ events, orders: [order()] }).when(reclassifying)).toMatchObject({ outcome: 'unchanged' }));

  it('given usage above a segment’s threshold, then the license is migrated and says by which segment', () => {
    const {
      events: [event],
      next,
    } = changed(given({ events, orders: [order()], usage: usage(900) }).when(reclassifying));
    expect(event).toMatchObject({ type: 'license.migrated.v1', cause: { kind: 'segments', segments: ['lab-busy'] } });
    expect(Object.keys(event.after)).toEqual(['memberships']);
    expect(event.terms).toContainEqual({
      feature: 'lab-preview',
      kind: 'granted',
      before: false,
      after: true,
      source: { kind: 'overlay', id: 'lab-busy' },
    });
    expect(next.memberships['lab-busy']).toEqual({
      holds: true,
      since: NOW,
      evidence: { 'usage.labruns.last30d': 900, 'license.tier': 20 },
    });
  });

  it('given that the usage calms down, then what it brought goes again', () => {
    const {
      events: [busy],
    } = changed(given({ events, orders: [order()], usage: usage(900) }).when(reclassifying));
    const {
      events: [event],
    } = changed(
      given({ events: [...events, busy], orders: [order()], usage: usage(3) }).when(reclassifying, NOW + DAY),
    );
    expect(event.terms).toContainEqual(expect.objectContaining({ feature: 'lab-preview', kind: 'withdrawn' }));
    expect(event.after.memberships?.['lab-busy']).toMatchObject({ holds: false, since: NOW + DAY });
  });

  it('given a segment that lays nothing, then the license is only resegmented', () => {
    const orders = [order({ customer: { id: 'acme', attributes: { labCertified: true } } })];
    const {
      events: [event],
    } = changed(given({ events, orders }).when(reclassifying));
    expect(event).toMatchObject({ type: 'license.resegmented.v1', terms: [], cause: { segments: ['lab-watched'] } });
  });

  it('given that a term ended meanwhile, then the license is expired', () => {
    expect(given({ events, orders: [order()] }).when(reclassifying, NOW + 400 * DAY)).toMatchObject({
      next: { state: 'expired' },
      events: [{ type: 'license.expired.v1' }],
    });
  });

  it('given an attribute called like what is built in, then it does not stand in for it: where the customer is stays unknown', () => {
    const disguised = order({ customer: { id: 'acme', attributes: { country: 'DE', subdivision: 'DE-BE' } } });
    expect(logOf(disguised).at(-1)?.after.memberships).not.toHaveProperty('lab-union');
    const honest = order({ customer: { id: 'acme', country: 'DE' } });
    expect(logOf(honest).at(-1)?.after.memberships).toHaveProperty('lab-union');
  });

  it('given a world, then it proposes the same twice: a commit can propose again', () => {
    const world = given({ events, orders: [order()], usage: usage(900) });
    expect(world.when(reclassifying)).toEqual(world.when(reclassifying));
  });
});
