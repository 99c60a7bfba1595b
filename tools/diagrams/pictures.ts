import { globSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { emptyApp } from '../../lib/empty-app.ts';
import { drawArchitecture } from './architecture.ts';
import { drawLicenseStates } from './license-states.ts';
import { CellTemplate } from './template.ts';
import { drawWorkflow } from './workflow.ts';

const root = join(import.meta.dirname, '../..');

/** A generated picture: where it lies, what it is drawn from, and how it has to look. */
export interface DrawnPicture {
  readonly file: string;
  readonly from: string;
  readonly svg: string;
}

/** Draws every picture of docs/pictures/: the architecture from the synthesised templates, the states of a license from the table of transitions, each workflow from its definition. */
export async function drawPictures(): Promise<DrawnPicture[]> {
  const { stacks } = emptyApp({ 'aws:cdk:enable-path-metadata': true }).synth();
  const pictures = [
    {
      name: 'architecture',
      from: 'bin/ and lib/',
      picture: drawArchitecture(new CellTemplate(stacks.map(({ template }): unknown => template))),
    },
  ];
  pictures.push({ name: 'license-states', from: 'the table of transitions', picture: drawLicenseStates() });
  for (const file of globSync('workflows/*.asl.json', { cwd: root }).toSorted()) {
    const name = basename(file, '.asl.json');
    pictures.push({
      name,
      from: file,
      picture: drawWorkflow(name, JSON.parse(readFileSync(join(root, file), 'utf8'))),
    });
  }
  return Promise.all(
    pictures.map(async ({ name, from, picture }) => ({
      file: join(root, 'docs/pictures', `${name}.svg`),
      from,
      svg: await picture.svg(),
    })),
  );
}

/**
 * Compares the committed pictures with what they are drawn from.
 * @returns a sentence for each picture that is missing or has fallen behind; none if all is well.
 */
export async function checkDiagrams(): Promise<string[]> {
  const pictures = await drawPictures();
  return pictures
    .filter(({ file, svg }) => svg !== committed(file))
    .map(
      ({ file, from }) =>
        `${relative(root, file)} is not what ${from} draws now: run node local/launch.mjs tools/diagrams/draw.ts.`,
    );
}

function committed(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
