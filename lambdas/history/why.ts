import { type Asker, explain, LICENSE_MISSING, type LoadedProgram, open, windowOf } from '@licet/core/decision';
import { factsOf, leadingTo, type License, replay, stateAt } from '@licet/core/license';
import { civilDate } from '@licet/core/time';
import { shownDecision } from '../check/shown.ts';
import type { UsageTable } from '../usage/usage-table.ts';
import { type MomentDependencies, momentOf } from './moment.ts';

export interface WhyDependencies extends MomentDependencies {
  readonly usage: Pick<UsageTable, 'usedBy'>;
}

/** What is asked: a feature, at a moment, by somebody of whom more or less is said. */
export interface Question {
  readonly feature: string;
  readonly at: number;
  readonly user?: Asker['user'];
  readonly place?: Asker['place'];
  readonly use?: Asker['use'];
}

/**
 * Reproduces the decision of a moment: the license as it was known then, the program that was current, the memberships that were stored,
 * and what had been used up to that day. Where the license as it is known now would have said something else, that is told beside it.
 * @throws ProblemError catalog_missing
 */
export async function whyOf(deps: WhyDependencies, license: License, question: Question) {
  const { feature, at } = question;
  const { catalogVersion, program, log, license: then } = await momentOf(deps, license, at);
  const now = replay(log);
  const known = await decideAt(deps, program, then, question);
  const corrected = now && { ...now, state: stateAt(now, program, at) };
  const knownNow = corrected && (await decideAt(deps, program, corrected, question));
  const isOther = knownNow !== undefined && !isSame(known, knownNow);
  return {
    license: license.id,
    customer: license.customer,
    product: license.product,
    feature,
    at: new Date(at).toISOString(),
    catalogVersion,
    ...known,
    events: leadingTo(log, feature, at).map(({ id, type, at: written, cause, actor, terms }) => ({
      id,
      type,
      at: new Date(written).toISOString(),
      cause,
      actor,
      terms: terms.filter((term) => term.feature === feature),
    })),
    ...(isOther && { knownNow }),
  };
}

async function decideAt(
  deps: WhyDependencies,
  program: LoadedProgram,
  license: License | undefined,
  { feature, at, user, place, use }: Question,
) {
  if (license === undefined) return { revision: 0, decision: shownDecision(LICENSE_MISSING, []) };
  const session = open(program, factsOf(license, program, at));
  const meter = program.features.find(({ name, product }) => name === feature && product === license.product)?.meter;
  const window = meter === undefined ? undefined : windowOf(session, meter, at);
  const used =
    meter === undefined || window === undefined
      ? undefined
      : await deps.usage.usedBy({ customer: license.customer, meter, window }, civilDate(at, license.zone));
  const { decision, trace } = explain(session, { feature, user, place, use, used }, at);
  return { revision: license.revision, decision: shownDecision(decision, trace) };
}

type Shown = Awaited<ReturnType<typeof decideAt>>;

/** Whether two answers say the same; the ways to them may differ. */
function isSame(a: Shown, b: Shown): boolean {
  const said = ({ trace: _, ...decision }: Shown['decision']) => JSON.stringify(decision);
  return said(a.decision) === said(b.decision);
}
