import { iso31661, iso31662 } from 'iso-3166';
import type { Generated } from './docs/generated.ts';

/**
 * The countries and subdivisions that the regulation engine knows, in the fewest characters that a reader can still check: what a
 * package carries in 390 KB, a function carries in 20.
 */
export function countryData(): Generated[] {
  const byCountry = Map.groupBy(iso31662, ({ code }) => code.slice(0, 2));
  const lines = iso31661
    .map(({ alpha2 }) => [alpha2, ...(byCountry.get(alpha2) ?? []).map(subdivision)].join(' '))
    .toSorted();
  const text = `/**
 * ISO 3166-1 and -2, a country a line: \`FR … 75C>IDF\` is FR-75C, which lies in FR-IDF. Made of the npm package iso-3166 by \`npm run docs\`.
 */
export const ISO_3166 = \`
${lines.join('\n')}
\`;
`;
  return [{ file: 'packages/core/src/regulation/iso-3166.ts', text, from: 'the npm package iso-3166' }];
}

function subdivision({ code, parent }: (typeof iso31662)[number]): string {
  return parent.length === 2 ? code.slice(3) : `${code.slice(3)}>${parent.slice(3)}`;
}
