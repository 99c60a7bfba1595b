import { isLess, type TermValue } from '../terms/effect.ts';
import { type PlanField, type PlanTerm, type TermKind, written } from './change.ts';
import { planName, planVersion, termValue } from './load.ts';
import type { GrantValue, Program, ProgramPlan } from './program.ts';

/** The version before a plan's version, in a program. */
export function versionBefore({ plans }: Program, { name }: ProgramPlan): ProgramPlan | undefined {
  return plans
    .filter((plan) => planName(plan.name) === planName(name) && planVersion(plan.name) < planVersion(name))
    .toSorted((a, b) => planVersion(b.name) - planVersion(a.name))[0];
}

/** What a plan's version grants other than another one, by feature. */
export function planTerms(before: ProgramPlan, after: ProgramPlan, { features }: Program): PlanTerm[] {
  const [old, fresh] = [new Map(before.grants), new Map(after.grants)];
  return features.flatMap(({ name, type }, index): PlanTerm[] => {
    const [a, b] = [old.get(index), fresh.get(index)];
    if (a === b) return [];
    const kind = kindOfTerm(
      valueOf(a, type === 'boolean' ? false : 0),
      valueOf(b, type === 'boolean' ? false : 0),
      type,
    );
    return [
      {
        kind,
        feature: name,
        ...(a !== undefined && { before: written('set', a) }),
        ...(b !== undefined && { after: written('set', b) }),
      },
    ];
  });
}

/** What a plan's version says of itself, besides its grants, other than another one. */
export function planFields(before: ProgramPlan, after: ProgramPlan): PlanField[] {
  const [old, fresh] = [new Map(Object.entries(fieldsOf(before))), Object.entries(fieldsOf(after))];
  return fresh.flatMap(([field, now]): PlanField[] => {
    const was = old.get(field);
    if (was === now) return [];
    return [{ field, ...(was !== undefined && { before: was }), ...(now !== undefined && { after: now }) }];
  });
}

/** A plan's fields by their names in a catalog; what a program leaves out has its default, or is none. */
function fieldsOf({ tier, term, trial, trialEnd, firstUse, renewal }: ProgramPlan) {
  return {
    tier,
    term: term ?? 'evergreen',
    trial,
    trialEnd: trialEnd ?? 'lapse',
    firstUse: firstUse ?? false,
    'renewal.policy': renewal.policy,
    'renewal.notice': renewal.notice,
    'renewal.basis': renewal.basis ?? 'expiry',
    'renewal.grace': renewal.grace,
    'renewal.expiration': renewal.expiration ?? 'restrict',
    'renewal.approval': renewal.approval ?? false,
    'renewal.payment': renewal.payment ?? false,
  };
}

function valueOf(granted: GrantValue | undefined, nothing: TermValue): TermValue {
  return granted === undefined ? nothing : termValue(granted);
}

function kindOfTerm(before: TermValue, after: TermValue, type: string): TermKind {
  if (type === 'static') return before === 0 ? 'granted' : after === 0 ? 'withdrawn' : 'changed';
  if (type !== 'boolean' && before !== 0 && after !== 0) return isLess(before, after) ? 'raised' : 'lowered';
  return isLess(before, after) ? 'granted' : 'withdrawn';
}
