import { readdirSync, readFileSync } from 'node:fs';
import type { PackFiles } from '@licet/core/pack';
import type { LoadedRulebook } from '@licet/core/regulation';
import { rulebookOf } from './packs.ts';

const FOLDER = `${import.meta.dirname}/../../catalog/packs`;

/** The packs that ship, as people edit them. */
export const SHIPPED_PACKS: PackFiles = Object.fromEntries(
  readdirSync(FOLDER)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => [name, readFileSync(`${FOLDER}/${name}`, 'utf8')] as const),
);

/** What a vendor in the United States and the Union adds to them, so that they can be published. */
export const LAWFUL_PACKS: PackFiles = {
  ...SHIPPED_PACKS,
  'vendor.yaml': 'regulations: 1\npack: vendor\nvendor: { nexus: [US, EU] }\n',
};

/** The shipped packs, as they ship. */
export const SHIPPED: LoadedRulebook = rulebookOf(SHIPPED_PACKS);

/** Noon of a day, UTC: in every zone but the outermost the same day. */
export function noon(day: string): number {
  return Date.parse(`${day}T12:00:00Z`);
}

/** Of a row that has no date yet: the day that the tests give it. */
export const DMCC_FROM = '2027-04-06';

/** The shipped packs with every row switched on, and what is pending in force: what a vendor could make of them. */
export const ALL_ON: LoadedRulebook = rulebookOf({
  ...SHIPPED_PACKS,
  'vendor.yaml': [
    'regulations: 1',
    'pack: vendor',
    'rows:',
    ...SHIPPED.rows
      .filter(({ on, status, provisions }) => provisions.length > 0 && !(on && status === 'in_force'))
      .map(({ id }) => {
        const from = id === 'gb-dmcc' ? `, effective_from: ${DMCC_FROM}` : '';
        return `  ${id}: { override: true, on: true, status: in_force${from} }`;
      }),
  ].join('\n'),
});
