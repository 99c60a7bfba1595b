import { readFileSync } from 'node:fs';
import { situationOf } from '@licet/contracts';
import { formatProblem } from '@licet/core/catalog';
import { compilePacks, misplaced, type PackFiles } from '@licet/core/pack';
import { changesFor, explain, type LoadedRulebook, loadRulebook, type Situation } from '@licet/core/regulation';
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
  const { request } = question;
  if (request.feature?.name !== undefined)
    throw new Misasked('feature.name: no catalog is read here; say the classes and tags of the feature');
  const situation = situationOf(rulebook, request, request.feature);
  refuseUnknownPlaces(rulebook, situation);
  const explanation = explain(rulebook, situation, momentOf(request.at, now));
  return question.json ? JSON.stringify(explanation, null, 2) : printExplanation(explanation);
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
