import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { GetFunctionConfigurationCommand, UpdateFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import { expect } from 'vitest';
import * as z from 'zod';
import type { Moment } from '../../support/fault-table.ts';
import { lambda } from './aws.ts';
import { eventually } from './waiting.ts';

/** One process of a function is to be ended, while it is at work for a customer. */
export interface Fault {
  readonly functionName: string;
  readonly customer: string;
  /** What it writes for a customer, as AWS calls it; nothing where it only reads. */
  readonly writes: readonly string[];
  readonly moment: Moment;
}

const firedSchema = z.strictObject({ pid: z.int(), writes: z.array(z.string()) });

/** Where tests tell processes when to end. */
export interface Faults {
  /** Ends one process; the function returned waits until that has happened, and returns what the process had written. */
  arm(fault: Fault): () => Promise<readonly string[]>;
  /** Takes everything back. */
  remove(): Promise<void>;
}

/** Has Node load `fault.mjs` before the bundles of deployed functions. */
export async function loadFaults(functionNames: readonly string[]): Promise<Faults> {
  const folder = mkdtempSync(join(tmpdir(), 'licet-faults-'));
  const wrapper = pathToFileURL(join(import.meta.dirname, 'fault.mjs')).href;
  const before = await Promise.all(functionNames.map(variablesOf));
  const configure = (more: Readonly<Record<string, string>>) =>
    Promise.all(
      functionNames.map((FunctionName, index) =>
        lambda.send(
          new UpdateFunctionConfigurationCommand({
            FunctionName,
            Environment: { Variables: { ...before[index], ...more } },
          }),
        ),
      ),
    );
  await configure({ NODE_OPTIONS: `--import ${wrapper}`, LICET_FAULTS: folder });
  let count = 0;
  return {
    arm(fault) {
      count += 1;
      const file = join(folder, String(count));
      writeFileSync(file, JSON.stringify(fault));
      renameSync(file, `${file}.armed`);
      return async () => {
        const { pid, writes } = await eventually(() =>
          firedSchema.parse(JSON.parse(readFileSync(`${file}.fired`, 'utf8'))),
        );
        await eventually(() => expect(() => process.kill(pid, 0)).toThrow('ESRCH'));
        return writes;
      };
    },
    async remove() {
      await configure({});
      rmSync(folder, { recursive: true });
    },
  };
}

async function variablesOf(FunctionName: string): Promise<Record<string, string>> {
  const { Environment } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
  return Environment?.Variables ?? {};
}
