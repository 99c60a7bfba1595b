import { assess } from '../regulation/assess.ts';
import { isFree } from '../regulation/screen.ts';
import { turnsOf } from '../regulation/turns.ts';
import type { Asker, Use } from '../segment/scope.ts';
import { grants } from '../terms/standing.ts';
import { startOfDay } from '../time/zone.ts';
import { type Decision, frozen } from './decision.ts';
import type { Prepared } from './prepared.ts';
import { questionOf, type Regulated, type Ruled, type Said } from './regulated.ts';
import { layRuling, rulingOf } from './ruling.ts';
import { settle } from './settle.ts';

/** So many rulings are remembered for a class of features at most; whoever asks from more places begins anew. */
const MAX_REMEMBERED = 1024;

/** Lays regulations on an answer, after everything else: they only ever restrict. Where none acts, one look finds it out. */
export function underRegulations(prepared: Prepared, answer: Decision, { place, use }: Asker, now: number): Decision {
  const { regulated } = prepared;
  if (regulated === undefined) return answer;
  const country = place?.['country'];
  const subdivision = place?.['subdivision'];
  if (subdivision === undefined && isFree(regulated.screen, country)) return answer;
  if (!grants(answer.value ?? undefined)) return answer;
  // Its parts and not the request, so that engines need not make its objects.
  const ruled = ruledOn(regulated, country, subdivision, use?.context, use?.purpose, now);
  return ruled.answers.get(answer) ?? remember(prepared, answer, ruled);
}

function ruledOn(
  regulated: Regulated,
  country: Said,
  subdivision: Said,
  context: string | undefined,
  purpose: string | undefined,
  now: number,
): Ruled {
  const { contexts, purposes } = regulated.screen;
  const [first, second] = [contexts.get(context) ?? contexts.size, purposes.get(purpose) ?? purposes.size];
  const use = first * (purposes.size + 1) + second;
  const known = regulated.ruled[use]?.get(country)?.get(subdivision);
  if (known !== undefined && known.from <= now && now < known.until) return known;
  const ruled = rule(regulated, country, subdivision, { context, purpose }, now);
  if (regulated.remembered >= MAX_REMEMBERED) {
    regulated.ruled = [];
    regulated.remembered = 0;
  }
  const countries = (regulated.ruled[use] ??= new Map<Said, Map<Said, Ruled>>());
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
