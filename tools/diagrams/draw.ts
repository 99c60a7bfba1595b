import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { drawPictures } from './pictures.ts';

/** Draws docs/pictures/ anew. */
for (const { file, svg } of await drawPictures()) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, svg);
}
