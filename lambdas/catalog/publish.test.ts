import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type CatalogFiles, catalogSchema } from '@licet/core/catalog';
import { describe, expect, it } from 'vitest';
import { answering, OFFLINE, type Reply } from '../../test/support/answering-handler.ts';
import { LAB_FILES } from '../../test/support/catalogs.ts';
import { programCache } from '../programs/program-cache.ts';
import { type CatalogPointer, catalogRepository, type CatalogVersion } from '../registry/catalog-pointer.ts';
import { activateVersion, type Intent, publishSources } from './publish.ts';

const INTENT: Intent = { activate: true, allowWithdrawals: false, by: 'k1', now: 1000 };
const plan = (name: string, grants: string): CatalogFiles => ({
  [`${name}.yaml`]: `catalog: 1\nplans:\n  ${name}: { product: lab, kind: base, tier: 1, term: P1Y, renewal: { policy: none }, grants: ${grants} }\n`,
});
const overlay = (effects: string): CatalogFiles => ({
  'overlay.yaml': `catalog: 1\nsegments: { everybody: { level: customer, dimension: role, rank: 48, rule: license.tier >= 0 } }\noverlays: { everybody: ${effects} }\n`,
});

/** A cell's catalogs in memory. What a commit would write is written, unless the table says otherwise. */
function cell() {
  let pointer: CatalogPointer | undefined;
  const versions = new Map<string, CatalogVersion>();
  const texts = new Map<string, string>();
  const said: Reply[] = [];
  const { handler, calls } = answering(() => said.shift() ?? { ok: {} });
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({ ...OFFLINE, requestHandler: handler }));
  const parts = catalogRepository(client, 'registry');
  const bucket = {
    get: (key: string) => Promise.resolve(texts.get(key)),
    put: (key: string, text: string) => {
      texts.set(key, text);
      return Promise.resolve();
    },
  };
  const moved: CatalogPointer[] = [];
  const deps = {
    client,
    bucket,
    loadProgram: programCache(bucket),
    catalogs: {
      ...parts,
      pointer: () => Promise.resolve(pointer),
      version: (version: string) => Promise.resolve(versions.get(version)),
      putVersion: (version: CatalogVersion) => {
        versions.set(version.version, version);
        return parts.putVersion(version);
      },
      movePointer: (to: CatalogVersion, previous: CatalogPointer | undefined) => {
        pointer = { ...to, revision: (previous?.revision ?? 0) + 1 };
        moved.push(pointer);
        return parts.movePointer(to, previous);
      },
    },
  };
  return {
    texts,
    calls,
    moved,
    /** What the table says to the next writes. */
    said,
    publish: (files: CatalogFiles, intent: Partial<Intent> = {}) =>
      publishSources(deps, { ...LAB_FILES, ...files }, { ...INTENT, ...intent }),
    activate: (version: string, intent: Partial<Intent> = {}) =>
      activateVersion(deps, version, { ...INTENT, ...intent }),
    catalog: (version: string) => catalogSchema.parse(JSON.parse(texts.get(`catalogs/${version}.json`) ?? '')),
  };
}

const code = (expected: string) => ({ problem: { code: expected } });

