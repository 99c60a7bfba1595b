import { describe, expect, it } from 'vitest';
import { bookOf, packOf } from '../../../../test/support/packs.ts';
import { misplaced } from './misplaced.ts';

const book = bookOf(packOf('places: { x-UA-DNR: { in: UA-14 } }\ngroups: { EU: [{ members: [DE, FR] }] }\n'));
const NOBODY = { places: {}, vendorNexus: [] };

describe('codes that name no place exactly', () => {
  it('are told in the order of the question, each with where it stands and what would be one', () => {
    const situation = {
      places: { billing: ['DE', 'us-ca'], usage: ['x-UA-DNX'], data_subject: undefined },
      vendorNexus: ['US', 'EX', 'UK'],
      homes: [
        { id: 'here', place: 'IE' },
        { id: 'there', place: 'USA' },
      ],
    };
    expect(misplaced(book, situation)).toEqual([
      { at: ['places', 'billing', '1'], detail: '"us-ca" is not in ISO 3166. Did you mean "US-CA"?' },
      {
        at: ['places', 'usage', '0'],
        detail: 'no pack says where "x-UA-DNX" lies. Did you mean "x-UA-DNR"?',
      },
      { at: ['vendorNexus', '1'], detail: 'there is no country "EX" in ISO 3166-1. Did you mean "AX"?' },
      { at: ['vendorNexus', '2'], detail: '"UK" is not in ISO 3166. Did you mean "GB"?' },
      {
        at: ['homes', '1', 'place'],
        detail: '"USA" is no country of ISO 3166-1: they have two letters, such as US',
      },
    ]);
  });

  it.each([
    ['nothing that is said', NOBODY],
    ['countries, their parts and areas of a pack', { ...NOBODY, places: { usage: ['DE', 'US-CA', 'x-UA-DNR'] } }],
    ['groups that bind the vendor', { ...NOBODY, vendorNexus: ['EU', 'US'] }],
  ])('are none of %s', (_, situation) => expect(misplaced(book, situation)).toEqual([]));

  it('are groups where a place is asked for', () => {
    const said = misplaced(book, { ...NOBODY, places: { billing: ['EU'] }, homes: [{ id: 'here', place: 'EU' }] });
    expect(said.map(({ at }) => at.join('.'))).toEqual(['places.billing.0', 'homes.0.place']);
  });
});
