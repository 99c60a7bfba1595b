import { describe, expect, it } from 'vitest';
import { loadedProgram } from '../../../../test/support/catalogs.ts';
import { life } from '../../../../test/support/life.ts';
import { regulatedProgram } from '../../../../test/support/life-catalog.ts';
import { LAWFUL_PACKS, noon } from '../../../../test/support/regulations.ts';
import type { Home } from '../regulation/situation.ts';
import { type HomeFacts, homeOf } from './home-of.ts';

const VIRGINIA: Home = { id: 'us-east-1', place: 'US' };
const FRANKFURT: Home = { id: 'eu-central-1', place: 'DE' };
const LONDON: Home = { id: 'eu-west-2', place: 'GB' };
const BOTH = [VIRGINIA, FRANKFURT];
const AT = noon('2026-11-24');

const program = regulatedProgram();
type Said = HomeFacts['customer'];
const homeIn = (homes: readonly Home[], customer: Said, at = AT) => homeOf(program, { customer }, homes, at);

/** A row of a house, about Americans, of whom no other row speaks. */
const houseRow = (row: string) => `regulations: 1
pack: house
rows:
  house-home: { title: T, where: [US], who: [business], status: in_force, on: true, source: S, tag: P, reviewed_by: null, review_due: 2027-01-01, ${row} }
  ru-home: { override: true, on: true }
`;
const house = (row: string) => regulatedProgram({ 'house.yaml': houseRow(row) });
/** Two plans, of one feature each. */
const catalog = (row: string) =>
  loadedProgram({
    'shop.yaml': `catalog: 1
products: { shop: { name: Shop } }
features:
  weak: { product: shop, type: boolean, exportClass: EAR99 }
  strong: { product: shop, type: boolean, exportClass: 5D002 }
plans:
  weak@1: { product: shop, kind: base, tier: 0, term: P1Y, renewal: { policy: none }, grants: { weak: true } }
  strong@1: { product: shop, kind: base, tier: 0, term: P1Y, renewal: { policy: none }, grants: { strong: true, weak: true } }
`,
    ...LAWFUL_PACKS,
    'house.yaml': houseRow(row),
  });
const AT_HOME = 'provisions: [{ kind: data.home, within: [DE] }]';

describe('the home of a customer', () => {
  it.each<[string, Said, string]>([
    ['the preferred one, where no law asks for another', { country: 'US', subdivision: 'US-CA' }, 'us-east-1'],
    ['the first that is in the EEA, for who is there', { country: 'DE' }, 'eu-central-1'],
    ['that of an outermost region, too', { country: 'FR', subdivision: 'FR-974' }, 'eu-central-1'],
    ['the same, whatever the customer is to the law', { country: 'IE', kind: 'consumer' }, 'eu-central-1'],
    ['not that of Greenland, which is not in the EEA', { country: 'GL' }, 'us-east-1'],
    [
      'the preferred one, with safeguards that are held',
      { country: 'DE', evidence: { scc: '2026-01-01' } },
      'us-east-1',
    ],
    [
      'not that yet, with safeguards from tomorrow on',
      { country: 'DE', evidence: { scc: '2026-12-01' } },
      'eu-central-1',
    ],
    [
      'no other for evidence that no row asks after',
      { country: 'DE', evidence: { iso_27001: '2026-01-01' } },
      'eu-central-1',
    ],
  ])('is %s', (_, customer, home) => expect(homeIn(BOTH, customer)).toEqual({ home }));

  it('is not known while nobody says where the customer is', () => {
    expect(homeIn(BOTH, { kind: 'business' })).toBeUndefined();
  });

  it('is where the operator makes it adequate, and only from the day that it does', () => {
    const certified = [{ ...VIRGINIA, operator: ['dpf'] }, FRANKFURT];
    expect(homeIn(certified, { country: 'DE' })).toEqual({ home: 'us-east-1' });
    expect(homeIn(certified, { country: 'DE' }, noon('2023-07-09'))).toEqual({ home: 'eu-central-1' });
  });

  it('is adequate no longer when the decision has ended', () => {
    const homes = [LONDON, FRANKFURT];
    expect(homeIn(homes, { country: 'DE' }, noon('2031-12-26'))).toEqual({ home: 'eu-west-2' });
    expect(homeIn(homes, { country: 'DE' }, noon('2031-12-28'))).toEqual({ home: 'eu-central-1' });
  });

  it('is nowhere, where no home is permitted, and the rows say what would be', () => {
    expect(homeIn([VIRGINIA], { country: 'DE' })).toEqual({
      home: undefined,
      rows: [{ row: 'eu-home', places: ['EEA', 'adequate'] }],
    });
    expect(homeOf(house(`factor: billing, ${AT_HOME}`), { customer: { country: 'RU' } }, BOTH, AT)).toMatchObject({
      home: undefined,
      rows: [{ row: 'ru-home' }],
    });
  });
});

describe('what the home hangs on is what issuing is asked about', () => {
  const american = { customer: { country: 'US' } };
  const homeBy = (row: string, more: Partial<HomeFacts> = {}) => homeOf(house(row), { ...american, ...more }, BOTH, AT);

  it.each(['billing', 'usage', 'data_subject'])('the place, whichever of them decides: %s', (factor) => {
    expect(homeBy(`factor: ${factor}, ${AT_HOME}`)).toEqual({ home: 'eu-central-1' });
  });

  it('the features that are ordered, where a row is about some only', () => {
    const row = 'factor: billing, provisions: [{ kind: data.home, within: [DE], features: { export_class: [5D002] } }]';
    expect(homeBy(row)).toEqual({ home: 'eu-central-1' });
    const classed = (name: string) => homeOf(catalog(row), { ...american, items: [{ plan: name }] }, BOTH, AT);
    expect([classed('weak'), classed('strong'), classed('strong@1')]).toEqual([
      { home: 'us-east-1' },
      { home: 'eu-central-1' },
      { home: 'eu-central-1' },
    ]);
  });

  it('the day in the zone of the customer', () => {
    const evidence = { scc: '2026-11-25' };
    const said = (zone?: string) => homeIn(BOTH, { country: 'FR', evidence, ...(zone && { zone }) });
    expect(said()).toEqual({ home: 'eu-central-1' });
    expect(said('Pacific/Kiritimati')).toEqual({ home: 'us-east-1' });
  });

  it('no row that is advisory, which acts nowhere', () => {
    expect(homeBy(`advisory: true, factor: billing, ${AT_HOME}`)).toEqual({ home: 'us-east-1' });
  });

  it.each<[Said, Home[]]>([
    [{ country: 'IE' }, [VIRGINIA]],
    [{ country: 'IE' }, BOTH],
    [{ country: 'IE', evidence: { scc: '2026-01-01' } }, [VIRGINIA]],
    [{ country: 'IE', evidence: { scc: '2026-12-01' } }, [VIRGINIA]],
    [{ country: 'FR', subdivision: 'FR-974', kind: 'business' }, [VIRGINIA]],
    [{ country: 'GL' }, [VIRGINIA]],
    [{ country: 'DE' }, [LONDON]],
  ])('so both answer alike: %j, with the homes %j', (customer, homes) => {
    const order = { items: [{ plan: 'small', from: '2026-01-01' }], customer };
    const issued = life({ program, now: '2026-11-24T12:00' }).wouldBuy(order, homes);
    const isHomeless = issued.outcome === 'refused' && issued.code === 'home_not_permitted';
    expect(isHomeless).toBe(homeIn(homes, customer)?.home === undefined);
  });
});
