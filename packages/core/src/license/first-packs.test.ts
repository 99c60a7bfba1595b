import { describe, expect, it } from 'vitest';
import { life } from '../../../../test/support/life.ts';
import { lifeProgram, regulatedProgram } from '../../../../test/support/life-catalog.ts';
import { type DecisionRequest, decide, type Facts, open } from '../decision/index.ts';
import { factsOf } from './facts.ts';
import { nextDue } from './next-due.ts';

/** A vendor publishes its first packs, and has customers already. */
const regulated = regulatedProgram();

/** A customer who has bought before there were any. */
function bought(customer: object) {
  const acme = life({ program: lifeProgram, now: '2026-01-01T12:00' });
  acme.buys({ items: [{ plan: 'small', from: '2026-01-01' }], customer });
  return acme;
}
const stored = (acme: ReturnType<typeof bought>) => factsOf(acme.license(), lifeProgram, acme.now());
const checked = (facts: Facts, place?: DecisionRequest['place']) =>
  decide(open(regulated, facts), { feature: 'on', ...(place && { place }) }, Date.parse('2026-02-01T12:00:00Z')).reason;

describe('the first packs, published after licenses exist', () => {
  it.each([
    [{ country: 'IE' }, 'granted'],
    [{ country: 'KP' }, 'regulation_denied'],
    [{ country: 'UA' }, 'regulation_review'],
    [{ country: 'UA', subdivision: 'UA-46' }, 'granted'],
    [{ country: 'UA', subdivision: 'UA-14' }, 'regulation_review'],
    [{ country: 'UA', subdivision: 'UA-14', evidence: { postal_evidence: '2026-01-01' } }, 'granted'],
    [{}, 'regulation_review'],
  ])('act on checks at once, by the facts that are stored: of %j, %s', (customer, reason) => {
    expect(checked(stored(bought(customer)))).toBe(reason);
  });

  it('find in the facts all that they would have put there', () => {
    const acme = bought({ country: 'DE', kind: 'consumer' });
    acme.does({ type: 'record-consent', form: 'express', text: '1', channel: 'web' });
    expect(stored(acme)).toEqual(factsOf(acme.license(), regulated, acme.now()));
    expect(stored(acme).jurisdiction).toEqual({ licensee: 'consumer', country: 'DE', consents: ['express'] });
  });

  it('review what facts that say nothing of the customer are checked for, until the request says where it is used', () => {
    const { jurisdiction: _, ...silent } = stored(bought({ country: 'IE' }));
    expect(checked(silent)).toBe('regulation_review');
    expect(checked(silent, { country: 'IE' })).toBe('granted');
    expect(checked(silent, { country: 'KP' })).toBe('regulation_denied');
  });

  it('let a notice fall due that was none before, so the license has to be moved in the due index', () => {
    const acme = bought({ country: 'US', subdivision: 'US-CA', kind: 'consumer', zone: 'America/Los_Angeles' });
    expect(nextDue(acme.license(), lifeProgram)).toMatchObject({ what: 'renew' });
    expect(nextDue(acme.license(), regulated)).toMatchObject({ what: 'notice', of: 'ca-notice:renewal@2027-01-01' });
  });
});

it('an overlay on a segment that laid nothing before is granted by the facts that are stored', () => {
  const acme = bought({ attributes: { partner: true } });
  expect(stored(acme).segments).toEqual({ partners: true });
});
