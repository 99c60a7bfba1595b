import { join } from 'node:path';
import * as z from 'zod';
import { inProcess } from '../in-process.ts';
import type { Figure, Goal, Result } from '../result.ts';
import { percentile, rounded } from '../statistics.ts';

/** Licet under regulations: none acts where it is asked, or one acts on every decision. */
const UNDER_PACKS = ['licet-free', 'licet-regulated'];
const SUBJECTS = ['licet', 'json-logic', 'flagd', 'casl', 'launchdarkly', 'unleash'];
const ROUNDS = 5;

const subjectSchema = z.object({ subject: z.string(), best: z.number(), median: z.number() });
const engineSchema = z.object({
  checkNs: z.number(),
  rawNs: z.number(),
  openNs: z.number(),
  openAllNs: z.number(),
  loadNs: z.number(),
  reevaluateNs: z.number(),
  sessionsMb: z.number(),
  regulatedSessionsMb: z.number(),
  programKb: z.number(),
});

/**
 * Licet and its peers decide the same cases, each in a process of its own, in an order that is shuffled anew in every round; a process
 * that disagrees on any case fails the bench. Then the engine by itself.
 */
export async function benchDecide(): Promise<Result> {
  const found = new Map<string, { best: number; median: number }[]>();
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const file of [...SUBJECTS, ...UNDER_PACKS].toSorted(() => Math.random() - 0.5)) {
      const { subject, ...times } = subjectSchema.parse(await inProcess(join(import.meta.dirname, 'worker.ts'), file));
      found.set(subject, [...(found.get(subject) ?? []), times]);
    }
  }
  const figures: Figure[] = [...found].flatMap(([subject, times]): Figure[] => [
    {
      what: `one decision by ${subject}, median of the rounds' medians`,
      got: rounded(
        percentile(
          times.map(({ median }) => median),
          0.5,
        ),
      ),
      unit: 'ns',
    },
    {
      what: `one decision by ${subject}, the best round`,
      got: rounded(Math.min(...times.map(({ best }) => best))),
      unit: 'ns',
    },
  ]);
  const bestOf = (subject: string) => Math.min(...(found.get(subject) ?? []).map(({ best }) => best));
  const fastestPeer = Math.min(...[...found.keys()].filter((subject) => !subject.startsWith('licet')).map(bestOf));
  const engine = engineSchema.parse(await inProcess(join(import.meta.dirname, 'engine.ts')));
  const goals: Goal[] = [
    {
      what: 'one decision, next to the fastest peer',
      got: rounded(bestOf('licet') / fastestPeer),
      unit: '×',
      atMost: 0.5,
    },
    {
      what: 'one decision with all shipped packs where no row acts, next to one without packs',
      got: rounded(bestOf('licet, no row acts') / bestOf('licet')),
      unit: '×',
      atMost: 1.05,
    },
    {
      what: 'one decision where rows act, next to one without packs',
      got: rounded(bestOf('licet, rows act') / bestOf('licet')),
      unit: '×',
      atMost: 2,
    },
    { what: 'a check through a session', got: rounded(engine.checkNs), unit: 'ns', atMost: 25 },
    { what: 'a decision from raw facts', got: rounded(engine.rawNs / 1000), unit: 'µs', atMost: 15 },
    {
      what: 'opening a license (features are resolved when asked for)',
      got: rounded(engine.openNs / 1000),
      unit: 'µs',
      atMost: 10,
    },
    { what: 'loading the program', got: rounded(engine.loadNs / 1e6), unit: 'ms', atMost: 1 },
    {
      what: 're-evaluating 40 segments of a customer',
      got: rounded(engine.reevaluateNs / 1000),
      unit: 'µs',
      atMost: 10,
    },
    { what: '10,000 open sessions', got: rounded(engine.sessionsMb * 1000), unit: 'KB', atMost: 20_000 },
    {
      what: '10,000 open sessions with all shipped packs',
      got: rounded(engine.regulatedSessionsMb * 1000),
      unit: 'KB',
      atMost: 20_000,
    },
    { what: 'the program of 60 features and 40 segments', got: rounded(engine.programKb), unit: 'KB', atMost: 64 },
  ];
  figures.push({
    what: 'opening a license and resolving all of its 60 features',
    got: rounded(engine.openAllNs / 1000),
    unit: 'µs',
  });
  return { goals, figures };
}
