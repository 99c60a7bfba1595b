import { join } from 'node:path';
import * as z from 'zod';
import { inProcess } from '../in-process.ts';
import type { Result } from '../result.ts';
import { rounded } from '../statistics.ts';
import { countryData } from './country-data.ts';

const measuredSchema = z.object({
  screeningMs: z.number(),
  plainMs: z.number(),
  decisions: z.int(),
  barred: z.int(),
  shippedUs: z.number(),
  allOnUs: z.number(),
});

/** What the shipped regulations take: the obligations of a customer, what functions carry of the world, and the screening of many orders. */
export async function benchRegulations(): Promise<Result> {
  const { screeningMs, plainMs, decisions, barred, shippedUs, allOnUs } = measuredSchema.parse(
    await inProcess(join(import.meta.dirname, 'measure.ts')),
  );
  const carried = await countryData();
  const most = Math.max(...carried);
  return {
    goals: [
      {
        what: 'all obligations of a customer, by every row that ships',
        got: rounded(allOnUs),
        unit: 'µs',
        atMost: 100,
      },
      { what: 'the country data that a function carries', got: rounded(most / 1000), unit: 'KB', atMost: 60 },
      { what: '10,000 orders from the whole world, screened', got: rounded(screeningMs / 1000), unit: 's', atMost: 1 },
    ],
    figures: [
      { what: 'all obligations of a customer, by the rows that are on', got: rounded(shippedUs), unit: 'µs' },
      { what: 'the same orders, assessed by all rows', got: rounded(plainMs / 1000), unit: 's' },
      { what: 'features of these orders, each decided', got: decisions, unit: 'decisions' },
      {
        what: 'of these, denied or left to a person, by the screen and by all rows alike',
        got: barred,
        unit: 'decisions',
      },
      { what: 'functions that carry country data', got: carried.length, unit: 'functions' },
    ],
  };
}
