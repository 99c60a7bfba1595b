import type { LoadedRulebook, Regulation } from '@licet/core/regulation';
import { rulebookOf } from './packs.ts';

/** What a row of the house says otherwise than the plain one: in Germany, to everybody, that nothing is permitted. */
export type HouseRule = Partial<Omit<Regulation, 'id' | 'pack'>>;

const PLAIN: HouseRule = {
  title: 'A rule of the house',
  where: ['DE'],
  who: ['consumer', 'small_business', 'business'],
  factor: 'billing',
  status: 'in_force',
  on: true,
  provisions: [{ kind: 'deny' }],
  source: 'House rules',
  tag: 'P',
  reviewed_by: null,
  review_due: '2027-01-31',
};

/** A rulebook of one pack, with these rows, and with sections beside them such as its groups. */
export function houseRules(rows: Readonly<Record<string, HouseRule>>, sections: object = {}): LoadedRulebook {
  const whole = Object.fromEntries(Object.entries(rows).map(([id, row]) => [id, { ...PLAIN, ...row }]));
  return rulebookOf({ 'house.yaml': JSON.stringify({ regulations: 1, pack: 'house', ...sections, rows: whole }) });
}
