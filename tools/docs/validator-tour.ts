import { pointedOut } from '../../demo/validator.ts';
import { type BrokenCatalog, brokenCatalogs, saidOf } from '../../test/support/broken-catalogs.ts';
import type { Generated } from './generated.ts';

const INTRODUCTION = `# A tour of the validator

Twenty catalogs with mistakes in them, from a bracket that is not closed to a change that takes something from customers: the lines in
question, and the exact words that are said of them. \`npm run demo -- validator\` shows the same on your machine, and needs no
cloud. What each code means, and how to mend it, is in [what can be wrong with a catalog](problems.md).
`;

/** The broken catalogs of the tests, each with its lines in question and what the validator says of them. */
export function validatorTour(): Generated[] {
  const text = [INTRODUCTION, ...brokenCatalogs().map(stopOf)].join('\n');
  return [
    { file: 'docs/catalog/tour.md', text, from: 'test/fixtures/broken-catalogs and what the validator says of it' },
  ];
}

function stopOf(catalog: BrokenCatalog): string {
  const { name } = catalog;
  const codes = new Set(saidOf(catalog).map((problem) => / (?:error|warning) (\w+): /.exec(problem)?.[1] ?? ''));
  const links = [...codes].map((code) => `[${code}](problems.md#${code})`).join(' · ');
  const [, ...lines] = pointedOut(catalog);
  return [
    `## ${titleOf(name)}`,
    '',
    `[${name}](../../test/fixtures/broken-catalogs/${name}) has ${links}`,
    '',
    '```text',
    ...lines,
    '```',
    '',
  ].join('\n');
}

/** `Wrong kinds` of `05-wrong-kinds`. */
function titleOf(name: string): string {
  const words = name.replace(/^\d+-/, '').replaceAll('-', ' ').replace('yaml', 'YAML');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
