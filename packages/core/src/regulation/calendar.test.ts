import { describe, expect, it } from 'vitest';
import { SHIPPED } from '../../../../test/support/regulations.ts';
import { calendar } from './calendar.ts';
import type { Situation } from './situation.ts';

const finland: Situation = { act: 'renewal', places: { billing: ['FI'] }, vendorNexus: ['US'] };
const said = (from: string, to: string, situation?: Situation) =>
  calendar(SHIPPED, from, to, situation).map(({ on, what, name, place }) => [on, what, place ?? name].join(' '));

describe('the calendar', () => {
  it('says what ends and begins on a day, and in which words', () => {
    const [begins, ends, ...others] = calendar(SHIPPED, '2027-01-12', '2027-01-13', finland);
    expect(begins).toMatchObject({ what: 'begins', name: 'eu-switchfee', acts: true, source: 'Data Act 29' });
    expect(begins?.provisions).toMatchObject([{ kind: 'fee.cap', max: 'zero' }]);
    expect(ends).toMatchObject({ what: 'ends', name: 'eu-switchfee' });
    expect(ends?.provisions).toMatchObject([{ kind: 'fee.cap', max: 'cost' }]);
    expect(others).toEqual([]);
  });

  it('has what is coming, whether or not anything acts on it yet, and the places that leave a group', () => {
    expect(said('2027-05-01', '2027-07-02')).toEqual(
      expect.arrayContaining(['2027-05-13 begins in-xfer', '2027-07-01 begins au-utp', '2027-05-31 review_due ca-fee']),
    );
    expect(said('2031-12-01', '2032-01-01')).toEqual(['2031-12-27 leaves GB']);
    expect(calendar(SHIPPED, '2027-07-01', '2027-07-02')).toMatchObject([{ name: 'au-utp', acts: false }]);
  });

  it('is half-open', () => {
    expect(said('2027-01-11', '2027-01-12', finland)).toEqual([]);
    expect(said('2027-01-13', '2027-01-14', finland)).toEqual([]);
  });

  it('of a licensee has only what may concern it', () => {
    expect(said('2027-01-01', '2027-07-02', { ...finland, places: { billing: ['JP'] } })).toEqual([
      '2027-05-31 review_due us-enc-report',
    ]);
    const sold = said('2024-09-01', '2024-10-01', { ...finland, places: { billing: ['BY'] }, licensee: 'business' });
    expect(sold).toEqual(['2024-09-12 begins us-ru-sw', '2024-09-16 begins us-ru-sw']);
    expect(said('2024-09-01', '2024-10-01', { ...finland, places: { billing: ['BY'] }, licensee: 'consumer' })).toEqual(
      [],
    );
  });
});
