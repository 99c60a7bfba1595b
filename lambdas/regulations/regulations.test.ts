import { explainRequestSchema, explanationSchema, regulationCalendarSchema } from '@licet/contracts';
import { describe, expect, it } from 'vitest';
import type * as z from 'zod';
import { LAB_FILES, loadedProgram } from '../../test/support/catalogs.ts';
import { noon, SHIPPED_PACKS } from '../../test/support/regulations.ts';
import { ProblemError } from '../http/problem-error.ts';
import { calendarOfRegulations, explainRegulations, type RegulationsDependencies } from './regulations.ts';

const VENDOR = 'regulations: 1\npack: vendor\nvendor: { nexus: [US], licensees: consumer }\n';
const FEATURES = `catalog: 1
products: { vision: { name: Vision } }
features:
  face-login: { product: vision, type: boolean, tags: [biometric], exportClass: 5D002, enc: b1, softwareClass: other }
  albums: { product: vision, type: limit, exportClass: EAR99, softwareClass: other }
  prints: { product: vision, type: boolean }
plans:
  see@1: { product: vision, kind: base, tier: 0, term: P1Y, renewal: { policy: none }, grants: { face-login: true } }
  see@2: { product: vision, kind: base, tier: 0, term: P1Y, renewal: { policy: none }, grants: { albums: 9, face-login: true, prints: false } }
`;
const withPacks = loadedProgram({ 'vision.yaml': FEATURES, ...SHIPPED_PACKS, 'vendor.yaml': VENDOR });
const NOW = noon('2026-11-24');

function published(program = withPacks): RegulationsDependencies {
  const pointer = { version: 'cv_0123456789abcdef', program: program.hash, revision: 1, at: 0, by: 'admin' };
  return { catalogs: { pointer: () => Promise.resolve(pointer) }, loadProgram: () => Promise.resolve(program) };
}

type Asked = z.input<typeof explainRequestSchema>;
const ask = async (request: Asked, deps = published()) =>
  explanationSchema.parse(await explainRegulations(deps, explainRequestSchema.parse(request), NOW));

const problemOf = async (asked: Promise<unknown>) => {
  const error: unknown = await asked.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof ProblemError ? error.problem : error;
};

