import { FlagdCore } from '@openfeature/flagd-core';
import type { Subject } from '../subject.ts';
import { features, license, members } from '../world.ts';
import { type Logic, logicOf } from './json-logic.ts';

/** flagd's targeting names a variant. */
function named(logic: Logic): Logic {
  if (typeof logic === 'boolean') return String(logic);
  if (typeof logic === 'object' && ('in' in logic || 'or' in logic)) return { if: [logic, 'true', 'false'] };
  if (typeof logic === 'object' && 'if' in logic && Array.isArray(logic['if'])) {
    return {
      if: logic['if'].map((branch: Logic, index: number, all: readonly Logic[]) =>
        index % 2 === 1 || index === all.length - 1 ? named(branch) : branch,
      ),
    };
  }
  return logic;
}

/** A constant needs no targeting that JSON Logic would accept, so it is written as a condition that always holds. */
function targetingOf(logic: Logic): Logic {
  const variant = named(logic);
  return typeof variant === 'string' ? { if: [true, variant, variant] } : variant;
}

export const subject: Subject = {
  name: '@openfeature/flagd-core',
  answers: 'variant, reason',
  prepare() {
    const flags = Object.fromEntries(
      features.map((feature) => [
        feature.name,
        {
          state: 'ENABLED',
          variants: { true: true, false: false },
          defaultVariant: 'false',
          targeting: targetingOf(logicOf(feature)),
        },
      ]),
    );
    const core = new FlagdCore();
    core.setConfigurations(JSON.stringify({ flags }));
    const known = [...members];
    const { plan, addons } = license;
    return ({ feature, user, role, country, managed }) =>
      core.resolveBooleanEvaluation(feature, false, {
        targetingKey: user,
        role,
        country,
        managed: String(managed),
        segments: known,
        plan,
        addons,
      }).value;
  },
};
