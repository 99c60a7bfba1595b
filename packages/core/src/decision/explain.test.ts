import { describe, expect, it } from 'vitest';
import { lab, licensed, NOW } from '../../../../test/support/lab.ts';
import type { Facts } from '../terms/facts.ts';
import type { TraceStep } from '../terms/trace.ts';
import type { DecisionRequest } from './decide.ts';
import { explain } from './explain.ts';
import { open } from './session.ts';

const DAY = 86_400_000;
const traced = (facts: Facts, request: DecisionRequest) => explain(open(lab, facts), request, NOW).trace;
/** The steps of one kind. */
const stepsOf = (step: TraceStep['step'], facts: Facts, request: DecisionRequest) =>
  traced(facts, request).filter((one) => one.step === step);

describe('the trace begins with the license', () => {
  it('that stands', () =>
    expect(traced(licensed(['lab-bare@1']), { feature: 'lab-vault' })[0]).toEqual({
      step: 'state',
      id: 'active',
      outcome: 'stands',
    }));

  it('and ends with its items, where it grants nothing at all', () => {
    const suspended = licensed(['lab-pro@1'], { state: 'suspended' });
    expect(traced(suspended, { feature: 'lab-cloud' })).toEqual([
      { step: 'state', id: 'suspended', outcome: 'blocks' },
      { step: 'item', id: 'lab-pro@1', outcome: 'counted', after: true, facts: { quantity: 1 } },
    ]);
  });

  it('of this product: for a feature of no product or of another one there is nothing to tell', () => {
    expect(traced(licensed(['lab-pro@1']), { feature: 'no-such-feature' })).toEqual([]);
    expect(traced(licensed(['lab-pro@1'], { product: 'other' }), { feature: 'lab-cloud' })).toEqual([]);
  });
});

describe('of an item the trace tells', () => {
  const one = (plan: string, more: object = {}) => ({ plan, quantity: 1, from: NOW - DAY, to: null, ...more });

  it.each([
    ['what it grants, and how often', one('lab-bench-pack@1', { quantity: 3 }), 'counted', 10],
    ['that unlimited is null', one('lab-open-pack@1'), 'counted', null],
    ['that it grants none of it', one('lab-run-pack@1'), 'grants_nothing', undefined],
    ['that it begins later', one('lab-bench-pack@1', { from: NOW + 1 }), 'not_begun', 10],
    ['that it has ended', one('lab-bench-pack@1', { to: NOW }), 'ended', 10],
    ['that the catalog does not have its plan', one('lost@1'), 'plan_unknown', undefined],
  ])('%s', (_, item, outcome, after) => {
    const facts = licensed([], { items: [one('lab-pro@1'), item] });
    const shown = after === undefined ? {} : { after };
    expect(stepsOf('item', facts, { feature: 'lab-benches' })[1]).toStrictEqual({
      step: 'item',
      id: item.plan,
      outcome,
      ...shown,
      facts: { quantity: item.quantity },
    });
  });
});

describe('of a segment of customers the trace tells', () => {
  const half = (holds: boolean | undefined) => {
    const facts = licensed(['lab-pro@1']);
    const { 'lab-half': _, ...others } = facts.segments;
    const segments = holds === undefined ? others : { ...others, 'lab-half': holds };
    return stepsOf('overlay', { ...facts, segments }, { feature: 'lab-benches' }).find(({ id }) => id === 'lab-half');
  };

  it.each([
    ['what it made of the value', true, 'applied', 10],
    ['that the customer is not in it', false, 'not_in_segment', 20],
    ['that nobody knows, and it takes away all the same', undefined, 'restricted', 10],
  ])('%s', (_, holds, outcome, after) =>
    expect(half(holds)).toEqual({ step: 'overlay', id: 'lab-half', outcome, before: 20, after }),
  );

  it('that nobody knows, and it therefore does not grant', () => {
    const { 'lab-travellers': _, ...segments } = licensed([]).segments;
    const facts = { ...licensed(['lab-pro@2']), segments };
    expect(stepsOf('overlay', facts, { feature: 'lab-remote' })).toContainEqual({
      step: 'overlay',
      id: 'lab-travellers',
      outcome: 'withheld',
      before: false,
      after: false,
    });
  });

  it('that it would have made no difference', () => {
    const facts = licensed(['lab-max@1'], { segments: { 'lab-at-least-thirty': true } });
    expect(stepsOf('overlay', facts, { feature: 'lab-benches' })).toContainEqual({
      step: 'overlay',
      id: 'lab-at-least-thirty',
      outcome: 'no_effect',
      before: null,
      after: null,
    });
  });
});

