/**
 * Brings the local cloud that the deployed tests talk to: isolated, on a free port, with the app deployed and the catalogs
 * of Atlas and of the decision vectors published. It is gone when the tests have ended.
 *
 * To iterate quickly, keep one and come back to it:
 *
 *   LICET_TEST_KEEP=1 vitest run --project deployed check                          leaves .licet/test-cloud.json
 *   LICET_TEST_CLOUD=.licet/test-cloud.json vitest run --project deployed check    uses it; LICET_TEST_DEPLOY=1 deploys again first
 */
import { join } from 'node:path';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { TestProject } from 'vitest/node';
import * as z from 'zod';
import { deploy } from '../../local/deploy.ts';
import { state } from '../../local/folders.ts';
import { startCloud, type Cloud } from '../../local/ministack.ts';
import { ATLAS_FILES } from '../support/catalogs.ts';
import { CATALOG_FILES } from '../vectors/vector.ts';
import { cellOf, readCloud, type TestCloud, writeCloud } from './support/cloud.ts';

const HOME = 'us-east-1';

export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const { LICET_TEST_CLOUD: kept, LICET_TEST_KEEP: keep, LICET_TEST_DEPLOY: deployAgain } = process.env;
  if (kept) {
    const cloud = readCloud(kept);
    if (deployAgain) await deploy({ ...cloud, ended: new Promise(() => {}), stop: () => Promise.resolve() });
    await publish(cloud);
    provide('cloud', cloud);
    return () => Promise.resolve();
  }
  // The launcher ends the groups that are named to it: one that is to be kept is not.
  if (keep) delete process.env['LICET_GROUPS'];
  const server = await startCloud();
  try {
    const cloud = await prepare(server);
    provide('cloud', cloud);
    if (!keep) return () => server.stop();
    const file = join(state, 'test-cloud.json');
    writeCloud(file, cloud);
    console.log(`The local cloud at ${cloud.endpoint} stays; to use it again: LICET_TEST_CLOUD=${file}`);
    return () => Promise.resolve();
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** Deploys, makes the first key, and publishes. */
async function prepare(server: Cloud): Promise<TestCloud> {
  const outputs = await deploy(server, { homes: [HOME] });
  const { endpoint, folder, port } = server;
  const createAdminKey = Object.values(outputs).find((values) => values['CreateAdminKeyFunction'] !== undefined)?.[
    'CreateAdminKeyFunction'
  ];
  const lambda = new LambdaClient({ region: HOME, endpoint, credentials: CREDENTIALS });
  const { Payload } = await lambda.send(new InvokeCommand({ FunctionName: createAdminKey }));
  const { key } = z.object({ key: z.string() }).parse(JSON.parse(Buffer.from(Payload ?? []).toString()));
  const cloud = { endpoint, folder, port, ...cellOf(outputs, HOME), adminKey: key };
  await publish(cloud);
  return cloud;
}

const CREDENTIALS = { accessKeyId: 'test', secretAccessKey: 'test' };

/** Publishes the catalogs of all tests together: publishing one alone would withdraw the other. */
async function publish({ api, adminKey }: TestCloud): Promise<void> {
  const response = await fetch(`${api}/v1/catalog-versions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${adminKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ files: { ...ATLAS_FILES, ...CATALOG_FILES }, allowWithdrawals: true }),
  });
  if (response.status !== 201) throw new Error(`publishing the catalogs: ${response.status} ${await response.text()}`);
}
