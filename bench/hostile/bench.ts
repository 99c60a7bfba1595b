import { join } from 'node:path';
import * as z from 'zod';
import { HOSTILE } from '../../test/support/hostile.ts';
import { inProcess } from '../in-process.ts';
import type { Figure, Result } from '../result.ts';
import { rounded } from '../statistics.ts';

const refusedSchema = z.object({ ms: z.number(), peakMb: z.number() });

const ROUNDS = 3;

/** How long catalogs that are made to do harm keep a processor before they are refused, each in a fresh process; the best of the rounds. */
export async function benchHostile(): Promise<Result> {
  const figures: Figure[] = [];
  let slowest = 0;
  for (const [index, { what }] of HOSTILE.entries()) {
    const rounds = [];
    for (let round = 0; round < ROUNDS; round += 1)
      rounds.push(refusedSchema.parse(await inProcess(join(import.meta.dirname, 'measure.ts'), `${index}`)));
    const ms = Math.min(...rounds.map((round) => round.ms));
    const peakMb = Math.max(...rounds.map((round) => round.peakMb));
    slowest = Math.max(slowest, ms);
    figures.push({ what: `${what}: refused within`, got: rounded(ms), unit: 'ms' });
    figures.push({ what: `${what}: memory at the peak`, got: rounded(peakMb), unit: 'MB' });
  }
  const what = `the slowest of ${HOSTILE.length} hostile catalogs to be refused, in time of the processor`;
  return { goals: [{ what, got: rounded(slowest / 1000), unit: 's', atMost: 1 }], figures };
}