describe('of an override the trace tells', () => {
  it.each([
    ['what it made of the value', { from: NOW, to: NOW + 1 }, 'applied', 7],
    ['that it begins later', { from: NOW + 1, to: null }, 'not_begun', 20],
    ['that it has ended', { from: NOW - DAY, to: NOW }, 'ended', 20],
  ])('%s', (_, span, outcome, after) => {
    const override = { id: 'o1', feature: 'lab-benches', operation: 'set', value: 7, ...span } as const;
    const about = { id: 'o2', feature: 'lab-projects', operation: 'set', value: 1, from: NOW, to: null } as const;
    const facts = licensed(['lab-pro@1'], { overrides: [about, override] });
    expect(stepsOf('override', facts, { feature: 'lab-benches' })).toEqual([
      { step: 'override', id: 'o1', outcome, before: 20, after },
    ]);
  });
});

describe('of a segment of requests the trace tells', () => {
  const guests = (user: DecisionRequest['user']) =>
    stepsOf('request', licensed(['lab-max@1']), { feature: 'lab-archive', user });

  it('in the order of their ranks, what each read and what it made of the value', () =>
    expect(guests({ labTrained: true, roles: ['guest'] })).toEqual([
      {
        step: 'request',
        id: 'lab-seniors',
        outcome: 'no_effect',
        before: true,
        after: true,
        facts: { 'license.tier': 30, 'user.labTrained': true },
      },
      {
        step: 'request',
        id: 'lab-guests',
        outcome: 'applied',
        before: true,
        after: false,
        facts: { 'user.roles': ['guest'] },
      },
    ]));

  it('that it takes away for want of knowledge, and what is missing', () =>
    expect(guests(undefined)[1]).toEqual({
      step: 'request',
      id: 'lab-guests',
      outcome: 'restricted',
      before: true,
      after: false,
      facts: { 'user.roles': null },
    }));

  it('what it read of place, device and customer too', () => {
    const facts = licensed(['lab-pro@1']);
    const read = (request: DecisionRequest) => stepsOf('request', facts, request).map((step) => step.facts);
    expect(read({ feature: 'lab-cloud', place: { country: 'XA' } })).toEqual([{ 'place.country': 'XA' }]);
    expect(read({ feature: 'lab-stations', device: { labSealed: false } })).toContainEqual({
      'device.labSealed': false,
    });
    expect(read({ feature: 'lab-genomes' })).toEqual([{ 'customer.id': 'acme' }]);
  });
});

describe('of an amount the trace tells what it was held against', () => {
  const usage = (plan: string, request: DecisionRequest) => stepsOf('usage', licensed([plan]), request);

  it.each([
    [{ feature: 'lab-benches', used: 19 }, 'lab-benches', 'within', { limit: 20, used: 19, wanted: 1 }],
    [{ feature: 'lab-benches', used: 20 }, 'lab-benches', 'exceeded', { limit: 20, used: 20, wanted: 1 }],
    [{ feature: 'lab-runs', used: 990, wanted: 11 }, 'labruns', 'exceeded', { limit: 1000, used: 990, wanted: 11 }],
    [{ feature: 'lab-runs' }, 'labruns', 'within', { limit: 1000, used: null, wanted: 1 }],
  ])('%j', (request, id, outcome, facts) =>
    expect(usage('lab-pro@1', request)).toEqual([{ step: 'usage', id, outcome, facts }]),
  );

  it('and that there is no bound', () =>
    expect(usage('lab-max@1', { feature: 'lab-runs', used: 5 })[0]?.facts).toEqual({
      limit: null,
      used: 5,
      wanted: 1,
    }));

  it('and nothing of the kind of a switch or a quality', () => {
    expect(usage('lab-pro@1', { feature: 'lab-cloud' })).toEqual([]);
    expect(usage('lab-pro@1', { feature: 'lab-precision' })).toEqual([]);
  });
});
