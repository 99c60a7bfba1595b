import { globSync } from 'node:fs';
import { build } from 'esbuild';
import { bundling } from '../../local/bundle.ts';
import { root } from '../../local/folders.ts';

/** The modules that hold what core knows of countries, their subdivisions and capitals. */
const DATA = /packages\/core\/src\/regulation\/(?:iso-3166|capital-zones|place)\.ts$/;

/** The bytes of country data in each function that carries any, bundled as it is deployed. */
export async function countryData(): Promise<readonly number[]> {
  const { metafile } = await build({
    ...bundling,
    entryPoints: globSync('lambdas/**/*.handler.ts', { cwd: root }),
    outdir: 'dist',
    metafile: true,
    write: false,
  });
  const bytes = Object.values(metafile.outputs).map(({ inputs }) =>
    Object.entries(inputs)
      .filter(([file]) => DATA.test(file))
      .reduce((sum, [, { bytesInOutput }]) => sum + bytesInOutput, 0),
  );
  return bytes.filter((some) => some > 0);
}
