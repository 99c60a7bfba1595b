/**
 * What the engine takes by itself, over the same world: opening, deciding through a session, re-evaluating, loading. One process, since
 * these are absolute figures; prints JSON.
 */
import { AskerSession, decide, type Facts, type LoadedProgram, loadProgram, open } from '@licet/core/decision';
import { evaluateSegments, type Memberships, prepareRule } from '@licet/core/segment';
import { nanoseconds } from '../nanoseconds.ts';
import { programUnder } from './regulations.ts';
import { compiled, facts, NOW } from './subjects/licet.ts';
import { features, segments } from './world.ts';

const text = compiled.programText;
const program = loadProgram(JSON.parse(text), compiled.hash);
const names = features.map(({ name }) => name);
const asker = { user: { id: 'user-1', role: 'analyst' }, place: { country: 'DE' }, device: { managed: true } };
const session = new AskerSession(open(program, facts), asker);
for (const name of names) session.check(name, NOW);

const checkNs = await nanoseconds((i) => session.check(names[i % names.length] ?? '', NOW));
const rawNs = await nanoseconds((i) =>
  decide(open(program, facts), { feature: names[i % names.length] ?? '', ...asker }, NOW),
);
const openNs = await nanoseconds(() => open(program, facts));
const openAllNs = await nanoseconds(() => {
  const opened = open(program, facts);
  for (const name of names) decide(opened, { feature: name }, NOW);
  return opened;
});
const loadNs = await nanoseconds(() => loadProgram(JSON.parse(text), compiled.hash), 10);

/** Forty rules of level customer, as sweeps run them, over customers of whom one in fifty has moved. */
const rules = segments.map(({ name }, index) => ({
  name,
  rule: prepareRule([
    'and',
    [
      ['>', ['var', 'usage', 'queries', 'last30d'], index * 1000],
      ['in', ['var', 'customer', 'country'], ['list', ['DE', 'FR', 'US']]],
    ],
  ]),
  reads: [],
}));
const sweeping = { ...program, customerSegments: rules };
const scopeOf = (used: number) => ({
  customer: { id: 'c', country: 'DE' },
  usage: { queries: { last7d: used, last30d: used, last90d: used, days30d: 9 } },
  license: { plan: 'team', tier: 2, addons: [] },
});
const before: Memberships = evaluateSegments(sweeping, scopeOf(20_500), {}, NOW);
const [still, moved] = [scopeOf(20_500), scopeOf(21_500)];
const reevaluateNs = await nanoseconds((i) => evaluateSegments(sweeping, i % 50 === 0 ? moved : still, before, NOW));

const jurisdiction: Facts['jurisdiction'] = { country: 'DE', licensee: 'business' };

/** Megabytes of 10,000 open sessions, each with facts of its own. */
function sessionsMb(of: LoadedProgram, own: Facts): number {
  globalThis.gc?.();
  const from = process.memoryUsage().heapUsed;
  const opened = Array.from({ length: 10_000 }, () => open(of, JSON.parse(JSON.stringify(own))));
  globalThis.gc?.();
  // Of each, so that none is gone before it is counted.
  const each = (process.memoryUsage().heapUsed - from) / opened.length;
  return (each * 10_000) / 1e6;
}

console.log(
  JSON.stringify({
    checkNs,
    rawNs,
    openNs,
    openAllNs,
    loadNs,
    reevaluateNs,
    sessionsMb: sessionsMb(program, facts),
    regulatedSessionsMb: sessionsMb(programUnder('{}'), { ...facts, jurisdiction }),
    programKb: text.length / 1000,
  }),
);
process.exit(0);
