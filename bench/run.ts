/**
 * Runs a bench, shows what it found, and keeps it in bench/results/ and in the table of bench/README.md.
 *
 *   npm run bench -- start | cold | check | decide | sizes | hostile | orders | renewals | regulations
 *
 * LICET_BENCH_PORT sets the port of the local cloud; without it, a free one is taken.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { benchCheck } from './check.ts';
import { benchCold } from './cold.ts';
import { benchDecide } from './decide/bench.ts';
import { benchHostile } from './hostile/bench.ts';
import { machine } from './machine.ts';
import { benchOrders } from './orders.ts';
import { updateReadmes } from './readme.ts';
import { benchRegulations } from './regulations/bench.ts';
import { benchRenewals } from './renewals.ts';
import type { Kept, Result } from './result.ts';
import { benchSizes } from './sizes/bench.ts';
import { benchStart } from './start.ts';

const benches: Readonly<Record<string, () => Promise<Result | undefined>>> = {
  start: benchStart,
  cold: benchCold,
  check: benchCheck,
  decide: benchDecide,
  sizes: benchSizes,
  hostile: benchHostile,
  orders: benchOrders,
  renewals: benchRenewals,
  regulations: benchRegulations,
  /** What `start` runs to learn how long it takes until anything runs. */
  nothing: () => Promise.resolve(undefined),
};

const [name = ''] = process.argv.slice(2);
const bench = benches[name];
if (bench === undefined) {
  console.error(`There is no bench "${name}"; there are ${Object.keys(benches).join(', ')}.`);
  process.exit(2);
}
const before = machine();
const result = await bench();
if (result !== undefined) {
  const kept: Kept = { command: `npm run bench -- ${name}`, at: new Date().toISOString(), machine: before, ...result };
  console.log(JSON.stringify(kept, null, 2));
  writeFileSync(join(import.meta.dirname, 'results', `${name}.json`), `${JSON.stringify(kept, null, 2)}\n`);
  updateReadmes();
  const missed = result.goals.filter(({ got, atMost }) => got > atMost);
  for (const { what, got, unit, atMost } of missed)
    console.error(`Missed: ${what}: ${got} ${unit}, at most ${atMost} ${unit}.`);
  process.exitCode = missed.length > 0 ? 1 : 0;
}
