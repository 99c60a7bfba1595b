import {
  AskerSession,
  decide,
  explain,
  LICENSE_MISSING,
  loadProgram,
  open,
  readFacts,
  REASONS,
} from '@licet/core/decision';
import { describe, expect, it } from 'vitest';
import { writeFacts } from '../../packages/core/src/license/facts.ts';
import { examplesOf, STEPS, TYPES } from '../vectors/coverage.ts';
import {
  customerOf,
  expectedAt,
  factsAt,
  loadVectors,
  momentOf,
  outcomesOf,
  programOf,
  requestOf,
  SEGMENTS,
  type Vector,
} from '../vectors/vector.ts';

const { program } = programOf({ packs: false });
const files = loadVectors();
const all = files.flatMap(({ vectors }) => vectors);
const programs = new Map(files.flatMap((file) => file.vectors.map((vector) => [vector, programOf(file)])));
const examples = examplesOf(files);

/** The ends of months and years, a leap day, and both hours at which Europe's clocks are moved. */
const MOMENTS = [
  '2026-11-24T09:30:00Z',
  '2027-01-31T23:59:59.999Z',
  '2028-02-29T00:00:00Z',
  '2026-12-31T12:00:00Z',
  '2027-03-28T01:00:00Z',
  '2026-10-25T00:30:00Z',
].map((moment) => Date.parse(moment));

/** The moments at which a vector is decided: all of them, or its own alone. */
function momentsOf(vector: Vector): ReadonlySet<number> {
  return new Set(MOMENTS.map((moment) => momentOf(vector, moment)));
}

function decideVector(vector: Vector, now: number) {
  const facts = factsAt(vector, now);
  return facts === undefined ? LICENSE_MISSING : decide(open(programs.get(vector)!, facts), requestOf(vector), now);
}

describe.each(files)('decision vectors: $file', ({ vectors }) => {
  it.each(vectors)('$name', (vector) => {
    for (const now of momentsOf(vector))
      expect(decideVector(vector, now), `at ${new Date(now).toISOString()}`).toMatchObject(expectedAt(vector, now));
  });
});

describe('every way to ask has the same answer', () => {
  const licensed = all.flatMap((vector) => {
    const now = momentOf(vector, MOMENTS[0]!);
    const facts = factsAt(vector, now);
    return facts === undefined
      ? []
      : [
          {
            name: vector.name,
            loaded: programs.get(vector)!,
            facts,
            now,
            request: requestOf(vector),
            answer: decideVector(vector, now),
          },
        ];
  });

  it('a program and facts that were stored and read again', () => {
    const stored = new Map(
      [...new Set(programs.values())].map((known) => [
        known,
        loadProgram(JSON.parse(JSON.stringify(known.program)), known.hash),
      ]),
    );
    for (const { name, loaded, facts, now, request, answer } of licensed) {
      const decision = decide(open(stored.get(loaded)!, readFacts(writeFacts(facts))), request, now);
      expect({ name, decision }).toEqual({ name, decision: answer });
    }
  });

  it('a session that was asked everything else before', () => {
    for (const { name, loaded, facts, now, request, answer } of licensed) {
      const session = open(loaded, facts);
      for (const { name: feature } of program.features) decide(session, { feature }, now);
      expect({ name, decision: decide(session, request, now) }).toEqual({ name, decision: answer });
    }
  });

  it('an explanation', () => {
    for (const { name, loaded, facts, now, request, answer } of licensed) {
      const { decision } = explain(open(loaded, facts), request, now);
      expect({ name, decision }).toEqual({ name, decision: answer });
    }
  });

  it('a session for one asker, who asks for one more', () => {
    for (const { name, loaded, facts, now, request, answer } of licensed) {
      const { feature, used, wanted, ...asker } = request;
      if (wanted !== undefined) continue;
      const session = new AskerSession(open(loaded, facts), asker);
      if (used !== undefined) session.setUsed(feature, used, now);
      expect({ name, decision: session.check(feature, now) }).toEqual({ name, decision: answer });
    }
  });
});