describe('publishing', () => {
  it('writes program and catalog before it moves the pointer to them, in one transaction with the version', async () => {
    const { publish, texts, calls, moved } = cell();
    const published = await publish({});
    expect(published).toMatchObject({ active: true, changes: [], version: expect.stringMatching(/^cv_[0-9a-f]{16}$/) });
    expect([...texts.keys()]).toEqual([`programs/${published.program}.json`, `catalogs/${published.version}.json`]);
    expect(moved).toEqual([
      { version: published.version, program: published.program, at: 1000, by: 'k1', revision: 1 },
    ]);
    expect(calls.map(({ operation }) => operation)).toEqual(['TransactWriteItems']);
    expect(calls[0]?.input['TransactItems']).toHaveLength(3);
  });

  it('of what is current moves nothing', async () => {
    const { publish, moved } = cell();
    const first = await publish({});
    expect(await publish({}, { now: 2000 })).toMatchObject({ version: first.version, active: true, changes: [] });
    expect(moved).toHaveLength(1);
  });

  it('that is not to be made current only stores', async () => {
    const { publish, moved, catalog } = cell();
    await publish({});
    const stored = await publish(plan('new@1', '{}'), { activate: false });
    expect(stored).toMatchObject({ active: false, changes: [{ kind: 'granted', what: 'plan', name: 'new@1' }] });
    expect(catalog(stored.version).plans).toHaveProperty(['new@1']);
    expect(moved).toHaveLength(1);
  });

  it('that is only tried answers as it would be, and stores nothing', async () => {
    const { publish, texts, moved } = cell();
    await publish({});
    const stored = texts.size;
    const tried = await publish(overlay('{ lab-remote: true }'), { dryRun: true });
    expect(tried).toMatchObject({
      active: true,
      changes: expect.arrayContaining([expect.objectContaining({ says: 'everybody: the segment is new' })]),
    });
    expect([texts.size, moved.length]).toEqual([stored, 1]);
    expect(await publish(overlay('{ lab-remote: true }'))).toEqual(tried);
  });

  it('that is only tried is refused as it would be', async () => {
    const { publish, activate, moved } = cell();
    const old = await publish({});
    await publish(overlay('{ lab-remote: true }'));
    const tried = { dryRun: true } as const;
    await expect(publish(plan('new@1', '{ lab-benchez: 1 }'), tried)).rejects.toMatchObject(code('catalog_invalid'));
    await expect(publish({}, tried)).rejects.toMatchObject(code('withdrawal_unconfirmed'));
    await expect(activate(old.version, tried)).rejects.toMatchObject(code('withdrawal_unconfirmed'));
    expect(await activate(old.version, { ...tried, allowWithdrawals: true })).toMatchObject({ version: old.version });
    expect(moved).toHaveLength(2);
  });

  it('says what it warns of, and how it is mended', async () => {
    const { warnings } = await cell().publish(plan('new@1', '{}'));
    expect(warnings).toContainEqual(
      expect.objectContaining({
        severity: 'warning',
        code: 'plan_grants_nothing',
        file: 'new@1.yaml',
        line: 3,
        mend: 'Write what it grants; what a plan does not mention, it does not grant.',
      }),
    );
  });

  it('stops at what does not validate, and stores nothing of it', async () => {
    const { publish, texts } = cell();
    await publish({});
    const stored = texts.size;
    await expect(publish(plan('new@1', '{ lab-benchez: 1 }'))).rejects.toMatchObject({
      problem: {
        code: 'catalog_invalid',
        detail: expect.stringMatching(/^1 error\(s\) and \d+ warning\(s\); the first error: new@1\.yaml:3:/),
        errors: expect.arrayContaining([
          expect.objectContaining({
            code: 'name_unknown',
            detail: expect.stringMatching(/^new@1\.yaml:3:\d+: error name_unknown: .*Did you mean "lab-benches"\?/),
          }),
          // What the test's own catalog is warned of anyway.
          expect.objectContaining({
            severity: 'warning',
            code: 'plan_grants_nothing',
            mend: 'Write what it grants; what a plan does not mention, it does not grant.',
          }),
        ]),
      },
    });
    expect(texts.size).toBe(stored);
  });

  it('stops at what takes something away, unless it is told that this is meant', async () => {
    const { publish, moved } = cell();
    await publish(overlay('{ lab-remote: true }'));
    await expect(publish({})).rejects.toMatchObject({
      problem: {
        code: 'withdrawal_unconfirmed',
        detail: expect.stringMatching(
          /^2 change\(s\) may take something from customers \(everybody: the segment is gone\)/,
        ),
        changes: [
          { kind: 'withdrawn', what: 'segment', name: 'everybody', says: 'everybody: the segment is gone' },
          {
            kind: 'withdrawn',
            what: 'overlay',
            name: 'everybody',
            feature: 'lab-remote',
            before: true,
            says: 'everybody: lab-remote is no longer true',
          },
        ],
      },
    });
    expect(moved).toHaveLength(1);
    expect(await publish({}, { allowWithdrawals: true })).toMatchObject({ active: true });
    expect(moved).toHaveLength(2);
  });

  it('tells whoever was too late that the catalog has moved', async () => {
    const { publish, said } = cell();
    await publish({});
    said.push({
      error: 'TransactionCanceledException',
      CancellationReasons: [{ Code: 'None' }, { Code: 'ConditionalCheckFailed' }],
    });
    await expect(publish(plan('new@1', '{}'))).rejects.toMatchObject(code('catalog_moved'));
  });

  it('does not say so where the table is only busy', async () => {
    const { publish, said } = cell();
    await publish({});
    said.push({
      error: 'TransactionCanceledException',
      CancellationReasons: [{ Code: 'ThrottlingError' }, { Code: 'None' }],
    });
    await expect(publish(plan('new@1', '{}'))).rejects.toMatchObject({ code: 'conflict' });
  });
});

