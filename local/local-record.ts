/** `.licet/local.json`: where a running local cloud is, and the keys to it, for other tools on this machine. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { state } from './folders.ts';

const recordSchema = z.object({
  endpoint: z.string(),
  cells: z.array(
    z.object({ home: z.string(), api: z.string(), keys: z.object({ admin: z.string(), check: z.string() }) }),
  ),
  customers: z.array(z.string()),
});

export type LocalRecord = z.infer<typeof recordSchema>;

const file = join(state, 'local.json');

/** Writes the record, for this user alone. */
export function writeRecord(record: LocalRecord): void {
  rmSync(file, { force: true });
  writeFileSync(file, `${JSON.stringify(record, undefined, 2)}\n`, { mode: 0o600 });
}

/** The record of the cloud that was started last, which may have ended without a word; nothing where there is none. */
export function readRecord(): LocalRecord | undefined {
  try {
    return recordSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}

/** Removes the record, unless it is of another cloud by now. */
export function removeRecord(endpoint: string): void {
  if (readRecord()?.endpoint === endpoint) rmSync(file, { force: true });
}
