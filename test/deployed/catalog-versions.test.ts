/**
 * Publishing: validation, the one pointer that moves and is noticed within seconds, withdrawals, going back, and what happens when two
 * publish at once or a program cannot be read. Every other test decides by the same pointer, so each of these puts it back.
 */
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { CatalogFiles } from '@licet/core/catalog';
import { afterAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { CATALOG_POINTER_KEY } from '../../lambdas/registry/keys.ts';
import { ATLAS_FILES } from '../support/catalogs.ts';
import { CATALOG_FILES } from '../vectors/vector.ts';
import { cloud, dynamodb } from './support/aws.ts';
import { admin, answerIn, problemIn } from './support/client.ts';
import { aLicensedCustomer, anOrder, apply, daysAgo, unique } from './support/customers.ts';
import { licenseOf, logOf } from './support/licenses.ts';
import { everythingSettled } from './support/settled.ts';
import { eventually, pause } from './support/waiting.ts';

const BASE: CatalogFiles = { ...ATLAS_FILES, ...CATALOG_FILES };
/** Readers notice within 5 seconds; a check takes its own time besides. */
const NOTICED_MS = 15_000;

type Publish = Partial<{ activate: boolean; allowWithdrawals: boolean; dryRun: boolean }>;
const publish = (files: CatalogFiles, how: Publish = {}) =>
  admin.call('POST /v1/catalog-versions', { body: { files, ...how } });
const activate = (version: string, allowWithdrawals = false) =>
  admin.call('POST /v1/catalog-versions/{version}/activate', { path: { version }, body: { allowWithdrawals } });
const restore = () => publish(BASE, { allowWithdrawals: true });
const versions = async () => (await admin.call('GET /v1/catalog-versions', {})).items;
const currentVersion = async () => (await versions()).find(({ active }) => active)?.version;

/** A segment of all customers, and what it lays on every plan. */
const overlayFile = (name: string, effects: string): CatalogFiles => ({
  'tests/overlay.yaml': [
    'catalog: 1',
    `segments: { ${name}: { level: customer, dimension: behaviour, rank: 45, rule: license.tier >= 0 } }`,
    `overlays: { ${name}: ${effects} }`,
    '',
  ].join('\n'),
});
const planFile = (plan: string, grants: string): CatalogFiles => ({
  'tests/plan.yaml': `catalog: 1\nplans:\n  ${plan}: { product: atlas, kind: base, tier: 20, term: P1Y, renewal: { policy: none }, grants: ${grants} }\n`,
});
const letters = () => unique('name').replaceAll(/[^a-z]/g, '');

async function decisionOf(customer: string, feature: string) {
  const body = { customer, product: 'atlas', features: [feature] };
  const { decisions, ...answer } = await admin.call('POST /v1/check', { body });
  return { ...answer, decision: decisions[feature] };
}

afterAll(async () => {
  await restore();
});

describe('a catalog that does not validate', () => {
  it('is refused with every problem, its place, and the name that was meant', async () => {
    const before = await currentVersion();
    const broken = [
      'catalog: 1',
      'plans:',
      '  broken@1:',
      '    product: atlas',
      '    kind: base',
      '    tier: 1',
      '    term: P1Y',
      '    renewal: { policy: auto }',
      '    grants:',
      '      exportz: 5',
      '      sso: 7',
      'segments:',
      '  broken: { level: customer, dimension: behaviour, rank: 46, rule: usage.querys.last30d > 5 }',
      '',
    ].join('\n');
    const reply = await admin.raw('POST /v1/catalog-versions', {
      body: { files: { ...BASE, 'tests/broken.yaml': broken } },
    });
    const problem = problemIn(reply);
    expect(problem).toMatchObject({ status: 422, code: 'catalog_invalid' });
    expect(problem.errors).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          code: 'name_unknown',
          file: 'tests/broken.yaml',
          line: 10,
          column: 7,
          message: expect.stringContaining('Did you mean "exports"?'),
          detail: expect.stringMatching(/^tests\/broken\.yaml:10:7: error name_unknown: /),
        }),
        expect.objectContaining({ code: 'grant_mismatch', line: 11, column: 7 }),
        expect.objectContaining({ code: 'rule_invalid', line: 13 }),
        // Warned of beside it: lab's own bare plan.
        expect.objectContaining({
          severity: 'warning',
          code: 'plan_grants_nothing',
          mend: 'Write what it grants; what a plan does not mention, it does not grant.',
        }),
      ]),
    );
    expect(await currentVersion()).toBe(before);
  });

  it.each([
    ['is not YAML', { 'tests/a.yaml': 'catalog: 1\nplans: { a: [1, }' }, 'yaml_invalid'],
    ['repeats a name', { 'tests/a.yaml': 'catalog: 1\nproducts: { atlas: { name: Other } }' }, 'name_duplicate'],
    ['has a section that nobody knows', { 'tests/a.yaml': 'catalog: 1\nplanz: {}' }, 'form_invalid'],
    ['changes a published plan', { 'atlas/plans.yaml': '' }, 'plan_changed'],
  ])('because it %s', async (_, files, code) => {
    const changed = Object.entries(BASE).map(([path, text]): [string, string] =>
      code === 'plan_changed' && path.endsWith('plans.yaml')
        ? [path, text.replace('dashboards: 5\n', 'dashboards: 6\n')]
        : [path, text],
    );
    const given = code === 'plan_changed' ? {} : files;
    const problem = problemIn(
      await admin.raw('POST /v1/catalog-versions', { body: { files: { ...Object.fromEntries(changed), ...given } } }),
    );
    expect(problem).toMatchObject({ code: 'catalog_invalid' });
    expect(problem.errors).toEqual(expect.arrayContaining([expect.objectContaining({ code })]));
  });
});

