import { LogicEngine } from 'json-logic-engine';
import type { Subject } from '../subject.ts';
import { type Condition, type Feature, features, grantsOf, license, members } from '../world.ts';

/** A rule in JSON Logic. */
export type Logic = boolean | string | readonly string[] | { readonly [operator: string]: Logic | readonly Logic[] };

function test({ on, values }: Condition): Logic {
  if (on === 'addon') return { in: [values[0] ?? '', { var: 'addons' }] };
  if (on === 'member') return { in: [values[0] ?? '', { var: 'segments' }] };
  return { in: [{ var: on }, values] };
}

/** A feature as nested conditions, the highest rank first. */
export function logicOf(feature: Feature): Logic {
  const grants = grantsOf(feature).map(test);
  const granted = grants.length > 1 ? { or: grants } : (grants[0] ?? false);
  const branches = feature.effects.toReversed().flatMap(({ segment, allow }): Logic[] => {
    const tests = segment.conditions.map(test);
    return [tests.length === 1 ? (tests[0] ?? false) : { and: tests }, allow];
  });
  return branches.length === 0 ? granted : { if: [...branches, granted] };
}

export const subject: Subject = {
  name: 'json-logic-engine',
  answers: 'boolean only',
  prepare() {
    const engine = new LogicEngine();
    const rules = new Map(features.map((feature) => [feature.name, engine.build(logicOf(feature))]));
    const known = [...members];
    const { plan, addons } = license;
    return ({ feature, user, role, country, managed }) => {
      const run = rules.get(feature);
      return (
        typeof run === 'function' &&
        run({ user, role, country, managed: String(managed), segments: known, plan, addons }) === true
      );
    };
  },
};
