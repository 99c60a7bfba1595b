import { describe, expect, it } from 'vitest';
import { lowerRule } from '../../segment/lower.ts';
import { variablesOf } from '../../segment/variables.ts';
import { factsAbout } from './facts-about.ts';
import { type KnownPlan, knowledgeOf } from './knowledge.ts';

const types = {
  countryside: { type: 'string' },
  subdivisions: { type: 'string' },
  last7d: { type: 'number' },
  last30d: { type: 'number' },
  days30d: { type: 'number' },
} as const;
const variables = variablesOf('customer', { customer: types }, ['runs', 'reads'], {});
const base = (name: string, tier: number): KnownPlan => ({ name, product: 'p', kind: 'base', tier });
const six = [1, 2, 3, 4, 5, 6].map((tier) => base(`t${tier}`, tier));
const about = (rules: readonly string[], plans: readonly KnownPlan[] = []) =>
  factsAbout(
    rules.map((rule) => lowerRule(rule, variables)),
    knowledgeOf(() => undefined, plans),
  );

describe('facts that may be why a rule cannot be true', () => {
  it.each([
    ["customer.country == 'de'", ['a country is two capitals, as DE']],
    ["customer.subdivision == 'de'", ['a subdivision is written as US-CA']],
    ["customer.countryside == 'de' && customer.subdivisions == 'de'", []],
    ['license.tier > 5', ['no plan has tier 0']],
    ['license.quantity > 5', []],
    ['usage.runs.days30d > 30', ['days30d goes from 0 to 30']],
    ['customer.days30d > 30', []],
    ['usage.runs.last7d > usage.runs.last30d', ['a longer window holds all of a shorter one']],
    ['usage.runs.last7d > usage.reads.last7d', ['a longer window holds all of a shorter one']],
    ['usage.runs.last7d > 5 && usage.runs.last7d < 5', []],
    ['customer.last7d > customer.last30d', []],
    ['usage.runs.days30d > usage.reads.days30d', ['days30d goes from 0 to 30']],
    ["bucket('e', customer.id) > 100", ['buckets go from 0 to 99.99']],
    ['true', []],
  ])('%s: %j', (rule, facts) => expect(about([rule])).toEqual(facts));

  it('are told in one order, each once', () => {
    const rule = [
      "bucket('e', customer.id) > usage.runs.last7d + usage.runs.last30d + usage.runs.days30d",
      'license.tier > usage.reads.days30d',
      "customer.subdivision + customer.country == 'US-CA'",
    ].join(' && ');
    expect(about([rule])).toEqual([
      'a country is two capitals, as DE',
      'a subdivision is written as US-CA',
      'no plan has tier 0',
      'days30d goes from 0 to 30',
      'a longer window holds all of a shorter one',
      'buckets go from 0 to 99.99',
    ]);
  });

  it('are told of what several rules read together; how places are written, only of one', () => {
    const place = "customer.country == 'DE' && customer.subdivision == 'US-CA'";
    expect(about([place, 'usage.runs.last7d > 5', 'usage.runs.last30d < 5'])).toEqual([
      'a longer window holds all of a shorter one',
    ]);
    expect(about(['true', "bucket('e', customer.id) < 5"])).toEqual(['buckets go from 0 to 99.99']);
    expect(about([place])).toHaveLength(2);
    expect(about([])).toEqual([]);
  });

  it('list the tiers of up to six plans', () => {
    expect(about(['license.tier > 9'], six)).toEqual([
      't1 has tier 1, t2 has tier 2, t3 has tier 3, t4 has tier 4, t5 has tier 5, t6 has tier 6, no plan has tier 0',
    ]);
    expect(about(['license.tier > 9'], [...six, base('t7', 7)])).toEqual([]);
    expect(about(["license.plan == 'none'"], six)).toEqual([]);
  });

  it('tell each tier of a plan that has another one in another version, and that of having none once', () => {
    const other: KnownPlan = { name: 'other', product: 'q', kind: 'base', tier: 7 };
    expect(about(['license.tier == 5'], [base('team', 20), base('team', 30), other])).toEqual([
      'team has tier 20, team has tier 30, other has tier 7, no plan has tier 0',
    ]);
  });
});
