import type { LoadedProgram } from '../catalog/load.ts';
import { type Facts, MAX_FACTS_BYTES } from '../terms/facts.ts';
import type { License } from './license.ts';

/** A license has grown past what facts may hold; it is left as it was. */
export class FactsTooLargeError extends Error {
  readonly code = 'facts_too_large';
}

/**
 * The facts of a license: what `decide` needs and nothing else. Of memberships only those of segments that lay something
 * on the plan are in them, without their evidence.
 */
export function factsOf(license: License, program: LoadedProgram): Facts {
  const segments: Record<string, boolean> = {};
  for (const { name, level, effects } of program.program.segments) {
    const membership = license.memberships[name];
    if (level === 'customer' && effects.length > 0 && membership !== undefined) segments[name] = membership.holds;
  }
  return {
    v: 1,
    customer: license.customer,
    product: license.product,
    license: license.id,
    revision: license.revision,
    state: license.state,
    anchor: license.anchor,
    zone: license.zone,
    items: license.items.map(({ plan, quantity, from, to }) => ({ plan, quantity, from, to })),
    segments,
    overrides: license.overrides,
  };
}

/** Facts in their wire form. Throws FactsTooLargeError above 4 KB. */
export function writeFacts(facts: Facts): string {
  const text = JSON.stringify(facts);
  const bytes = new TextEncoder().encode(text).length;
  if (bytes > MAX_FACTS_BYTES) {
    throw new FactsTooLargeError(
      `the facts of ${facts.license} have ${bytes} bytes; at most ${MAX_FACTS_BYTES} are stored`,
    );
  }
  return text;
}
