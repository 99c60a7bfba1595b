import type { ExplainRequest } from './regulations.ts';
import type { FeatureFacts, LoadedRulebook, Situation } from '@licet/core/regulation';

/** What is asked, in the words of core. What the request leaves open of vendor and licensee, the vendor's own pack says. */
export function situationOf(
  { vendor }: LoadedRulebook,
  { at: _, places: { billing, usage, dataSubject, governingLaw }, feature: _feature, ...facts }: ExplainRequest,
  feature: FeatureFacts | undefined,
): Situation {
  return {
    licensee: vendor?.licensees,
    vendorNexus: vendor?.nexus ?? [],
    ...facts,
    places: { billing, usage, data_subject: dataSubject, governing_law: governingLaw },
    feature,
  };
}
