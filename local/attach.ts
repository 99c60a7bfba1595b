import { join } from 'node:path';
import { type Cell, cellsOf } from './cell.ts';
import { readOutputs } from './deploy.ts';
import { state } from './folders.ts';
import { readRecord } from './local-record.ts';

/** The first cell of a local cloud that another process keeps running, if there is one. */
export async function attachedCell(): Promise<Cell | undefined> {
  const endpoint = readRecord()?.endpoint;
  if (!endpoint) return undefined;
  const answer = await fetch(`${endpoint}/_ministack/health`).catch(() => undefined);
  await answer?.body?.cancel();
  if (!answer?.ok) return undefined;
  const outputs = join(state, `cloud-${new URL(endpoint).port}`, 'outputs.json');
  return cellsOf(readOutputs(outputs, endpoint), endpoint)[0];
}
