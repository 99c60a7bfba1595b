import { type Variables, variablesOf } from '../segment/variables.ts';
import type { Catalog } from './schema.ts';

/** The variables of a level under a catalog. */
export function catalogVariables(catalog: Catalog, level: 'customer' | 'request'): Variables {
  return variablesOf(level, catalog.attributes, Object.keys(catalog.meters), catalog.groups);
}