describe('a catalog version', () => {
  it('is named by its content: publishing it again is the same, and moves nothing', async () => {
    const first = await restore();
    const pointer = await readPointer();
    const [second, third] = await Promise.all([publish(BASE), publish(BASE)]);
    expect([second, third]).toEqual(
      [first, first].map((published) => ({ ...published, changes: [], warnings: second.warnings })),
    );
    expect(await readPointer()).toEqual(pointer);
    expect((await versions()).filter(({ version }) => version === first.version)).toHaveLength(1);
  });

  it('can be stored without being made current', async () => {
    const before = await currentVersion();
    const name = letters();
    const published = await publish({ ...BASE, ...overlayFile(name, '{ sharing: true }') }, { activate: false });
    expect(published).toMatchObject({ active: false });
    expect(published.changes).toContainEqual({
      kind: 'granted',
      what: 'segment',
      name,
      says: `${name}: the segment is new`,
    });
    expect(await currentVersion()).toBe(before);
    expect((await versions()).find(({ version }) => version === published.version)).toMatchObject({ active: false });

    // A segment that is laid on every plan is no withdrawal; going back from it is.
    expect(await activate(published.version)).toMatchObject({ version: published.version, active: true });
    expect(await currentVersion()).toBe(published.version);
    await restore();
  });

  it('that nobody published cannot be made current', async () => {
    const given = { path: { version: 'cv_0123456789abcdef' }, body: {} };
    const route = 'POST /v1/catalog-versions/{version}/activate';
    expect(await admin.refused(route, given, 'catalog_version_unknown')).toMatchObject({ status: 404 });
  });

  it('that takes something away needs the word for it', async () => {
    const name = letters();
    const files = { ...BASE, ...overlayFile(name, '{ sharing: false }') };
    const problem = await admin.refused('POST /v1/catalog-versions', { body: { files } }, 'withdrawal_unconfirmed');
    const taken = {
      kind: 'withdrawn',
      what: 'overlay',
      name,
      feature: 'sharing',
      after: false,
      says: `${name}: sharing is false, which is new and restricts`,
    };
    expect(problem['changes']).toEqual([taken]);
    // Asked beforehand: the same answers, and nothing of it is done.
    const pointer = await readPointer();
    const tried = { files, dryRun: true };
    expect(await admin.refused('POST /v1/catalog-versions', { body: tried }, 'withdrawal_unconfirmed')).toEqual(
      problem,
    );
    const dry = await publish(files, { allowWithdrawals: true, dryRun: true });
    expect(dry.changes).toContainEqual(taken);
    expect(await readPointer()).toEqual(pointer);
    expect((await versions()).map(({ version }) => version)).not.toContain(dry.version);
    const confirmed = await publish(files, { allowWithdrawals: true });
    expect([confirmed, confirmed.active]).toEqual([dry, true]);
    // Taking back what took away gives.
    await restore();
  });
});

