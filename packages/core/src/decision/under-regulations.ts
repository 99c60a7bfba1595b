import { assess } from '../regulation/assess.ts';
import { type FeatureScreen, isFree } from '../regulation/screen.ts';
import { turnsOf } from '../regulation/turns.ts';
import type { Asker, Use } from '../segment/scope.ts';
import { startOfDay } from '../time/zone.ts';
import { type Decision, frozen } from './decision.ts';
import type { Prepared } from './prepared.ts';
import { questionOf, type Regulated, type Ruled } from './regulated.ts';
import { layRuling, rulingOf } from './ruling.ts';
import type { Said } from './seat.ts';
import { settle } from './settle.ts';

/** So many rulings are remembered for a class of features at most; whoever asks from more places begins anew. */
const MAX_REMEMBERED = 1024;

/**
 * Lays regulations on an answer, after everything else: they only ever restrict. Where none acts, one look finds it out. So little of it is in this
 * function, and only parts of the request are handed on, that engines write it out where it is called and need not make the request's objects.
 */
export function underRegulations(prepared: Prepared, answer: Decision, { place, use }: Asker, now: number): Decision {
  const { regulated } = prepared;
  if (regulated === undefined || !answer.allowed) return answer;
  const country = place?.['country'];
  const subdivision = place?.['subdivision'];
  if (subdivision === undefined && isFree(regulated.free, country)) return answer;
  return restricted(prepared, regulated, answer, country, subdivision, use?.context, use?.purpose, now);
}

function restricted(
  prepared: Prepared,
  regulated: Regulated,
  answer: Decision,
  country: Said,
  subdivision: Said,
  context: string | undefined,
  purpose: string | undefined,
  now: number,
): Decision {
  const use = numberOf(regulated.screen, context, purpose);
  const known = regulated.ruled[use]?.get(country)?.get(subdivision);
  const ruled =
    known !== undefined && known.from <= now && now < known.until
      ? known
      : ruleAnew(regulated, use, country, subdivision, { context, purpose }, now);
  const { barred, cap, until } = ruled;
  if (barred === undefined && cap === undefined && until >= answer.staleAfter) return answer;
  return ruled.answers.get(answer) ?? remember(prepared, answer, ruled);
}

/** The number of a use among those that rows tell apart. */
function numberOf(
  { contexts, purposes }: FeatureScreen,
  context: string | undefined,
  purpose: string | undefined,
): number {
  if (context === undefined && purpose === undefined) return 0;
  return (contexts.get(context) ?? contexts.size) * (purposes.size + 1) + (purposes.get(purpose) ?? purposes.size);
}

function ruleAnew(
  regulated: Regulated,
  number: number,
  country: Said,
  subdivision: Said,
  use: Use,
  now: number,
): Ruled {
  if (regulated.remembered >= MAX_REMEMBERED) {
    regulated.ruled = [];
    regulated.remembered = 0;
  }
  const ruled = rule(regulated, country, subdivision, use, now);
  const countries = (regulated.ruled[number] ??= new Map<Said, Map<Said, Ruled>>());
  const places = countries.get(country) ?? new Map<Said, Ruled>();
  countries.set(country, places.set(subdivision, ruled));
  regulated.remembered += 1;
  return ruled;
}

function rule(regulated: Regulated, country: Said, subdivision: Said, use: Use, now: number): Ruled {
  const { rows, situation } = questionOf(regulated, country, subdivision, use);
  const answers = new WeakMap<Decision, Decision>();
  if (rows === undefined) return { barred: undefined, cap: undefined, from: -Infinity, until: Infinity, answers };
  const assessment = assess(rows, situation, now);
  const { day, zone } = assessment;
  const turns = turnsOf(rows, situation);
  const [last, next] = [turns.findLast((turn) => turn <= day), turns.find((turn) => turn > day)];
  return {
    ...rulingOf(assessment),
    from: last === undefined ? -Infinity : startOfDay(last, zone),
    until: next === undefined ? Infinity : startOfDay(next, zone),
    answers,
  };
}

function remember(prepared: Prepared, answer: Decision, ruled: Ruled): Decision {
  const { exposures } = answer;
  const entitlement = { value: answer.value ?? undefined, source: answer.source, reason: answer.reason };
  const { value = null, source, reason } = layRuling(entitlement, ruled, prepared.type);
  const staleAfter = Math.min(answer.staleAfter, ruled.until);
  const laid = frozen(settle(prepared, { value, source, reason, exposures, staleAfter }, undefined, undefined));
  ruled.answers.set(answer, laid);
  return laid;
}