describe('going back', () => {
  it('brings the old segments and overlays, with every plan', async () => {
    const { publish, activate, catalog } = cell();
    const old = await publish({});
    await publish({ ...overlay('{ lab-remote: true }'), ...plan('new@1', '{ lab-benches: 3 }') });
    await expect(activate(old.version)).rejects.toMatchObject(code('withdrawal_unconfirmed'));
    const back = await activate(old.version, { allowWithdrawals: true });
    expect(back).toMatchObject({
      active: true,
      changes: [
        { kind: 'withdrawn', what: 'segment', name: 'everybody' },
        { kind: 'withdrawn', what: 'overlay', name: 'everybody', feature: 'lab-remote' },
      ],
    });
    expect(catalog(back.version).plans).toHaveProperty(['new@1']);
    expect(catalog(back.version).segments).not.toHaveProperty('everybody');
  });

  it('where no plan has come since is the very version that it was', async () => {
    const { publish, activate } = cell();
    const old = await publish({});
    await publish(overlay('{ lab-remote: true }'));
    const back = await activate(old.version, { allowWithdrawals: true });
    expect([back.version, back.program]).toEqual([old.version, old.program]);
  });

  it('keeps the features, meters and products that newer plans grant', async () => {
    const { publish, activate, catalog } = cell();
    const old = await publish({});
    await publish({
      'other.yaml': [
        'catalog: 1',
        'products: { other: { name: Other } }',
        'meters: { clicks: { product: other, event: clicked, aggregate: count, window: day } }',
        'features: { clicks: { product: other, type: metered, meter: clicks } }',
        'plans: { other@1: { product: other, kind: base, tier: 1, term: P1Y, renewal: { policy: none }, grants: { clicks: 5 } } }',
        '',
      ].join('\n'),
    });
    const back = await activate(old.version);
    expect(back.active).toBe(true);
    expect(catalog(back.version)).toMatchObject({
      products: { lab: {}, other: {} },
      meters: { clicks: {} },
      features: { clicks: {} },
      plans: { 'other@1': {} },
    });
  });

  it('is refused, and not a fault, where the old version no longer fits', async () => {
    const { publish, activate } = cell();
    const feature = (type: string): CatalogFiles => ({
      'feature.yaml': `catalog: 1\nfeatures: { fresh: { product: lab, type: ${type} } }\n`,
    });
    const old = await publish({ ...feature('boolean'), ...overlay('{ fresh: true }') });
    await publish(feature('limit, unit: pieces'), { allowWithdrawals: true });
    await expect(activate(old.version, { allowWithdrawals: true })).rejects.toMatchObject(code('catalog_invalid'));
  });

  it('to what nobody has published is refused', async () => {
    await expect(cell().activate('cv_0123456789abcdef')).rejects.toMatchObject(code('catalog_version_unknown'));
  });
});