describe('an explanation tells what became of what was considered', () => {
  const told = all.filter(({ expect: { trace } }) => trace !== undefined);

  it.each(told)('$name', (vector) => {
    for (const now of momentsOf(vector)) {
      const { trace } = explain(open(programs.get(vector)!, factsAt(vector, now)!), requestOf(vector), now);
      expect(outcomesOf(trace)).toMatchObject(vector.expect.trace!);
    }
  });
});

describe('the vector corpus', () => {
  it('has vectors enough to be worth its name', () => {
    expect(all.length).toBeGreaterThanOrEqual(310);
  });

  it('tells each vector apart by its name', () => {
    const names = all.map(({ name }) => name);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it('gives each vector a customer of its own, so that all of them can be stored side by side', () => {
    const customers = all.map(customerOf);
    expect(customers.filter((customer, index) => customers.indexOf(customer) !== index)).toEqual([]);
  });

  it('speaks of every reason that there is', () => {
    const told = new Set<string>(all.map(({ expect: { reason } }) => reason));
    expect(Object.keys(REASONS).filter((reason) => !told.has(reason))).toEqual([]);
  });

  it.each([
    ['granted', TYPES],
    ['not_granted', TYPES],
    // A quality is one thing or another: nothing that is laid on it makes it nothing.
    ['segment_restricted', ['boolean', 'limit', 'metered']],
    ['segment_unknown', ['boolean', 'limit', 'metered']],
    ['override_restricted', ['boolean', 'limit', 'metered']],
    ['regulation_denied', TYPES],
  ] as const)('tells %s of every type of feature that can be told so', (reason, types) => {
    const told = new Set(examples.filter(({ vector }) => vector.expect.reason === reason).map(({ type }) => type));
    expect(types.filter((type) => !told.has(type))).toEqual([]);
  });

  it.each(STEPS.flatMap((first, index) => STEPS.slice(index).map((second) => [first, second] as const)))(
    'has vectors in which both %s and %s have a say',
    (first, second) => {
      const both = examples.filter(({ steps }) => steps.has(first) && steps.has(second));
      expect(both.length).toBeGreaterThanOrEqual(5);
    },
  );

  it('has a vector in which every step has a say', () => {
    expect(examples.filter(({ steps }) => steps.size === STEPS.length)).not.toEqual([]);
  });

  it.each(STEPS)('lets %s have a say in every type of feature that it can', (step) => {
    const told = new Set(examples.filter(({ steps }) => steps.has(step)).map(({ type }) => type));
    expect(new Set(step === 'usage' ? ['limit', 'metered'] : TYPES)).toEqual(told);
  });

  it('says granted exactly where it says allowed', () => {
    const odd = all.filter(({ expect: { allowed, reason } }) => allowed !== (reason === 'granted'));
    expect(odd.map(({ name }) => name)).toEqual([]);
  });

  it('names plans, and unknown segments, that its catalog has', () => {
    const plans = new Set(program.plans.map(({ name }) => name));
    const facts = all.flatMap(({ facts: given }) => (given === null ? [] : [given]));
    expect(facts.flatMap(({ items }) => items.filter(({ plan }) => !plans.has(plan)))).toEqual([]);
    expect(
      facts.flatMap(({ unknown }) => (unknown === 'all' ? [] : unknown.filter((name) => !SEGMENTS.includes(name)))),
    ).toEqual([]);
  });

  it('has a use for every segment that lays something on the plan', () => {
    const decisive = new Set(
      all.flatMap(({ expect: { source } }) => (source?.startsWith('overlay ') ? [source.slice(8)] : [])),
    );
    const laid = program.segments.filter(({ effects }) => effects.length > 0).map(({ name }) => name);
    expect(laid.filter((name) => !decisive.has(name))).toEqual([]);
  });

  it('stays far below the size that facts may have', () => {
    const sizes = all
      .flatMap((vector) => factsAt(vector, momentOf(vector, MOMENTS[0]!)) ?? [])
      .map((facts) => writeFacts(facts).length);
    expect(Math.max(...sizes)).toBeLessThan(2048);
  });
});
