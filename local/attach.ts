import { join } from 'node:path';
import { type Cell, cellsIn } from './cell.ts';
import { readOutputs } from './deploy.ts';
import { state } from './folders.ts';
import { readRecord } from './local-record.ts';

/** The cells of a local cloud that another process keeps running, the preferred first; none where there is no such cloud. */
export async function attachedCells(): Promise<Cell[]> {
  const { endpoint, cells = [] } = readRecord() ?? {};
  if (!endpoint) return [];
  const answer = await fetch(`${endpoint}/_ministack/health`).catch(() => undefined);
  await answer?.body?.cancel();
  if (!answer?.ok) return [];
  const outputs = join(state, `cloud-${new URL(endpoint).port}`, 'outputs.json');
  const homes = cells.map(({ home }) => home);
  return cellsIn(homes, readOutputs(outputs, endpoint), endpoint);
}