describe('what regulations make of a licensee', () => {
  it('is said by the rulebook of the current catalog, with what its rows can be trusted for', async () => {
    const { rows, disclaimer, ...answer } = await ask({
      places: { billing: ['US-CA'] },
      contract: { concluded: '2026-01-01' },
    });
    expect(answer).toMatchObject({ catalogVersion: 'cv_0123456789abcdef', day: '2026-11-24', verdict: 'allow' });
    expect(rows).toContainEqual(
      expect.objectContaining({
        row: 'ca-2863',
        source: 'Cal. BPC 17601–17602 (AB 2863)',
        tag: 'S',
        reviewedBy: null,
        reviewDue: '2027-05-31',
        kinds: ['notice.periodic', 'require.consent', 'cancel.channel'],
      }),
    );
    expect(disclaimer.text).toBe("Starting points for a vendor's counsel, not legal advice.");
    expect(disclaimer.unreviewed).toEqual(rows.map(({ row }) => row));
  });

  it('takes from the pack who the vendor is and what customers are, until the request says otherwise', async () => {
    const cuba: Asked = { act: 'check', places: { usage: ['CU'] } };
    expect(await ask(cuba)).toMatchObject({
      vendorNexus: ['US'],
      verdict: 'deny',
      because: ['us-embargo', 'us-enc-deny'],
    });
    expect(await ask({ ...cuba, vendorNexus: ['CH'] })).toMatchObject({ vendorNexus: ['CH'], verdict: 'allow' });
    const california = { places: { billing: ['US-CA'] }, contract: { concluded: '2026-01-01' } };
    expect((await ask(california)).rows).not.toEqual([]);
    expect((await ask({ ...california, licensee: 'business' })).rows).toEqual([]);
  });

  it('takes from the catalog what a feature is to the law, and what the request says besides', async () => {
    const seat: Asked = { act: 'check', places: { usage: ['US-IL'] }, features: ['face-login'] };
    expect((await ask(seat)).rows.map(({ row }) => row)).toEqual(['il-bipa', 'us-enc-report']);
    expect((await ask({ ...seat, features: [{ name: 'face-login', enc: 'a' }] })).rows.map(({ row }) => row)).toEqual([
      'il-bipa',
    ]);
  });

  it('answers feature by feature, and of them together as an order is looked at: the mildest verdict, and all that is demanded', async () => {
    const asked: Asked = {
      places: { billing: ['SY'], usage: ['SY', 'US-IL'] },
      features: ['albums', { name: 'face-login', context: 'workplace' }, { exportClass: '5D992.c' }],
    };
    const { features, rows, obligations, ...answer } = await ask(asked);
    expect(answer).toMatchObject({ verdict: 'allow', because: [] });
    expect(features).toMatchObject([
      { name: 'albums', facts: { exportClass: 'EAR99' }, verdict: 'allow', rows: [], cap: null },
      {
        name: 'face-login',
        facts: { exportClass: '5D002', enc: 'b1', tags: ['biometric'], context: 'workplace' },
        verdict: 'deny',
        because: ['us-enc-deny', 'us-sy-ear'],
        rows: ['il-bipa', 'us-enc-deny', 'us-enc-report', 'us-sy-ear'],
      },
      { name: null, verdict: 'deny', because: ['us-sy-ear'] },
    ]);
    expect(rows.map(({ row }) => row)).toEqual(['il-bipa', 'us-enc-deny', 'us-enc-report', 'us-sy-ear']);
    expect(obligations.map(({ row, kind }) => `${row} ${kind}`)).toEqual([
      'il-bipa require.consent',
      'il-bipa retention.delete_by',
      'us-enc-report report.periodic',
    ]);
  });

  it('takes all features that a plan grants, of its newest version where none is said', async () => {
    const granted = async (plan: string) =>
      (await ask({ plan, features: [{ tags: ['biometric'] }] })).features.map(({ name }) => name);
    expect(await granted('see@1')).toEqual(['face-login', null]);
    expect(await granted('see')).toEqual(['albums', 'face-login', null]);
  });

  it('says what has to be found out where only the country is known', async () => {
    const { verdict, undetermined } = await ask({ act: 'check', places: { usage: ['UA'] } });
    expect(verdict).toBe('review');
    expect(undetermined).toContainEqual(
      expect.objectContaining({ row: 'us-crimea', missing: 'the subdivision of UA: whether it is in UA-43, UA-40' }),
    );
  });

  it('says which rows would concern the licensee, were they on and in force', async () => {
    const { inactive } = await ask({ places: { billing: ['GB'] } });
    expect(inactive).toMatchObject([{ row: 'gb-dmcc', status: 'pending', switchedOn: false }]);
  });

  it('is asked of a day where the licensee is, or of an instant', async () => {
    const seat: Asked = { act: 'check', places: { usage: ['NZ'] } };
    expect(await ask({ ...seat, at: '2026-01-15' })).toMatchObject({
      day: '2026-01-15',
      at: '2026-01-14T11:00:00.000Z',
    });
    expect(await ask({ ...seat, at: '2026-01-14T10:59:59Z' })).toMatchObject({ day: '2026-01-14' });
  });
});