describe('what is published', () => {
  it('is noticed by checks within seconds, and touches no license', async () => {
    const { customer, license } = await aLicensedCustomer();
    const before = await decisionOf(customer, 'notebooks');
    expect(before.decision).toMatchObject({ allowed: false });

    // Every plan's own number, raised for everybody by a segment that the licenses know already.
    const files = {
      ...BASE,
      'catalog/atlas/overlays.yaml': (BASE['catalog/atlas/overlays.yaml'] ?? '').replace(
        'ai-taster: { ',
        'ai-taster: { sharing: true, ',
      ),
      ...requestSegment('tests-everybody', '{ notebooks: true }'),
    };
    const { version } = await publish(files);
    await eventually(async () => {
      const { catalogVersion, decision } = await decisionOf(customer, 'notebooks');
      expect(catalogVersion).toBe(version);
      expect(decision).toMatchObject({ allowed: true, source: { kind: 'overlay', id: 'tests-everybody' } });
    }, NOTICED_MS);
    expect(await licenseOf(customer)).toEqual(license);
    expect(await logOf(license.id)).toHaveLength(1);

    await restore();
    await eventually(async () => {
      expect((await decisionOf(customer, 'notebooks')).decision).toMatchObject({ allowed: false });
    }, NOTICED_MS);
    expect(await licenseOf(customer)).toEqual(license);
  });

  it('leaves licenses on the plan version that they pinned, through amendments too', async () => {
    const plan = unique('pinned');
    await publish({ ...BASE, ...planFile(`${plan}@1`, '{ editors: 1 }') });
    const order = anOrder({ items: [{ plan, from: daysAgo(3) }] });
    await apply(order);
    expect((await licenseOf(order.customer.id)).items).toMatchObject([{ plan: `${plan}@1`, ordered: plan }]);

    await publish({ ...BASE, ...planFile(`${plan}@2`, '{ editors: 7 }') });
    await apply({ ...order, version: 2, items: [{ plan, quantity: 3, from: daysAgo(3) }] });
    expect((await licenseOf(order.customer.id)).items).toMatchObject([{ plan: `${plan}@1`, quantity: 3 }]);
    const { decision } = await decisionOf(order.customer.id, 'editors');
    expect(decision).toMatchObject({ limit: 3, source: { kind: 'plan', id: `${plan}@1` } });

    const later = anOrder({ items: [{ plan, from: daysAgo(3) }] });
    await apply(later);
    expect((await licenseOf(later.customer.id)).items).toMatchObject([{ plan: `${plan}@2` }]);
    await restore();
  });
});

