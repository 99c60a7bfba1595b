import { fc, it } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { anyFacts, anyRequest, lab, NOW } from '../../../../test/support/lab.ts';
import type { Facts } from '../terms/facts.ts';
import { AskerSession } from './asker-session.ts';
import { decide } from './decide.ts';
import { explain } from './explain.ts';
import { FactsUnreadableError, open, readFacts, windowOf } from './session.ts';

const DAY = 86_400_000;
const moments = fc.oneof(
  fc.integer({ min: -500, max: 500 }).map((days) => NOW + days * DAY),
  fc.integer({ min: NOW - 900 * DAY, max: NOW + 900 * DAY }),
);

describe('a session follows time by itself', () => {
  it.prop([anyFacts, fc.array(fc.tuple(anyRequest, moments), { minLength: 1, maxLength: 12 })], { numRuns: 200 })(
    'asked at any moments in any order, it answers as one that is opened anew',
    (facts, questions) => {
      const session = open(lab, facts);
      for (const [request, now] of questions)
        expect(decide(session, request, now)).toEqual(decide(open(lab, facts), request, now));
    },
  );

  it.prop([anyFacts, anyRequest, moments, fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true })], {
    numRuns: 400,
  })('until `staleAfter` time alone changes nothing', (facts, request, now, part) => {
    const decision = decide(open(lab, facts), request, now);
    const until = Math.min(decision.staleAfter, now + 4000 * DAY);
    expect(until).toBeGreaterThan(now);
    for (const later of [until - 1, Math.min(until - 1, Math.floor(now + part * (until - now)))])
      expect(decide(open(lab, facts), request, later)).toEqual(decision);
  });

  it.prop([anyFacts, anyRequest, moments])(
    'a question changes nothing: asked twice, it has one answer',
    (facts, request, now) => {
      const before = JSON.stringify(facts);
      const session = open(lab, facts);
      expect(decide(session, request, now)).toEqual(decide(session, request, now));
      expect(JSON.stringify(facts)).toBe(before);
    },
  );
});

describe('every answer', () => {
  it.prop([anyFacts, anyRequest, moments], { numRuns: 400 })(
    'is allowed exactly where its reason is that it is granted',
    (facts, request, now) => {
      const { allowed, reason, limit, used, remaining, value, source } = decide(open(lab, facts), request, now);
      expect(allowed).toBe(reason === 'granted');
      if (allowed) expect(source).not.toBeNull();
      if (limit !== null) expect(value).toBe(limit);
      expect(remaining).toBe(limit === null || request.used === undefined ? null : Math.max(0, limit - request.used));
      expect(used).toBe(limit === null ? null : (request.used ?? null));
    },
  );

  it.prop([anyFacts, anyRequest, moments, fc.integer({ min: 1, max: 60 })])(
    'never grows with use: whoever has used more is not allowed more',
    (facts, request, now, more) => {
      const used = request.used ?? 0;
      const [less, later] = [used, used + more].map((amount) =>
        decide(open(lab, facts), { ...request, used: amount }, now),
      );
      if (later?.allowed) expect(less?.allowed).toBe(true);
    },
  );

  it.prop([anyFacts, anyRequest, moments])(
    'is the same for an explanation, which shows the way to it',
    (facts, request, now) => {
      const { decision, trace } = explain(open(lab, facts), request, now);
      expect(decision).toEqual(decide(open(lab, facts), request, now));
      expect(trace.length).toBeGreaterThan(facts.items.length);
      const steps = ['state', 'item', 'overlay', 'override', 'request', 'usage'];
      const order = trace.map(({ step }) => steps.indexOf(step));
      expect(order).toEqual(order.toSorted((a, b) => a - b));
      // Each step hands its value to the next.
      const values = trace.filter(({ step }) => step === 'overlay' || step === 'override' || step === 'request');
      for (const [index, { before }] of values.slice(1).entries()) expect(before).toEqual(values[index]?.after);
      if (decision.source !== null && values.length > 0)
        expect(values.at(-1)?.after).toEqual(
          decision.value === Number.POSITIVE_INFINITY ? null : (decision.value ?? undefined),
        );
    },
  );
});

