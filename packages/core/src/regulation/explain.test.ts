import { describe, expect, it } from 'vitest';
import { rulebookOf } from '../../../../test/support/packs.ts';
import { noon } from '../../../../test/support/regulations.ts';
import { type AskedFeature, explain } from './explain.ts';

const row = (provisions: string) =>
  `{ title: T, where: [DE], who: [business], factor: billing, status: in_force, on: true, source: S, tag: P, reviewed_by: null, review_due: 2027-01-01, provisions: ${provisions} }`;
const rulebook = rulebookOf({
  'house.yaml': `regulations: 1
pack: house
rows:
  caps: ${row('[{ kind: limit.cap, max: 5, features: { tags: [seats] } }, { kind: limit.cap, max: 9, features: { tags: [many] } }]')}
  reviews: ${row('[{ kind: review, features: { tags: [seats] } }]')}
  denies: ${row('[{ kind: deny, features: { tags: [many] } }]')}
  homes-seats: ${row('[{ kind: data.home, within: [DE, FR], features: { tags: [seats] } }]')}
  homes-many: ${row('[{ kind: data.home, within: [DE, US], features: { tags: [many] } }]')}
`,
});
const SEATS = { name: 'seats', tags: ['seats'] };
const MANY = { tags: ['many'] };
const explained = (...features: readonly AskedFeature[]) => {
  const homes = ['DE', 'FR', 'US'].map((place) => ({ id: place, place }));
  const about = { act: 'issue', licensee: 'business', places: { billing: ['DE'] }, vendorNexus: [], homes } as const;
  return explain(rulebook, about, features, noon('2026-11-24'));
};

describe('several features', () => {
  it('have a verdict, rows and a cap of their own', () => {
    expect(explained(SEATS, MANY).features).toEqual([
      {
        name: 'seats',
        facts: { tags: ['seats'] },
        verdict: 'review',
        because: ['reviews'],
        cap: { max: 5, rows: ['caps'] },
        rows: ['caps', 'homes-seats', 'reviews'],
        undetermined: [],
      },
      {
        name: null,
        facts: { tags: ['many'] },
        verdict: 'deny',
        because: ['denies'],
        cap: { max: 9, rows: ['caps'] },
        rows: ['caps', 'denies', 'homes-many'],
        undetermined: [],
      },
    ]);
  });

  it('are as barred together as the least barred of them', () => {
    expect(explained(MANY)).toMatchObject({ verdict: 'deny', because: ['denies'] });
    expect(explained(SEATS, MANY)).toMatchObject({ verdict: 'review', because: ['reviews'] });
    expect(explained(SEATS, MANY, {})).toMatchObject({ verdict: 'allow', because: [] });
  });

  it('demand together what each of them does: their data has to live where the rows of all let it', () => {
    expect(explained(SEATS).homes.permitted).toEqual(['DE', 'FR']);
    expect(explained(SEATS, MANY).homes).toMatchObject({
      permitted: ['DE'],
      within: [{ row: 'homes-many' }, { row: 'homes-seats' }],
    });
    expect(explained(SEATS, MANY).rows.map(({ row: id, kinds }) => `${id} ${kinds.join('+')}`)).toEqual([
      'caps limit.cap',
      'denies deny',
      'homes-many data.home',
      'homes-seats data.home',
      'reviews review',
    ]);
    const [one, other] = [explained(SEATS, MANY), explained(MANY, SEATS)];
    expect({ ...one, features: [] }).toEqual({ ...other, features: [] });
  });

  it('are one of which nothing is known where none is asked about', () => {
    expect(explained().features).toMatchObject([{ name: null, facts: {}, verdict: 'allow', rows: [] }]);
  });
});
