import { type ExplainRequest, explainRequestSchema, situationOf } from '@licet/contracts';
import { compilePacks } from '@licet/core/pack';
import { changesFor, explain, type LoadedRulebook, loadRulebook } from '@licet/core/regulation';
import { catalogFiles } from '../../local/catalog-files.ts';
import { VERSION } from './examples.ts';

const VENDOR = 'regulations: 1\npack: vendor\nvendor: { nexus: [US] }\n';

/** A consumer in California whose contract is about to be renewed. */
export const EXPLAIN = {
  at: '2026-06-01',
  act: 'renewal',
  licensee: 'consumer',
  places: { billing: ['US-CA'] },
  contract: {
    concluded: '2024-08-01',
    initialTerm: 'P1Y',
    changes: [{ on: '2025-08-01', what: 'extension', newContract: false }],
  },
} as const;

/** What the shipped packs make of it, and what they change on a day; made from them, so that it cannot fall behind. */
export function regulationExamples(): { readonly explanation: object; readonly calendar: object } {
  const rulebook = shipped();
  const request: ExplainRequest = explainRequestSchema.parse(EXPLAIN);
  const of = { catalogVersion: VERSION };
  return {
    explanation: { ...of, ...explain(rulebook, situationOf(rulebook, request, undefined), EXPLAIN.at) },
    calendar: { ...of, ...changesFor(rulebook, ['US'], '2027-01-12', '2027-01-13') },
  };
}

function shipped(): LoadedRulebook {
  return loadRulebook(compilePacks({ ...catalogFiles('catalog/packs'), 'vendor.yaml': VENDOR }).rulebook);
}
