import { describe, expect, it } from 'vitest';
import { lab, licensed, NOW } from '../../../../test/support/lab.ts';
import { AskerSession } from './asker-session.ts';
import { decide } from './decide.ts';
import { FEATURE_UNKNOWN, LICENSE_MISSING } from './decision.ts';
import { activeAt, open, preparedAt, windowOf } from './session.ts';

const DAY = 86_400_000;
const soon = NOW + 10 * DAY;
/** A license that time changes: it has an item more in ten days. */
const growing = licensed([], {
  items: [
    { plan: 'lab-pro@1', quantity: 1, from: NOW - DAY, to: null },
    { plan: 'lab-bench-pack@1', quantity: 1, from: soon, to: null },
  ],
});

describe('an answer that is asked for again is the one that was given', () => {
  it.each([
    ['of a feature that nobody who asks can change', { feature: 'lab-benches' }],
    ['of the same kind of asker', { feature: 'lab-archive', user: { labTrained: true, roles: [] } }],
    ['where it is not known who asks', { feature: 'lab-archive' }],
  ])('%s', (_, request) => {
    const session = open(lab, growing);
    const first = decide(session, request, NOW);
    expect(decide(session, { ...request }, NOW + 1)).toBe(first);
    expect(Object.isFrozen(first)).toBe(true);
  });

  it('but not beyond the moment at which time alone may change it, nor before the one from which it stood', () => {
    const session = open(lab, growing);
    const value = (now: number) => decide(session, { feature: 'lab-benches' }, now).value;
    expect([value(NOW), value(soon - 1), value(soon), value(NOW)]).toEqual([20, 20, 30, 20]);
    const before = decide(session, { feature: 'lab-benches' }, NOW);
    expect(decide(session, { feature: 'lab-benches' }, soon - 1)).toBe(before);
  });

  it('so that nobody who asks otherwise gets it', () => {
    const session = open(lab, licensed(['lab-max@1']));
    const archive = (roles: readonly string[]) => decide(session, { feature: 'lab-archive', user: { roles } }, NOW);
    expect([archive([]).allowed, archive(['guest']).allowed, archive([]).allowed]).toEqual([true, false, true]);
  });

  it('and of a license that grants nothing at all it is one for all', () => {
    const session = open(lab, licensed(['lab-pro@1'], { state: 'revoked' }));
    const cloud = decide(session, { feature: 'lab-cloud', place: { country: 'DE' } }, NOW);
    expect(cloud).toMatchObject({ allowed: false, reason: 'license_revoked', value: null, exposures: [] });
    expect(decide(session, { feature: 'lab-cloud', place: { country: 'XA' } }, NOW)).toBe(cloud);
  });

  it('that there is no license or no feature has always been and stays so', () => {
    const nothing = { allowed: false, value: null, source: null, limit: null, used: null, remaining: null };
    const forever = { resetsAt: null, staleAfter: Number.POSITIVE_INFINITY, exposures: [] };
    expect(LICENSE_MISSING).toEqual({ ...nothing, reason: 'license_missing', ...forever });
    expect(FEATURE_UNKNOWN).toEqual({ ...nothing, reason: 'feature_unknown', ...forever });
    expect(Object.isFrozen(LICENSE_MISSING) && Object.isFrozen(LICENSE_MISSING.exposures)).toBe(true);
  });
});

describe('what was found of a license is kept as long as time does not change it', () => {
  it('its items', () => {
    const session = open(lab, growing);
    const now = activeAt(session, NOW);
    expect(activeAt(session, soon - 1)).toBe(now);
    expect(activeAt(session, NOW - DAY)).toBe(now);
    expect(activeAt(session, soon)).not.toBe(now);
  });

  it('a feature', () => {
    const session = open(lab, growing);
    const now = preparedAt(session, 'lab-benches', NOW);
    expect(now).toMatchObject({ from: NOW - DAY, until: soon });
    expect(preparedAt(session, 'lab-benches', NOW - DAY)).toBe(now);
    expect(preparedAt(session, 'lab-benches', soon)).not.toBe(now);
    expect(preparedAt(session, 'no-such-feature', NOW)).toBeUndefined();
  });

  it('a metered one within its window', () => {
    const session = open(lab, licensed(['lab-pro@1']));
    const window = windowOf(session, 'labassays', NOW);
    expect(window).toMatchObject({ startsAt: Date.parse('2026-11-24'), endsAt: Date.parse('2026-11-25') });
    expect(preparedAt(session, 'lab-assays', NOW)).toMatchObject({ from: window?.startsAt, until: window?.endsAt });
    expect(windowOf(session, 'no-such-meter', NOW)).toBeUndefined();
  });
});

describe('a session for one asker', () => {
  const asking = (plan = 'lab-pro@1') => new AskerSession(open(lab, licensed([plan])), { user: { id: 'ada' } });

  it('gives the same decision again, until time may have changed it', () => {
    const session = new AskerSession(open(lab, growing));
    const first = session.check('lab-stations', NOW);
    expect(session.check('lab-stations', soon - 1)).toBe(first);
    expect(session.check('lab-benches', soon - 1).value).toBe(20);
    expect(session.check('lab-benches', soon).value).toBe(30);
  });

  it('finds nothing decided where the clock was set back', () => {
    const session = new AskerSession(open(lab, growing));
    expect([soon, NOW, NOW - 1].map((now) => session.check('lab-benches', now).value)).toEqual([30, 20, 20]);
    expect(session.check('lab-benches', NOW - 2 * DAY).reason).toBe('license_pending');
    // What was decided for a later moment is forgotten for the other features too.
    expect(session.check('lab-remote', soon).allowed).toBe(true);
    session.check('lab-benches', NOW - 2 * DAY);
    expect(session.check('lab-remote', NOW - 2 * DAY).reason).toBe('license_pending');
  });

  it('decides anew where more is used, and only there', () => {
    const session = asking();
    session.setUsed('lab-benches', 19, NOW);
    const one = session.check('lab-benches', NOW);
    expect(one).toMatchObject({ allowed: true, used: 19, remaining: 1 });
    expect(Object.isFrozen(one)).toBe(true);
    const other = session.check('lab-projects', NOW);
    session.setUsed('lab-benches', 19, NOW);
    expect(session.check('lab-benches', NOW)).toBe(one);
    session.setUsed('lab-benches', 20, NOW);
    expect(session.check('lab-benches', NOW)).toMatchObject({ allowed: false, reason: 'limit_reached', remaining: 0 });
    expect(session.check('lab-projects', NOW)).toBe(other);
  });

  it('is told of the same amount in another window anew', () => {
    const session = asking();
    session.setUsed('lab-assays', 50, NOW);
    expect(session.check('lab-assays', NOW).allowed).toBe(false);
    expect(session.check('lab-assays', NOW + DAY).used).toBeNull();
    session.setUsed('lab-assays', 50, NOW + DAY);
    expect(session.check('lab-assays', NOW + DAY)).toMatchObject({ allowed: false, used: 50 });
  });

  it('counts nothing where nothing is counted, or nothing is known', () => {
    const session = asking();
    const cloud = session.check('lab-cloud', NOW);
    session.setUsed('lab-cloud', 5, NOW);
    expect(session.check('lab-cloud', NOW)).toEqual(cloud);
    session.setUsed('no-such-feature', 5, NOW);
    expect(session.check('no-such-feature', NOW)).toBe(FEATURE_UNKNOWN);
  });
});
