import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { bundleLambdas, type LambdaBundle } from './bundle.ts';
import { state } from './folders.ts';

/** Every variable that a function reads as it starts. */
const ENVIRONMENT = {
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  HOME_REGION: 'us-east-1',
  HOMES: '[{"id":"us-east-1","place":"US"}]',
  REGISTRY_TABLE: 'registry',
  USAGE_TABLE: 'usage',
  PROGRAMS_BUCKET: 'programs',
  BUS_NAME: 'bus',
  INTAKE_QUEUE_URL: 'https://example.com/intake',
  DEAD_LETTER_QUEUE_URL: 'https://example.com/letters',
  RELAY_DEAD_LETTER_QUEUE_URL: 'https://example.com/relay',
  ISSUE_LICENSE_ARN: 'arn:aws:states:us-east-1:000000000000:stateMachine:issue-license',
  RENEW_LICENSE_ARN: 'arn:aws:states:us-east-1:000000000000:stateMachine:renew-license',
  MIGRATE_LICENSE_ARN: 'arn:aws:states:us-east-1:000000000000:stateMachine:migrate-license',
};
/** Minified; a check is waited for by a user, and loading is most of a cold start. */
const CHECK_AT_MOST_BYTES = 350_000;

const metaSchema = z.object({
  outputs: z.record(z.string(), z.object({ inputs: z.record(z.string(), z.unknown()) })),
});

let dist = '';
let bundles: readonly LambdaBundle[] = [];

beforeAll(async () => {
  for (const [name, value] of Object.entries(ENVIRONMENT)) vi.stubEnv(name, value);
  mkdirSync(state, { recursive: true });
  dist = mkdtempSync(join(state, 'bundle-test-'));
  bundles = await bundleLambdas(dist);
}, 180_000);

afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(dist, { recursive: true });
});

describe('the bundles of the functions', () => {
  it('keep the check small', () => {
    const check = bundles.find(({ entry }) => entry === 'check/check');
    expect(check?.bytes).toBeLessThanOrEqual(CHECK_AT_MOST_BYTES);
  });

  it('keep schemas, catalogs and other clients out of the check', () => {
    const { outputs } = metaSchema.parse(JSON.parse(readFileSync(join(dist, 'meta.json'), 'utf8')));
    const [, check] = Object.entries(outputs).find(([file]) => file.endsWith('check/check/index.mjs')) ?? [];
    const heavy = /node_modules\/(?:zod|yaml|@marcbachmann|fastest-levenshtein|@aws-sdk\/client-(?!dynamodb))\b/;
    expect(Object.keys(check?.inputs ?? {}).filter((file) => heavy.test(file))).toEqual([]);
  });

  // A minified name that meets one of the banner's, or a package that cannot be an ES module, is only seen as it loads.
  it('load, each with a handler', async () => {
    expect(bundles.length).toBeGreaterThan(0);
    const without: string[] = [];
    for (const { entry } of bundles) {
      const bundle: unknown = await import(join(dist, 'lambdas', entry, 'index.mjs'));
      if (typeof bundle !== 'object' || bundle === null || !('handler' in bundle)) without.push(entry);
    }
    expect(without).toEqual([]);
  }, 180_000);
});
