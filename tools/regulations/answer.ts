import { readFileSync } from 'node:fs';
import { type ExplainRequest, featuresOf, situationOf } from '@licet/contracts';
import { formatProblem, loadProgram, validateCatalog } from '@licet/core/catalog';
import { compilePacks, misplaced, type PackFiles } from '@licet/core/pack';
import {
  type AskedFeature,
  changesFor,
  explain,
  type LoadedRulebook,
  loadRulebook,
  type Situation,
} from '@licet/core/regulation';
import { catalogFiles } from '../../local/catalog-files.ts';
import { Misasked, optionOf, type Question, questionOf, USAGE } from './options.ts';
import { printChanges, printExplanation } from './print.ts';

/** What the command answers to its arguments, by the packs on disk. `now` is in epoch milliseconds. Throws Misasked. */
export function answer(args: readonly string[], now: number): string {
  const question = questionOf(args);
  if (question.what === 'help') return USAGE;
  const rulebook = rulebookOf(question.packs);
  if (question.what === 'calendar') {
    const vendorNexus = question.nexus ?? rulebook.vendor?.nexus ?? [];
    refuseUnknownPlaces(rulebook, { places: {}, vendorNexus });
    const changes = changesFor(rulebook, vendorNexus, question.from, question.to);
    return question.json ? JSON.stringify(changes, null, 2) : printChanges(changes);
  }
  const { request, catalog } = question;
  const situation = situationOf(rulebook, request);
  refuseUnknownPlaces(rulebook, situation);
  const explanation = explain(rulebook, situation, featuresAsked(request, catalog), momentOf(request.at, now));
  return question.json ? JSON.stringify(explanation, null, 2) : printExplanation(explanation);
}

/** The catalog is read only where something of it is named. */
function featuresAsked(request: ExplainRequest, catalog: string): readonly AskedFeature[] {
  const { features, plan } = request;
  if (plan === undefined && features.every(({ name }) => name === undefined)) return features;
  const { problems, compiled } = validateCatalog(catalogFiles(catalog));
  if (compiled === undefined) throw new Misasked(problems.map(formatProblem).join('\n'));
  const { asked, misnamed } = featuresOf(loadProgram(compiled.program, compiled.hash), request);
  if (misnamed.length > 0)
    throw new Misasked(misnamed.map(({ at, detail }) => `${optionOf(at)}: ${catalog}: ${detail}`).join('\n'));
  return asked;
}

/** A date is a day where the licensee is; an instant is one anywhere. */
function momentOf(at: string | undefined, now: number): number | string {
  if (at === undefined) return now;
  return at.includes('T') ? Date.parse(at) : at;
}

function rulebookOf(files: Extract<Question, { packs: unknown }>['packs']): LoadedRulebook {
  const own: PackFiles = Object.fromEntries(files.map((file) => [file, readFileSync(file, 'utf8')]));
  const { problems, rulebook } = compilePacks({ ...catalogFiles('catalog/packs'), ...own });
  if (rulebook === undefined) throw new Misasked(problems.map(formatProblem).join('\n'));
  return loadRulebook(rulebook);
}

function refuseUnknownPlaces(
  rulebook: LoadedRulebook,
  situation: Pick<Situation, 'places' | 'vendorNexus' | 'homes'>,
): void {
  const wrong = misplaced(rulebook, situation).map(({ at, detail }) => {
    const [head = '', ...rest] = at;
    return `${optionOf(rest[0] === 'data_subject' ? [head, 'dataSubject'] : at)}: ${detail}`;
  });
  if (wrong.length > 0) throw new Misasked(wrong.join('\n'));
}
