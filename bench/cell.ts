/** A deployed cell with Atlas and one customer, as the benches need it. */
import { ApiClient } from '../local/api-client.ts';
import { catalogFiles } from '../local/catalog-files.ts';
import { type Cell, cellsOf } from '../local/cell.ts';
import { deploy, type DeployOptions } from '../local/deploy.ts';
import { eventually } from '../local/eventually.ts';
import { startCloud } from '../local/ministack.ts';
import { operatorOf } from '../local/operator.ts';

export const CUSTOMER = 'bench';
const port = process.env['LICET_BENCH_PORT'];

export interface BenchedCell {
  readonly cell: Cell;
  readonly client: ApiClient;
  /** The admin key. */
  readonly key: string;
  /** What the cloud leaves behind: the logs of the deployment. */
  readonly folder: string;
}

/** Called after each step, with its name. */
export type Lap = (step: string) => void;

/** Starts a local cloud with the app on it, does something with its cell, and stops it. */
export async function withCell<T>(
  use: (benched: BenchedCell) => Promise<T>,
  options: DeployOptions = {},
  lap: Lap = () => {},
): Promise<T> {
  const cloud = await startCloud(port === undefined ? undefined : Number(port), options.signal);
  lap('the local cloud answers');
  try {
    const [cell] = cellsOf(await deploy(cloud, options), cloud.endpoint);
    if (cell === undefined) throw new Error('The deployment has put out no cell.');
    lap('the app is deployed');
    const { key } = await operatorOf(cell).createAdminKey();
    return await use({ cell, client: new ApiClient(cell.api, key), key, folder: cloud.folder });
  } finally {
    await cloud.stop();
  }
}

/** Publishes Atlas and orders for the one customer, a German one on team with the export pack; returns once it is licensed. */
export async function license({ client }: BenchedCell, lap: Lap = () => {}): Promise<void> {
  await client.call('POST /v1/catalog-versions', { body: { files: { ...catalogFiles() } } });
  lap('Atlas is published');
  const now = new Date().toISOString();
  const order = { source: 'bench', order: '1', version: 1, at: now };
  const customer = { id: CUSTOMER, country: 'DE', zone: 'Europe/Berlin' };
  const items = ['team', 'export-pack'].map((plan) => ({ plan, from: now.slice(0, 10) }));
  await client.call('POST /v1/orders', { body: { ...order, customer, items } });
  const { ok, saw } = await eventually(async () => {
    const { outcome } = await client.call('GET /v1/orders/{source}/{id}', { path: { source: 'bench', id: '1' } });
    return { ok: outcome.status === 'applied', saw: outcome.status };
  });
  if (!ok) throw new Error(`The order is ${saw}.`);
  lap('the order is a license');
}
