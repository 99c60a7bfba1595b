import { describe, expect, it } from 'vitest';
import { houseRules } from '../../../../test/support/house-rules.ts';
import { disclaimer, rowNotes } from './row-notes.ts';

const { rows } = houseRules({
  full: {
    title: 'All that can be said',
    note: 'Look twice',
    tag: 'S',
    date_tag: 'B',
    moving: true,
    advisory: true,
    status: 'pending',
    status_since: '2025-01-01',
    on: false,
    effective_from: '2026-01-01',
    effective_to: '2027-01-01',
    applies_to: 'contract_concluded',
    reviewed_by: 'Jane Doe',
    review_due: '2027-11-30',
  },
  plain: {},
});
const notes = () => rows.map(rowNotes);

describe('the notes of a row', () => {
  it('are what it says', () =>
    expect(notes()[0]).toEqual({
      row: 'full',
      pack: 'house',
      title: 'All that can be said',
      source: 'House rules',
      note: 'Look twice',
      tag: 'S',
      dateTag: 'B',
      moving: true,
      advisory: true,
      status: 'pending',
      statusSince: '2025-01-01',
      switchedOn: false,
      effectiveFrom: '2026-01-01',
      effectiveTo: '2027-01-01',
      appliesTo: 'contract_concluded',
      reviewedBy: 'Jane Doe',
      reviewDue: '2027-11-30',
    }));

  it('are null, and neither moving nor doubtful, where it says nothing', () =>
    expect(notes()[1]).toEqual({
      row: 'plain',
      pack: 'house',
      title: 'A rule of the house',
      source: 'House rules',
      note: null,
      tag: 'P',
      dateTag: null,
      moving: false,
      advisory: false,
      status: 'in_force',
      statusSince: null,
      switchedOn: true,
      effectiveFrom: null,
      effectiveTo: null,
      appliesTo: 'event',
      reviewedBy: null,
      reviewDue: '2027-01-31',
    }));
});

describe('what every answer ends with', () => {
  it('names the rows that nobody has reviewed', () =>
    expect(disclaimer(notes())).toEqual({
      text: "Starting points for a vendor's counsel, not legal advice.",
      unreviewed: ['plain'],
    }));

  it('names none where there are none', () => expect(disclaimer([]).unreviewed).toEqual([]));
});
