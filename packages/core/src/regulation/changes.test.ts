import { describe, expect, it } from 'vitest';
import { houseRules } from '../../../../test/support/house-rules.ts';
import { changesFor } from './changes.ts';
import { rowNotes } from './row-notes.ts';

const RULEBOOK = houseRules(
  {
    // The name of a group, too.
    club: {
      effective_from: '2026-02-01',
      effective_to: '2026-11-01',
      note: 'Read it',
      provisions: [
        { kind: 'limit.cap', max: 5 },
        { kind: 'deny', acts: ['check'], effective_from: '2026-03-01' },
      ],
    },
    'not-yet': { status: 'pending', effective_from: '2026-04-01', review_due: '2026-12-31', reviewed_by: 'Jane Doe' },
    off: { on: false, effective_to: '2026-05-01' },
    ours: { vendor_nexus: ['club'], effective_from: '2026-06-01' },
    theirs: { vendor_nexus: ['US'], effective_from: '2026-07-01', review_due: '2026-12-01' },
    later: { effective_from: '2027-01-01' },
  },
  { groups: { club: [{ members: ['FR'], from: '2026-01-01', to: '2026-08-01' }] } },
);
const changes = (nexus: readonly string[], from = '2026-01-01', to = '2027-01-01') =>
  changesFor(RULEBOOK, nexus, from, to);
const brief = ({ on, what, name, place, provisions }: ReturnType<typeof changes>['changes'][number]) =>
  [on, what, place ?? name, ...provisions].join(' ');

describe('what changes for a vendor', () => {
  it('is what begins and ends to act, and who joins and leaves a group', () =>
    expect(changes(['FR']).changes.map(brief)).toEqual([
      '2026-01-01 joins FR',
      '2026-02-01 begins club limit.cap · max 5',
      '2026-03-01 begins club deny · acts check',
      '2026-06-01 begins ours deny',
      '2026-08-01 leaves FR',
      '2026-11-01 ends club limit.cap · max 5 deny · acts check',
    ]));

  it('stands apart from what is switched off or not in force, and from reviews', () => {
    const { off, reviews } = changes(['FR']);
    expect(off.map(brief)).toEqual(['2026-04-01 begins not-yet deny', '2026-05-01 ends off deny']);
    expect(reviews.map(brief)).toEqual(['2026-12-31 review_due not-yet']);
  });

  it('is not what hangs on the law of a place that does not bind the vendor, whenever', () => {
    const named = (nexus: readonly string[]) => {
      const { changes: some, reviews } = changes(nexus, '2026-06-01', '2027-01-01');
      return [...some, ...reviews].map(({ name }) => name);
    };
    expect(named(['US'])).toEqual(['theirs', 'club', 'club', 'theirs', 'not-yet']);
    expect(named(['FR'])).toEqual(['ours', 'club', 'club', 'not-yet']);
    expect(named([])).toEqual(['club', 'club', 'not-yet']);
  });

  it('has the notes of its row; a group, even one that is called as a row is, has none', () => {
    const [joins, begins] = changes(['FR']).changes;
    expect(joins).toEqual({
      on: '2026-01-01',
      what: 'joins',
      name: 'club',
      place: 'FR',
      acts: true,
      provisions: [],
      row: null,
    });
    expect(changes(['FR']).changes.find(({ what }) => what === 'leaves')?.row).toBeNull();
    expect(begins?.row).toEqual(rowNotes(RULEBOOK.rows.find(({ id }) => id === 'club')!));
  });

  it('says what it was asked, and of what, and which of the rows that it names nobody has reviewed', () => {
    const { changes: _changes, off: _off, reviews: _reviews, ...said } = changes(['FR']);
    expect(said).toEqual({
      rulebook: RULEBOOK.version,
      packs: ['house'],
      from: '2026-01-01',
      to: '2027-01-01',
      vendorNexus: ['FR'],
      disclaimer: {
        text: "Starting points for a vendor's counsel, not legal advice.",
        unreviewed: ['club', 'off', 'ours'],
      },
    });
  });

  it('is nothing on other days', () =>
    expect(changes(['FR'], '2026-02-02', '2026-03-01')).toMatchObject({
      changes: [],
      off: [],
      reviews: [],
      disclaimer: { unreviewed: [] },
    }));
});
