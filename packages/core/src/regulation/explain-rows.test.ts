import { describe, expect, it } from 'vitest';
import { type HouseRule, houseRules } from '../../../../test/support/house-rules.ts';
import { noon } from '../../../../test/support/regulations.ts';
import { explain } from './explain.ts';
import { rowNotes } from './row-notes.ts';
import type { Situation } from './situation.ts';

const DAY = '2026-11-24';

function explained(
  rows: Readonly<Record<string, HouseRule>>,
  situation: Partial<Situation> = {},
  when: number | string = DAY,
) {
  const rulebook = houseRules(rows);
  const given: Situation = { act: 'issue', places: { billing: ['DE'] }, vendorNexus: ['US'], ...situation };
  const notes = (id: string) => rowNotes(rulebook.rows.find((row) => row.id === id)!);
  return { found: explain(rulebook, given, [], when), rulebook, notes };
}

describe('an explanation', () => {
  it('says what its rows are, what is unknown of them, what replaces them, and which do not act', () => {
    const { found, rulebook, notes } = explained({
      acts: { supersedes: ['replaced'], note: 'Mind it' },
      replaced: {},
      open: { where: ['DE-BE'], reviewed_by: 'Jane Doe' },
      unsure: { where: ['DE-BY'] },
      off: { on: false },
      elsewhere: { where: ['FR'] },
      'off-elsewhere': { where: ['FR'], on: false },
    });
    expect(found).toMatchObject({
      rulebook: rulebook.version,
      packs: ['house'],
      vendorNexus: ['US'],
      verdict: 'deny',
      because: ['acts'],
      contract: null,
    });
    expect(found.rows).toEqual([{ ...notes('acts'), kinds: ['deny'], factor: 'billing', place: 'DE', on: DAY }]);
    expect(found.undetermined).toEqual([
      { ...notes('open'), why: 'subdivision', missing: 'the subdivision of DE: whether it is in DE-BE' },
      { ...notes('unsure'), why: 'subdivision', missing: 'the subdivision of DE: whether it is in DE-BY' },
    ]);
    expect(found.superseded).toEqual([notes('replaced')]);
    expect(found.inactive).toEqual([notes('off')]);
    expect(found.disclaimer).toEqual({
      text: "Starting points for a vendor's counsel, not legal advice.",
      unreviewed: ['acts', 'unsure'],
    });
    expect(found.features).toMatchObject([{ rows: ['acts'], undetermined: ['open', 'unsure'] }]);
  });

  it('shows what is switched off, what is not in force and what is both, where it may concern somebody', () => {
    const { found } = explained({
      both: { on: false, status: 'vacated' },
      off: { on: false },
      pending: { status: 'pending' },
      acts: {},
    });
    expect(found.inactive.map(({ row }) => row)).toEqual(['both', 'off', 'pending']);
  });

  it('is of a moment, or of the beginning of a day where the licensee is', () => {
    const at = (when: number | string, billing: string) => {
      const { at: moment, day, zone } = explained({}, { places: { billing: [billing] } }, when).found;
      return [moment, day, zone];
    };
    expect(at('2026-07-01', 'DE')).toEqual(['2026-06-30T22:00:00.000Z', '2026-07-01', 'Europe/Berlin']);
    expect(at('2026-07-01', 'US-CA')).toEqual(['2026-07-01T07:00:00.000Z', '2026-07-01', 'America/Los_Angeles']);
    expect(at(noon('2026-07-01'), 'JP')).toEqual(['2026-07-01T12:00:00.000Z', '2026-07-01', 'Asia/Tokyo']);
  });
});

describe('what has to be found out', () => {
  const missing = (row: HouseRule, places: Situation['places']) =>
    explained({ row }, { places }).found.undetermined.map((one) => one.missing);

  it.each<[NonNullable<HouseRule['factor']>, string]>([
    ['billing', 'the place of billing'],
    ['usage', 'the place of usage'],
    ['data_subject', 'the place of data subject'],
    ['governing_law', 'the place of governing law'],
  ])('for a row on %s is %s', (factor, text) => expect(missing({ factor }, {})).toEqual([text]));

  it('are the subdivisions of the countries of which nothing more is known, and where the row holds', () =>
    expect(missing({ where: ['DE-BE', 'US-CA', 'IT'] }, { billing: ['FR-75C', 'US', 'DE', 'VA'] })).toEqual([
      'the subdivision of US, DE: whether it is in DE-BE, US-CA, IT',
    ]));
});
