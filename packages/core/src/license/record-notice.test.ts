import { describe, expect, it } from 'vitest';
import { life } from '../../../../test/support/life.ts';
import { programUnder } from '../../../../test/support/life-catalog.ts';
import { packOf, rowOf } from '../../../../test/support/packs.ts';

const own = packOf(`rows:
  early: ${rowOf({ where: ['CH'], provisions: [{ kind: 'notice.window', anchor: 'renewal', min: 'P15D' }] })}
  twice: ${rowOf({
    where: ['CH'],
    provisions: [
      { kind: 'notice.window', anchor: 'renewal', min: 'P15D', max: 'P30D' },
      { kind: 'notice.window', anchor: 'expiry', min: 'P20D' },
    ],
  })}
`);
const program = programUnder({ 'own.yaml': own });

/** What is said to the word that a notice was given, of a contract that renews on 2027-01-01. */
function saidTo(row: string, now: string, at?: string): string {
  const acme = life({ program });
  acme.buys({
    items: [{ plan: 'small', from: '2026-01-01' }],
    customer: { kind: 'consumer', country: 'CH', zone: 'UTC' },
  });
  acme.skip(now);
  const said = acme.proposed({
    type: 'change',
    customer: 'acme',
    product: 'lab',
    change: { type: 'record-notice', row, on: '2027-01-01', ...(at && { at }) },
    actor: { kind: 'person', id: 'ada' },
  });
  return said.outcome === 'refused' ? `${said.code}: ${said.message}` : said.outcome;
}

describe('the word that a notice was given', () => {
  it.each([
    ['on the last day of its window', 'early', '2026-12-17', undefined, 'changed'],
    ['on a day long before, where no first one is said', 'early', '2026-02-01', undefined, 'changed'],
    [
      'too late',
      'early',
      '2026-12-18',
      undefined,
      'notice_outside: 2026-12-18 is not within the window of early, up to 2026-12-17',
    ],
    ['today, as is said', 'early', '2026-12-10', '2026-12-10', 'changed'],
    [
      'tomorrow',
      'early',
      '2026-12-10',
      '2026-12-11',
      'date_outside: 2026-12-11 lies ahead; a notice is recorded once it was given',
    ],
    ['on the first day of one of two', 'twice', '2026-12-02', undefined, 'changed'],
    [
      'too late for both',
      'twice',
      '2026-12-18',
      undefined,
      'notice_outside: 2026-12-18 is not within the window of twice, up to 2026-12-12 nor the window of twice, 2026-12-02 to 2026-12-17',
    ],
  ])('%s', (_, row, now, at, said) => expect(saidTo(row, now, at)).toBe(said));
});
