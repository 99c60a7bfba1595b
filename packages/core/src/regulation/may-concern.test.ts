import { describe, expect, it } from 'vitest';
import { type HouseRule, houseRules } from '../../../../test/support/house-rules.ts';
import { mayConcern } from './acting.ts';
import type { Situation } from './situation.ts';

const DAY = '2026-11-24';
const groups = { land: [{ members: ['DE', 'FR'], from: '2020-01-01', to: DAY }], north: [{ members: ['DE-SH'] }] };

function concerns(row: HouseRule, situation: Partial<Situation> = {}, on = '2026-11-23'): boolean {
  const rulebook = houseRules({ row }, { groups });
  const given: Situation = { act: 'issue', places: { billing: ['DE'] }, vendorNexus: [], ...situation };
  return mayConcern(rulebook.rows[0]!, rulebook, given, on);
}

describe('a row may concern a licensee', () => {
  it.each<[string, HouseRule, Partial<Situation>]>([
    ['in its place', {}, {}],
    ['in a part of its place', {}, { places: { billing: ['DE-BE'] } }],
    ['who may be in its place', { where: ['DE-BE'] }, {}],
    ['who is in its place with one of several', {}, { places: { billing: ['IT', 'DE'] } }],
    ['who may be an exception', { except: ['north'] }, {}],
    ['in a group that the place is still in', { where: ['land'] }, {}],
    ['switched off', { on: false }, {}],
    ['pending', { status: 'pending' }, {}],
    ['whatever is done', { provisions: [{ kind: 'deny', acts: ['check'] }] }, {}],
    ['of its kind', { who: ['business'] }, { licensee: 'business' }],
    ['of whom no kind is known', { who: ['business'] }, {}],
    ['of a vendor whom its law binds', { vendor_nexus: ['land'] }, { vendorNexus: ['FR'] }],
    ['by the factor that it names', { factor: 'usage' }, { act: 'check', places: { usage: ['DE'] } }],
  ])('%s', (_, row, situation) => expect(concerns(row, situation)).toBe(true));
});

describe('a row does not concern a licensee', () => {
  it.each<[string, HouseRule, Partial<Situation>, string?]>([
    ['elsewhere', {}, { places: { billing: ['IT'] } }],
    ['of whom no place is known', { where: ['*'] }, { places: {} }],
    ['in an exception', { except: ['north'] }, { places: { billing: ['DE-SH'] } }],
    ['in a group that the place has left', { where: ['land'] }, {}, DAY],
    ['of another kind', { who: ['business'] }, { licensee: 'consumer' }],
    ['of a vendor whom its law does not bind', { vendor_nexus: ['land'] }, { vendorNexus: ['CH'] }],
    ['of a vendor whom it does not bind any more', { vendor_nexus: ['land'] }, { vendorNexus: ['FR'] }, DAY],
    ['by another factor', { factor: 'usage' }, { act: 'check' }],
  ])('%s', (_, row, situation, on) => expect(concerns(row, situation, on)).toBe(false));
});
