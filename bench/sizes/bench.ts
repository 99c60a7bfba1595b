import { join } from 'node:path';
import * as z from 'zod';
import { inProcess } from '../in-process.ts';
import type { Figure, Result } from '../result.ts';
import { rounded } from '../statistics.ts';

const sizeSchema = z.object({
  programKb: z.number(),
  factsKb: z.number(),
  loadMs: z.number(),
  firstUs: z.number(),
  oneShotNs: z.number(),
});
type Size = z.infer<typeof sizeSchema>;

/** What catalogs of a large company take: one that has to stay small, and one that only has to work. */
export async function benchSizes(): Promise<Result> {
  const large = await measured(200, 200);
  const huge = await measured(1000, 200);
  return {
    goals: [
      { what: 'the program of 200 features and 200 segments', got: rounded(large.programKb), unit: 'KB', atMost: 64 },
      { what: 'facts that know of every customer segment', got: rounded(large.factsKb), unit: 'KB', atMost: 4 },
    ],
    figures: [
      ...figuresOf('200 features and 200 segments', large),
      ...figuresOf('1,000 features and 200 segments', huge),
    ],
  };
}

async function measured(features: number, segments: number): Promise<Size> {
  return sizeSchema.parse(await inProcess(join(import.meta.dirname, 'measure.ts'), `${features}`, `${segments}`));
}

function figuresOf(of: string, { programKb, loadMs, firstUs, oneShotNs }: Size): Figure[] {
  return [
    { what: `${of}: the program`, got: rounded(programKb), unit: 'KB' },
    { what: `${of}: parsing and loading it`, got: rounded(loadMs), unit: 'ms' },
    { what: `${of}: opening a license and its first decision`, got: rounded(firstUs), unit: 'µs' },
    { what: `${of}: one decision of an open license`, got: rounded(oneShotNs), unit: 'ns' },
  ];
}
