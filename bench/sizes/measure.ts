/**
 * What a catalog of some size takes, in a process of its own; prints JSON.
 *
 *   node bench/sizes/measure.ts <features> <segments>
 */
import { compile } from '@licet/core/catalog';
import { decide, type DecisionRequest, type Facts, loadProgram, open } from '@licet/core/decision';
import { generator } from '../decide/world.ts';
import { nanoseconds } from '../nanoseconds.ts';
import { COUNTRIES, largeCatalog, ROLES } from './large.ts';

const NOW = Date.parse('2026-11-24T12:00:00Z');
const [features = 0, segments = 0] = process.argv.slice(2).map(Number);
const { programText, hash } = compile(largeCatalog(features, segments));
const load = () => loadProgram(JSON.parse(programText), hash);
const program = load();

/** A customer who is known of every segment that lays something on its plan: as much as facts can hold. */
const laid = program.program.segments.filter(({ level, effects }) => level === 'customer' && effects.length > 0);
const facts: Facts = {
  v: 1,
  customer: 'northwind',
  product: 'suite',
  license: 'lic_01jd7xq0m3c8w4n6v2b9k5t1ra',
  revision: 12,
  state: 'active',
  anchor: '2026-01-01',
  zone: 'Europe/Berlin',
  items: ['team@1', 'ai-pack@1', 'export-pack@1'].map((plan) => ({ plan, quantity: 25, from: 0, to: null })),
  segments: Object.fromEntries(laid.map(({ name }, index) => [name, index % 3 === 0])),
  overrides: [],
};

const random = generator(1);
const oneOf = (of: readonly string[]) => of[Math.floor(random() * of.length)] ?? '';
const names = program.features.map(({ name }) => name);
const requests = Array.from(
  { length: 4096 },
  (_, index): DecisionRequest => ({
    feature: oneOf(names),
    user: { id: `user-${index % 100}`, roles: [oneOf(ROLES)], department: oneOf(['retail', 'health', 'energy']) },
    place: { country: oneOf(COUNTRIES) },
    device: { managed: random() < 0.5 },
  }),
);
const requestAt = (index: number): DecisionRequest => requests[index % requests.length] ?? { feature: '' };

const session = open(program, facts);
for (const request of requests) decide(session, request, NOW);
console.log(
  JSON.stringify({
    programKb: programText.length / 1000,
    factsKb: JSON.stringify(facts).length / 1000,
    loadMs: (await nanoseconds(load, 1)) / 1e6,
    firstUs: (await nanoseconds((index) => decide(open(program, facts), requestAt(index), NOW), 100)) / 1000,
    oneShotNs: await nanoseconds((index) => {
      const { feature, user, place, device } = requestAt(index);
      return decide(session, { feature, user: { ...user }, place: { ...place }, device: { ...device } }, NOW);
    }, requests.length),
  }),
);
process.exit(0);
