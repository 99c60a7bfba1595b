import type { EffectOperation } from '../terms/effect.ts';
import type { GrantValue } from './program.ts';
import type { CatalogEffect, CatalogFeature } from './schema.ts';

/** The word for a limit or an allowance without end. */
export const UNLIMITED = 'unlimited';

/** A grant that does not fit its feature; the message says what would. */
export class GrantMismatch {
  readonly message: string;
  constructor(message: string) {
    this.message = message;
  }
}

/** A plan's grant in the program's form, or why it does not fit the feature. */
export function grantValue(feature: CatalogFeature, written: boolean | number | string): GrantValue | GrantMismatch {
  switch (feature.type) {
    case 'boolean':
      return typeof written === 'boolean'
        ? written
        : new GrantMismatch('a boolean feature is granted with true or withheld with false');
    case 'limit':
    case 'metered':
      if (written === UNLIMITED) return null;
      return typeof written === 'number' && Number.isSafeInteger(written) && written >= 0
        ? written
        : new GrantMismatch(`a ${feature.type} feature is granted as a whole number from 0 up, or as ${UNLIMITED}`);
    case 'static':
      if (typeof written === 'boolean') return new GrantMismatch('a static feature is granted as a text or a number');
      return feature.values === undefined || feature.values.includes(written)
        ? written
        : new GrantMismatch(`the feature's values are ${feature.values.join(', ')}`);
  }
}

/** An overlay's effect in the program's form, or why it does not fit the feature. */
export function effectOf(
  feature: CatalogFeature,
  written: CatalogEffect,
): readonly [EffectOperation, GrantValue] | GrantMismatch {
  if (typeof written !== 'object') {
    const value = grantValue(feature, written);
    return value instanceof GrantMismatch ? value : ['set', value];
  }
  if (feature.type !== 'limit' && feature.type !== 'metered') {
    return new GrantMismatch(`add, multiply, atLeast and atMost change numbers; this feature is ${feature.type}`);
  }
  if ('add' in written) return ['add', written.add];
  if ('multiply' in written) return ['multiply', written.multiply];
  if ('atLeast' in written) return ['atLeast', written.atLeast];
  return ['atMost', written.atMost];
}
