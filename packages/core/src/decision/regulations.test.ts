import { fc, it } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { anyFacts, anyRequest, licensed, NOW } from '../../../../test/support/lab.ts';
import { programOf } from '../../../../test/vectors/vector.ts';
import { loadProgram } from '../catalog/load.ts';
import { assess } from '../regulation/assess.ts';
import type { Facts } from '../terms/facts.ts';
import { decide, type DecisionRequest } from './decide.ts';
import { explain } from './explain.ts';
import { type Granted, layRuling, rulingOf } from './ruling.ts';
import { seatOf } from './seat.ts';
import { open } from './session.ts';

const DAY = 86_400_000;
const plain = programOf({ packs: false });
const packed = programOf({ packs: true });

const place = fc.constantFrom(
  undefined,
  ...[
    'DE',
    'DE-BE',
    'IE',
    'FR',
    'FR-974',
    'NO',
    'CH',
    'JP',
    'US',
    'US-IL',
    'UA',
    'UA-14',
    'UA-43',
    'SY',
    'CU',
    'RU',
    'QQ',
  ].map((code) => (code.length === 2 ? { country: code } : { country: code.slice(0, 2), subdivision: code })),
  { subdivision: 'x-UA-DNR' },
  { country: 'DE', subdivision: 'US-IL' },
);
const use = fc.record({
  context: fc.constantFrom(undefined, 'workplace', 'home'),
  purpose: fc.constantFrom(undefined, 'medical', 'sales'),
});
const features = fc.constantFrom(...plain.features.map(({ name }) => name));
const request = fc
  .tuple(anyRequest, features, place, use)
  .map(([asked, feature, where, what]) => ({ ...asked, feature, place: where, use: what }));
const evidence = fc.dictionary(
  fc.constantFrom('postal_evidence', 'us_export_licence', 'lab_permit'),
  fc.constantFrom('2024-01-01', '2026-12-01'),
  { noNullPrototype: true },
);
const jurisdiction: fc.Arbitrary<NonNullable<Facts['jurisdiction']>> = fc.record(
  {
    licensee: fc.constantFrom('consumer', 'business'),
    country: fc.constantFrom('IE', 'DE', 'US', 'UA', 'CU', 'CH'),
    evidence,
    consents: fc.constantFrom(['written_release'], ['express']),
  },
  { requiredKeys: [] },
);
const facts = fc.tuple(anyFacts, jurisdiction).map(([of, own]): Facts => ({ ...of, jurisdiction: own }));
const moments = fc.integer({ min: -900, max: 900 }).map((days) => NOW + days * DAY);

const { rulebook } = packed.regulations!;
/** Days on which something of these rows, or of a group or evidence, begins or ends: one that each of a few rows turns on. */
const days = ['2022-02-21', '2024-05-17', '2024-09-12', '2025-02-02', '2025-06-30', '2025-09-02', '2026-12-01'];
/** Moments about the beginnings of such a day, wherever one is. */
const about = fc
  .tuple(fc.constantFrom(...days), fc.integer({ min: -28, max: 28 }), fc.constantFrom(-1, 0))
  .map(([day, halfHours, off]) => Date.parse(day) + halfHours * 1_800_000 + off);

/** What a feature is worth where every row of the packs is asked anew, and nothing is screened or remembered. */
function askedAnew(own: NonNullable<Facts['jurisdiction']>, asked: DecisionRequest, granted: Granted, now: number) {
  const feature = packed.features.find(({ name }) => name === asked.feature)!;
  const { context, purpose } = asked.use ?? {};
  const assessment = assess(
    rulebook,
    {
      act: 'check',
      licensee: own.licensee ?? rulebook.vendor?.licensees,
      places: {
        usage: seatOf(asked.place?.['country'], asked.place?.['subdivision'], own, rulebook)?.codes.slice(0, 1),
        billing: own.country === undefined ? undefined : [own.country],
      },
      vendorNexus: rulebook.vendor?.nexus ?? [],
      feature: { ...feature, context, purpose },
      attributes: own.evidence,
      consents: own.consents,
    },
    now,
  );
  return layRuling(granted, rulingOf(assessment), feature.type);
}

describe('regulations', () => {
  it.prop([jurisdiction, features, place, use, fc.array(about, { minLength: 2, maxLength: 8 })], { numRuns: 500 })(
    'are remembered as they would be found anew, before and after each day on which rows turn',
    (own, feature, where, what, times) => {
      const items = [{ plan: 'lab-max@1', quantity: 1, from: 0, to: null }];
      const of = { ...licensed([]), items, jurisdiction: own };
      const [session, without] = [open(packed, of), open(plain, of)];
      const asked = { feature, place: where, use: what };
      for (const now of times) {
        const { value, source, reason } = decide(without, asked, now);
        const left = askedAnew(own, asked, { value: value ?? undefined, source, reason }, now);
        expect(decide(session, asked, now)).toMatchObject({ ...left, value: left.value ?? null });
      }
    },
  );

  it.prop([facts, request, moments, fc.shuffledSubarray([...rulebook.rows], { minLength: rulebook.rows.length })], {
    numRuns: 200,
  })('say the same in whatever order their rows are read', (of, asked, now, rows) => {
    const shuffled = loadProgram(
      { ...packed.program, regulations: { ...packed.program.regulations, rows } },
      'shuffled',
    );
    expect(decide(open(shuffled, of), asked, now)).toEqual(decide(open(packed, of), asked, now));
  });

  it.prop([facts, request, moments], { numRuns: 600 })('only ever restrict', (of, asked, now) => {
    const [without, under] = [plain, packed].map((program) => decide(open(program, of), asked, now));
    if (under!.allowed) expect(without!.allowed).toBe(true);
    expect(under!.limit ?? 0).toBeLessThanOrEqual(without!.limit ?? 0);
    expect(under!.staleAfter).toBeLessThanOrEqual(without!.staleAfter);
  });

  it.prop([facts, fc.array(fc.tuple(request, moments), { minLength: 1, maxLength: 12 })], { numRuns: 200 })(
    'say the same to a session that was asked anything before',
    (of, questions) => {
      const session = open(packed, of);
      for (const [asked, now] of questions)
        expect(decide(session, asked, now)).toEqual(decide(open(packed, of), asked, now));
    },
  );

  it.prop([facts, request, moments, fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true })], { numRuns: 400 })(
    'are not changed by time alone before `staleAfter`',
    (of, asked, now, part) => {
      const decision = decide(open(packed, of), asked, now);
      const until = Math.min(decision.staleAfter, now + 4000 * DAY);
      for (const later of [until - 1, Math.min(until - 1, Math.floor(now + part * (until - now)))])
        expect(decide(open(packed, of), asked, later)).toEqual(decision);
    },
  );

  it.prop([facts, request, moments])(
    'are named in the explanation, which ends with what they leave',
    (of, asked, now) => {
      const { decision, trace } = explain(open(packed, of), asked, now);
      const { source } = decision;
      const told = trace.filter(({ step }) => step === 'regulation');
      if (source?.kind === 'regulation') expect(told.map(({ id }) => id)).toContain(source.id);
      const last = told.at(-1);
      if (last !== undefined && decision.value !== null && decision.value !== Infinity)
        expect(last.after).toEqual(decision.value);
    },
  );
});