describe('a session for one asker', () => {
  it.prop([anyFacts, anyRequest, fc.array(fc.tuple(anyRequest, moments), { minLength: 1, maxLength: 12 })], {
    numRuns: 200,
  })('answers as `decide` does, at any moments in any order', (facts, asker, questions) => {
    const { user, place, device } = asker;
    const session = new AskerSession(open(lab, facts), { user, place, device });
    for (const [{ feature }, now] of questions) {
      expect(session.check(feature, now)).toEqual(decide(open(lab, facts), { feature, user, place, device }, now));
    }
  });

  it.prop([anyFacts, anyRequest, moments, fc.nat({ max: 60 })])(
    'counts with what it was told is used, in the window in which it was told',
    (facts, request, now, used) => {
      const { feature, user, place, device } = request;
      const session = new AskerSession(open(lab, facts), { user, place, device });
      session.check(feature, now);
      session.setUsed(feature, used, now);
      expect(session.check(feature, now)).toEqual(
        decide(open(lab, facts), { feature, user, place, device, used }, now),
      );
      const meter = lab.program.features.find(({ name }) => name === feature)?.meter;
      const window = meter === undefined ? undefined : windowOf(open(lab, facts), meter, now);
      if (window === undefined || now < window.startsAt) return;
      expect(session.check(feature, window.endsAt)).toEqual(
        decide(open(lab, facts), { feature, user, place, device }, window.endsAt),
      );
    },
  );
});

describe('a check that says less', () => {
  const silent = fc.constantFrom(
    { feature: 'lab-robotics', leave: 'user' },
    { feature: 'lab-archive', leave: 'user' },
    { feature: 'lab-preview', leave: 'user' },
    { feature: 'lab-assays', leave: 'user' },
    { feature: 'lab-scans', leave: 'user' },
    { feature: 'lab-cloud', leave: 'place' },
    { feature: 'lab-stations', leave: 'place' },
    { feature: 'lab-stations', leave: 'device' },
  );

  it.prop([anyFacts, anyRequest, silent], { numRuns: 400 })(
    'is never allowed more than one that says it, whatever it says',
    (facts, request, { feature, leave }) => {
      const said = { ...request, feature };
      const unsaid = decide(open(lab, facts), { ...said, [leave]: undefined }, NOW);
      const answered = decide(open(lab, facts), said, NOW);
      if (unsaid.allowed) expect(answered.allowed).toBe(true);
      if (unsaid.limit !== null && answered.limit !== null) expect(unsaid.limit <= answered.limit).toBe(true);
    },
  );
});

describe('facts that cannot be read', () => {
  const facts = {
    v: 1,
    customer: 'acme',
    product: 'lab',
    license: 'lic_1',
    revision: 1,
    state: 'active',
    anchor: '2026-11-24',
    zone: 'UTC',
    items: [],
    segments: {},
    overrides: [],
  } as const satisfies Facts;
  const refusal = (read: () => unknown) => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof FactsUnreadableError)) throw error;
      return error.message;
    }
  };

  it.each<[unknown, string]>([
    [{ ...facts, v: 7 }, 'the record of facts has the form 7; this reader knows form 1'],
    [{}, 'the record of facts has the form object; this reader knows form 1'],
    [null, 'the record of facts has the form null; this reader knows form 1'],
    ['facts', 'the record of facts has the form string; this reader knows form 1'],
    [{ v: 1 }, 'the record of facts is damaged: "customer" is undefined, not string'],
    [{ ...facts, items: {} }, 'the record of facts is damaged: "items" is object, not list'],
    [{ ...facts, segments: ['lab-forty'] }, 'the record of facts is damaged: "segments" is list, not object'],
    [{ ...facts, segments: null }, 'the record of facts is damaged: "segments" is null, not object'],
    [{ ...facts, revision: '1' }, 'the record of facts is damaged: "revision" is string, not number'],
  ])('are refused, not guessed at: %j', (value, says) => {
    expect(refusal(() => readFacts(JSON.stringify(value)))).toBe(says);
    expect(refusal(() => Reflect.apply(open, undefined, [lab, value]))).toBe(says);
  });

  it('are refused where the text is none', () => {
    expect(refusal(() => readFacts(JSON.stringify(facts).slice(0, -1)))).toBe(
      'the record of facts is damaged: it is not JSON',
    );
    expect(readFacts(JSON.stringify(facts))).toEqual(facts);
  });
});