describe('what cannot be answered', () => {
  it('is a place that there is none of; each is said, with the nearest', async () => {
    const places = { billing: ['UK'], dataSubject: ['DE', 'DE-BEE'] };
    expect(await problemOf(ask({ places, homes: [{ id: 'h', place: 'us-ca' }] }))).toMatchObject({
      code: 'place_unknown',
      status: 400,
      errors: [
        { at: 'body.places.billing.0', detail: '"UK" is not in ISO 3166. Did you mean "GB"?' },
        { at: 'body.places.dataSubject.1', detail: 'ISO 3166-2 has no subdivision "DE-BEE". Did you mean "DE-BE"?' },
        { at: 'body.homes.0.place', detail: '"us-ca" is not in ISO 3166. Did you mean "US-CA"?' },
      ],
    });
  });

  it('is a feature or a plan that the catalog does not have; each is said, with the nearest', async () => {
    expect(await problemOf(ask({ features: ['albums', { name: 'album' }, 'fly'] }))).toMatchObject({
      code: 'feature_unknown',
      status: 400,
      errors: [
        { at: 'body.features.1', detail: 'the catalog has no feature "album". Did you mean "albums"?' },
        { at: 'body.features.2', detail: 'the catalog has no feature "fly".' },
      ],
    });
    expect(await problemOf(ask({ plan: 'see@3' }))).toMatchObject({
      code: 'plan_unknown',
      status: 400,
      detail: 'body.plan: the catalog has no plan "see@3". Did you mean "see@1"?',
    });
  });

  it('is anything before a catalog with packs is published', async () => {
    const nothing = { ...published(), catalogs: { pointer: () => Promise.resolve(undefined) } };
    expect(await problemOf(ask({}, nothing))).toMatchObject({ code: 'catalog_missing' });
    expect(await problemOf(ask({}, published(loadedProgram(LAB_FILES))))).toMatchObject({
      code: 'regulations_missing',
    });
  });
});

describe('the calendar', () => {
  const calendar = async (query: Parameters<typeof calendarOfRegulations>[1]) =>
    regulationCalendarSchema.parse(await calendarOfRegulations(published(), query, NOW));

  it('has what changes on a day, in the words of the pack', async () => {
    const { changes, off, reviews } = await calendar({ from: '2027-01-12', to: '2027-01-13' });
    expect(changes).toMatchObject([
      {
        what: 'begins',
        name: 'eu-switchfee',
        provisions: ['fee.cap · fees switching, egress · max zero · delivery cloud'],
      },
      {
        what: 'ends',
        name: 'eu-switchfee',
        provisions: ['fee.cap · fees switching, egress · max cost · delivery cloud'],
      },
    ]);
    expect([off, reviews]).toEqual([[], []]);
  });

  it('is of the coming year where nothing is said, and tells what is off apart', async () => {
    const { from, to, changes, off } = await calendar({});
    expect([from, to]).toEqual(['2026-11-24', '2027-11-24']);
    expect(changes.every(({ acts }) => acts)).toBe(true);
    expect(off.map(({ name }) => name)).toEqual(['ai-art50', 'ai-ncii', 'in-xfer', 'au-utp']);
  });

  it('leaves out rows that hang on a law which does not bind the vendor', async () => {
    const named = async (vendorNexus: string) =>
      (await calendar({ from: '2023-12-01', to: '2024-10-01', vendorNexus })).changes.map(({ name }) => name);
    expect(await named('US')).toEqual(expect.arrayContaining(['us-ru-sw']));
    expect(await named('EU,CH')).toEqual(expect.arrayContaining(['eu-ru-sw']));
    expect(await named('CH')).not.toEqual(expect.arrayContaining(['us-ru-sw']));
    expect(await problemOf(calendar({ vendorNexus: 'USA' }))).toMatchObject({ code: 'place_unknown' });
  });
});

it.each([
  { at: '0000-01-01' },
  { at: '9999-12-31T23:59:59Z' },
  { contract: { concluded: '9999-12-31', initialTerm: 'P999Y' } },
  { contract: { concluded: '2026-01-01', renewalTerm: 'P101Y' } },
])('no date and no period lies beyond what can be reckoned with: %j', (request) => {
  expect(explainRequestSchema.safeParse(request).success).toBe(false);
});
