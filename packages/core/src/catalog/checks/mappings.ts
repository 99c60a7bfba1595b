import { analyseMappings } from '../analysis/mappings.ts';
import { mappingFault } from '../mapping.ts';
import type { Examined } from './examined.ts';

/** Checks the expressions of mappings, and that each mapping can be reached. */
export function checkMappings({ catalog, report }: Examined): void {
  const matches = new Map<string, string>();
  for (const [name, mapping] of Object.entries(catalog.mappings)) {
    for (const part of ['match', 'order'] as const) {
      const fault = mappingFault(mapping[part]);
      if (fault !== undefined) report.add('mapping_invalid', ['mappings', name, part], fault.message, fault.offset);
      else if (part === 'match') matches.set(name, mapping.match);
    }
  }
  analyseMappings(matches, report);
}
