import { textComparison } from '../../packages/core/src/catalog/analysis/text-comparison.ts';
import { ALL_TEXTS, type TextSet, type TextTest } from '../../packages/core/src/catalog/analysis/text-set.ts';
import { isOperation } from '../../packages/core/src/catalog/analysis/walk.ts';
import { lowerRule } from '../../packages/core/src/segment/lower.ts';
import { ruleVariables } from './random-rules.ts';

/** The texts of which a rule is true, as `s >= 'a' && !s.startsWith('b')`: its tests, from which nothing is concluded yet. */
export function textsWhere(rule: string): TextSet {
  return { ...ALL_TEXTS, tests: rule === '' ? [] : rule.split(' && ').map(testOf) };
}

function testOf(condition: string): TextTest {
  const asked = lowerRule(condition.replace(/^(!?\(?)s/, '$1customer.s'), ruleVariables);
  const isNegated = isOperation(asked) && asked[0] === 'not';
  const test = textComparison(isNegated ? asked[1] : asked)?.test;
  if (test === undefined) throw new Error(`${condition} compares no text`);
  return isNegated ? { ...test, holds: !test.holds } : test;
}
