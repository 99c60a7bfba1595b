import { describe, expect, it } from 'vitest';
import { everyEvent } from '../../../../examples/a-license-over-years.ts';
import { leadingTo, replay } from './replay.ts';

const log = everyEvent().filter(({ customer }) => customer === 'nimbus');

describe('a moment of a license', () => {
  it('is the log up to it, and what was written later is not known yet', () => {
    expect(replay(log, Date.parse('2026-01-09'))).toBeUndefined();
    expect(replay(log, Date.parse('2026-01-12'))).toMatchObject({ state: 'trial', revision: 1 });
    expect(replay(log, Date.parse('2026-02-15'))?.items.map(({ quantity }) => quantity)).toEqual([2, 2, 3]);
    expect(replay(log)?.revision).toBe(log.length);
  });

  it('has its reasons: the events that changed the feature, or the state, newest first', () => {
    const reasons = leadingTo(log, 'seats', Date.parse('2026-03-15'));
    expect(reasons.map(({ type }) => type)).toEqual([
      'license.changed.v1',
      'license.changed.v1',
      'license.converted.v1',
      'license.issued.v1',
    ]);
    expect(reasons[0]).toMatchObject({
      cause: { kind: 'time' },
      terms: [{ feature: 'renders' }, { feature: 'seats' }],
    });
    expect(reasons[1]).toMatchObject({ cause: { kind: 'command', command: { type: 'amend' } }, terms: [] });
  });
});