describe('going back', () => {
  it('brings the old segments and overlays, and keeps every plan', async () => {
    const { version: old } = await restore();
    const [plan, name] = [unique('forward'), letters()];
    const forward = {
      ...BASE,
      ...overlayFile(name, '{ sharing: true }'),
      ...planFile(`${plan}@1`, '{ bulk-api: true }'),
    };
    await publish(forward);
    const order = anOrder({ items: [{ plan, from: daysAgo(3) }] });
    await apply(order);

    await admin.refused(
      'POST /v1/catalog-versions/{version}/activate',
      { path: { version: old }, body: {} },
      'withdrawal_unconfirmed',
    );
    const back = await activate(old, true);
    expect(back.active).toBe(true);
    expect(back.changes).toContainEqual({
      kind: 'withdrawn',
      what: 'segment',
      name,
      says: `${name}: the segment is gone`,
    });
    expect(back.changes.filter(({ what }) => what === 'plan')).toEqual([]);
    expect(await currentVersion()).toBe(back.version);
    // The license of the plan that came with the step forward lives on, and the plan can still be ordered.
    await eventually(async () => {
      const { catalogVersion, decision } = await decisionOf(order.customer.id, 'bulk-api');
      expect([catalogVersion, decision?.allowed]).toEqual([back.version, true]);
    }, NOTICED_MS);
    await apply(anOrder({ items: [{ plan, from: daysAgo(1) }] }));
  });
});

describe('two who publish at once', () => {
  it('are told apart: one has moved the pointer, and the other is told so', async () => {
    const pointer = await readPointer();
    const replies = await Promise.all(
      [letters(), letters(), letters()].map((name) =>
        admin.raw('POST /v1/catalog-versions', {
          body: { files: { ...BASE, ...overlayFile(name, '{ sharing: true }') } },
        }),
      ),
    );
    const won = replies.filter(({ status }) => status === 201);
    const lost = replies.filter(({ status }) => status !== 201).map((reply) => problemIn(reply).code);
    expect(won.length).toBeGreaterThanOrEqual(1);
    // Whoever comes a moment later finds the other's segment withdrawn by his own sources, or the pointer moved.
    for (const code of lost) expect(['catalog_moved', 'withdrawal_unconfirmed']).toContain(code);
    expect((await readPointer()).revision).toBe(pointer.revision + won.length);
    const published = won.map((reply) => answerIn('POST /v1/catalog-versions', reply).version);
    expect(published).toContain(await currentVersion());
    await restore();
  });
});

describe('a program that cannot be read', () => {
  it('is not decided by: checks go on with the one before it', async () => {
    const { customer } = await aLicensedCustomer();
    const before = await decisionOf(customer, 'bulk-api');
    expect(before.decision).toMatchObject({ allowed: true });
    const pointer = await readPointer();
    await putPointer({ ...pointer, program: 'f'.repeat(64), revision: pointer.revision + 1 });
    try {
      const until = Date.now() + 8_000;
      // Longer than a reader keeps what it has read.
      while (Date.now() < until) {
        const { catalogVersion, decision } = await decisionOf(customer, 'bulk-api');
        expect([catalogVersion, decision]).toEqual([before.catalogVersion, before.decision]);
        await pause(250);
      }
    } finally {
      await putPointer({ ...pointer, revision: pointer.revision + 2 });
    }
    await everythingSettled();
    expect(await decisionOf(customer, 'bulk-api')).toMatchObject({ decision: before.decision });
  });
});

/** A request segment that everybody is in: it is decided anew with every check, so no license has to know it. */
function requestSegment(name: string, effects: string): CatalogFiles {
  return {
    'tests/request.yaml': `catalog: 1\nsegments: { ${name}: { level: request, dimension: role, rank: 130, rule: license.tier >= 0 } }\noverlays: { ${name}: ${effects} }\n`,
  };
}

const pointerSchema = z.looseObject({ revision: z.int(), program: z.string() });

async function readPointer(): Promise<z.infer<typeof pointerSchema>> {
  const { Item } = await dynamodb.send(
    new GetCommand({ TableName: cloud.registryTable, Key: CATALOG_POINTER_KEY, ConsistentRead: true }),
  );
  return pointerSchema.parse(Item);
}

async function putPointer(item: z.infer<typeof pointerSchema>): Promise<void> {
  await dynamodb.send(new PutCommand({ TableName: cloud.registryTable, Item: { ...item, ...CATALOG_POINTER_KEY } }));
}
