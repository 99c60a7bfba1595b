import { type ExplainRequest, explainRequestSchema, situationOf } from '@licet/contracts';
import { compilePacks } from '@licet/core/pack';
import { changesFor, explain, type LoadedRulebook, loadRulebook } from '@licet/core/regulation';
import { catalogFiles } from '../../local/catalog-files.ts';
import { type Asked, CALIFORNIAN } from '../regulations/worked-examples.ts';
import { VERSION } from './examples.ts';

const VENDOR = 'regulations: 1\npack: vendor\nvendor: { nexus: [US] }\n';

/** The Californian, and two features of which one is reported to the government of the vendor. */
export const EXPLAINED: Asked & { readonly at: string } = {
  ...CALIFORNIAN,
  features: [
    { exportClass: 'EAR99', softwareClass: 'other' },
    { exportClass: '5D002', enc: 'b1', softwareClass: 'other' },
  ],
};

/** What the shipped packs make of it, and what they change on a day; made from them, so that it cannot fall behind. */
export function regulationExamples(): { readonly explanation: object; readonly calendar: object } {
  const rulebook = shipped();
  const request: ExplainRequest = explainRequestSchema.parse(EXPLAINED);
  const of = { catalogVersion: VERSION };
  return {
    explanation: { ...of, ...explain(rulebook, situationOf(rulebook, request), request.features, EXPLAINED.at) },
    calendar: { ...of, ...changesFor(rulebook, ['US'], '2027-01-12', '2027-01-13') },
  };
}

function shipped(): LoadedRulebook {
  return loadRulebook(compilePacks({ ...catalogFiles('catalog/packs'), 'vendor.yaml': VENDOR }).rulebook);
}
