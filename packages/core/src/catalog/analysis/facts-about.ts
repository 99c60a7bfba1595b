import type { Expression } from '../../segment/expression.ts';
import type { Knowledge } from './knowledge.ts';
import { bucketsIn, variablesIn } from './reads.ts';

/** Of more plans than these, the tiers are not listed. */
const MOST_PLANS = 6;

/** What everybody should know of the variables in some rules, where it may be why they cannot be true. */
export function factsAbout(rules: readonly Expression[], { licenses }: Knowledge): readonly string[] {
  const names = [...new Set(rules.flatMap((rule) => [...variablesIn(rule)]))];
  const some = (test: RegExp) => names.filter((name) => test.test(name)).length;
  const facts: string[] = [];
  if (rules.length === 1 && some(/\.country$/) > 0) facts.push('a country is two capitals, as DE');
  if (rules.length === 1 && some(/\.subdivision$/) > 0) facts.push('a subdivision is written as US-CA');
  // A plan may have another tier in another version.
  const tiers = new Set(licenses.map(({ plan, tier }) => `${plan === '' ? 'no plan' : plan} has tier ${tier}`));
  if (names.includes('license.tier') && tiers.size <= MOST_PLANS + 1) facts.push([...tiers].join(', '));
  if (some(/^usage\..*\.days30d$/) > 0) facts.push('days30d goes from 0 to 30');
  if (some(/^usage\..*\.last/) > 1) facts.push('a longer window holds all of a shorter one');
  if (rules.some((rule) => bucketsIn(rule).length > 0)) facts.push('buckets go from 0 to 99.99');
  return facts;
}
