/**
 * One subject in a process of its own: agrees on every case, and is then timed.
 *
 *   node bench/decide/worker.ts <subject's file>
 */
import { measure } from 'mitata';
import type { Subject } from './subject.ts';
import { cases, expected } from './world.ts';

const [file = ''] = process.argv.slice(2);
const { subject }: { subject: Subject } = await import(`./subjects/${file}.ts`);
const decide = await subject.prepare();

const wrong = [];
for (const of of cases) if ((await decide(of)) !== expected(of)) wrong.push(of);
if (wrong.length > 0)
  throw new Error(
    `${subject.name} disagrees on ${wrong.length} of ${cases.length} cases, as on ${JSON.stringify(wrong[0])}`,
  );

/** One batch is a round through all cases, so that the harness's own cost is nothing beside it. */
let sum = 0;
const [first] = cases;
const promised = first !== undefined && typeof decide(first) !== 'boolean';
const inTurn = () => {
  for (const of of cases) sum += decide(of) === true ? 1 : 0;
};
const awaited = async () => {
  for (const of of cases) sum += (await decide(of)) ? 1 : 0;
};
for (let warm = 0; warm < 20; warm += 1) {
  if (promised) await awaited();
  else inTurn();
}
const { min, p50 } = await measure(promised ? awaited : inTurn, {
  min_cpu_time: 400 * 1e6,
  min_samples: 20,
  batch_samples: 1,
});
console.log(
  JSON.stringify({
    subject: subject.name,
    answers: subject.answers,
    best: min / cases.length,
    median: p50 / cases.length,
    sum,
  }),
);
process.exit(0);
