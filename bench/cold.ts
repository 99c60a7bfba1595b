/**
 * What a cold start costs: each function loaded and called once in a fresh process, the check next to a function that only reads
 * one item with the same DynamoDB client. Both bundles are made the same way, and both find the same deployed cell.
 */
import { execFile } from 'node:child_process';
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import * as z from 'zod';
import { bundling } from '../local/bundle.ts';
import { root, state } from '../local/folders.ts';
import { type BenchedCell, CUSTOMER, license, withCell } from './cell.ts';
import type { Figure, Result } from './result.ts';
import { percentile, rounded } from './statistics.ts';

const ROUNDS = 41;
const folder = join(state, 'bench');
const bundles = {
  empty: join(folder, 'empty', 'index.mjs'),
  check: join(root, 'dist', 'lambdas', 'check', 'check', 'index.mjs'),
};
const callSchema = z.object({ status: z.literal(200), load: z.number(), call: z.number() });
type FirstCall = z.infer<typeof callSchema>;

export async function benchCold(): Promise<Result> {
  const calls: Record<keyof typeof bundles, FirstCall[]> = { empty: [], check: [] };
  await withCell(async (benched) => {
    await license(benched);
    await prepare(benched);
    for (let round = 0; round < ROUNDS; round += 1) {
      // By turns which comes first, so that neither always finds the machine as the other left it.
      for (const kind of round % 2 === 0 ? (['empty', 'check'] as const) : (['check', 'empty'] as const))
        calls[kind].push(await firstCall(benched, bundles[kind]));
    }
  });
  const bytes = statSync(bundles.check).size;
  const [empty, check] = [medians(calls.empty), medians(calls.check)];
  return {
    goals: [
      { what: 'the bundle of the check function, minified', got: rounded(bytes / 1000), unit: 'KB', atMost: 350 },
      {
        what: 'loading and first decision, next to loading and one read with the same client',
        got: rounded(check.totalMs / empty.totalMs),
        unit: '×',
        atMost: 2.5,
      },
    ],
    figures: [
      ...figuresOf('the check', check),
      ...figuresOf('the function that only reads', empty),
      {
        what: 'loading and first decision, next to loading the client alone and calling nobody',
        got: rounded(check.totalMs / empty.loadMs),
        unit: '×',
      },
    ],
  };
}

/** Bundles the function that the check is compared with, and writes the event that both are called with. */
async function prepare({ key }: BenchedCell): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const entryPoints = [{ in: 'bench/probe/empty.handler.ts', out: 'empty/index' }];
  await build({ ...bundling, entryPoints, outdir: folder });
  const event = {
    routeKey: 'POST /v1/check',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    requestContext: { requestId: 'bench' },
    body: JSON.stringify({ customer: CUSTOMER, product: 'atlas', features: ['sso', 'dashboards', 'support'] }),
    isBase64Encoded: false,
  };
  writeFileSync(join(folder, 'event.json'), JSON.stringify(event));
}

async function firstCall({ cell }: BenchedCell, bundle: string): Promise<FirstCall> {
  const env = {
    AWS_ENDPOINT_URL: cell.aws.endpoint,
    AWS_REGION: cell.home,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    HOME_REGION: cell.home,
    HOMES: '[]',
    REGISTRY_TABLE: cell.registryTable,
    USAGE_TABLE: cell.usageTable,
    PROGRAMS_BUCKET: cell.programsBucket,
  };
  const runner = join(import.meta.dirname, 'probe', 'first-call.mjs');
  const { stdout } = await promisify(execFile)(process.execPath, [runner, bundle, join(folder, 'event.json')], { env });
  // The last line; those before it are the function's own log.
  return callSchema.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''));
}

function figuresOf(what: string, { loadMs, firstCallMs }: ReturnType<typeof medians>): Figure[] {
  return [
    { what: `${what}: loading, median of ${ROUNDS}`, got: loadMs, unit: 'ms' },
    { what: `${what}: first call, median of ${ROUNDS}`, got: firstCallMs, unit: 'ms' },
  ];
}

function medians(calls: readonly FirstCall[]) {
  const median = (of: (call: FirstCall) => number) => rounded(percentile(calls.map(of), 0.5));
  return {
    loadMs: median(({ load }) => load),
    firstCallMs: median(({ call }) => call),
    totalMs: median(({ load, call }) => load + call),
  };
}
