import type { FeatureFacts, Licensee } from '@licet/core/regulation';
import { COUNTRIES } from '../../test/support/countries.ts';
import { generator } from '../decide/world.ts';

/** Features of every class, most of them plain, as a product has them. */
export const FEATURES: readonly FeatureFacts[] = [
  { exportClass: 'EAR99', softwareClass: 'other' },
  { exportClass: '5D992.c', softwareClass: 'communications' },
  { exportClass: '5D002', enc: 'b1', softwareClass: 'other' },
  { exportClass: '5D002', enc: 'b2', softwareClass: 'other' },
  { exportClass: 'EAR99', softwareClass: 'enterprise_management' },
  { exportClass: 'EAR99', softwareClass: 'design' },
  { exportClass: 'EAR99', softwareClass: 'other', tags: ['biometric'] },
  { exportClass: 'EAR99', softwareClass: 'other', tags: ['ai.emotion-inference'], context: 'workplace' },
  {},
];
export const NEXUS = ['US', 'EU'];

/** An order as export control sees it: who, where, and which features (by their index). */
export interface ScreenedOrder {
  readonly licensee: Licensee;
  readonly country: string;
  readonly subdivision: string | undefined;
  readonly features: readonly number[];
}

/** Orders from every country there is, of which half say the subdivision, for one to four features each. */
export function ordersOfTheWorld(count: number): readonly ScreenedOrder[] {
  const random = generator(count);
  const below = (max: number) => Math.floor(random() * max);
  return Array.from({ length: count }, (_, index) => {
    const { country, subdivisions } = COUNTRIES[index % COUNTRIES.length] ?? { country: 'US', subdivisions: [] };
    return {
      licensee: (['consumer', 'small_business', 'business'] as const)[below(3)] ?? 'business',
      country,
      subdivision: random() < 0.5 ? subdivisions[below(subdivisions.length)] : undefined,
      features: Array.from({ length: 1 + below(4) }, () => below(FEATURES.length)),
    };
  });
}
