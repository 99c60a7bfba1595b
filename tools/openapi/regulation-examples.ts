import { type ExplainRequest, explainRequestSchema, situationOf } from '@licet/contracts';
import { regulationsOf, replay } from '@licet/core/license';
import { compilePacks } from '@licet/core/pack';
import { changesFor, explain, type LoadedRulebook, loadRulebook } from '@licet/core/regulation';
import { everyEvent, program } from '../../examples/a-license-over-years.ts';
import { catalogFiles } from '../../local/catalog-files.ts';
import { CALIFORNIAN } from '../regulations/worked-examples.ts';
import { VERSION } from './examples.ts';

const VENDOR = 'regulations: 1\npack: vendor\nvendor: { nexus: [US] }\n';

/** What the shipped packs make of it, what they change on a day, and what a pack makes of a license; made from them, so that it cannot fall behind. */
export function regulationExamples(): Readonly<Record<'explanation' | 'calendar' | 'license', object>> {
  const rulebook = shipped();
  const request: ExplainRequest = explainRequestSchema.parse(CALIFORNIAN);
  const of = { catalogVersion: VERSION };
  return {
    explanation: { ...of, ...explain(rulebook, situationOf(rulebook, request, undefined), CALIFORNIAN.at) },
    calendar: { ...of, ...changesFor(rulebook, ['US'], '2027-01-12', '2027-01-13') },
    license: { ...of, ...ofLicense(Date.parse('2026-12-02T09:00:00Z')) },
  };
}

/** A consumer's license, whose renewal has been told of. */
function ofLicense(at: number) {
  const license = replay(
    everyEvent().filter(({ customer }) => customer === 'sol'),
    at,
  );
  if (license === undefined) throw new Error('there is no such license yet');
  const { id, customer, product, revision, zone } = license;
  const about = { license: id, customer, product, at: new Date(at).toISOString(), revision, zone };
  return { ...about, ...regulationsOf(license, program, at) };
}

function shipped(): LoadedRulebook {
  return loadRulebook(compilePacks({ ...catalogFiles('catalog/packs'), 'vendor.yaml': VENDOR }).rulebook);
}
