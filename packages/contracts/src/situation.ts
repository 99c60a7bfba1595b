import { didYouMean, featuresGranted, latestPlan, type LoadedProgram } from '@licet/core/catalog';
import type { AskedFeature, LoadedRulebook, Situation } from '@licet/core/regulation';
import type { ExplainRequest } from './explain-request.ts';

/** What is asked, in the words of core. What the request leaves open of vendor and licensee, the vendor's own pack says. */
export function situationOf(
  { vendor }: LoadedRulebook,
  {
    at: _at,
    features: _features,
    plan: _plan,
    places: { billing, usage, dataSubject, governingLaw },
    ...facts
  }: ExplainRequest,
): Omit<Situation, 'feature'> {
  return {
    licensee: vendor?.licensees,
    vendorNexus: vendor?.nexus ?? [],
    ...facts,
    places: { billing, usage, data_subject: dataSubject, governing_law: governingLaw },
  };
}

/** A name that the catalog does not have, where it stands in the request, and the nearest that there is. */
export interface Misnamed {
  readonly code: 'feature_unknown' | 'plan_unknown';
  readonly at: readonly string[];
  readonly detail: string;
}

/** The features that are asked about: those of the plan, then those that are named or described. */
export function featuresOf(
  program: LoadedProgram,
  { features, plan }: Pick<ExplainRequest, 'features' | 'plan'>,
): { readonly asked: readonly AskedFeature[]; readonly misnamed: readonly Misnamed[] } {
  const asked: AskedFeature[] = plan === undefined ? [] : featuresGranted(program, plan);
  const misnamed: Misnamed[] = [];
  if (plan !== undefined && latestPlan(program, plan) === undefined) {
    const known = [...program.plans.values()].flatMap(({ name, plan: { name: versioned } }) => [name, versioned]);
    const detail = `the catalog has no plan "${plan}".${didYouMean(plan, known)}`;
    misnamed.push({ code: 'plan_unknown', at: ['plan'], detail });
  }
  for (const [index, { name, ...said }] of features.entries()) {
    const feature = name === undefined ? undefined : program.features[program.featureIndex.get(name) ?? -1];
    if (name !== undefined && feature === undefined) {
      const detail = `the catalog has no feature "${name}".${didYouMean(name, program.featureIndex.keys())}`;
      misnamed.push({ code: 'feature_unknown', at: ['features', String(index)], detail });
    } else asked.push({ ...feature, ...said });
  }
  return { asked, misnamed };
}
