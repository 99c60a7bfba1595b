import type { LoadedProgram } from '../catalog/load.ts';
import { endOf } from '../terms/active-items.ts';
import { type Facts, type Jurisdiction, MAX_FACTS_BYTES } from '../terms/facts.ts';
import type { Item, License } from './license.ts';
import { inEffect, proven } from './regulation.ts';

/** A license has grown past what facts may hold; it is left as it was. */
export class FactsTooLargeError extends Error {
  readonly code = 'facts_too_large';
}

/**
 * The facts of a license from a moment on: what `decide` needs and nothing else. Terms that are over are not in them, nor the evidence of
 * memberships. They hang on the license and not on what the catalog lays on it by now: who publishes more leaves them right as they are stored.
 */
export function factsOf(license: License, program: LoadedProgram, now: number): Facts {
  const segments: Record<string, boolean> = {};
  for (const { name } of program.customerSegments) {
    const membership = license.memberships[name];
    if (membership !== undefined) segments[name] = membership.holds;
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
    items: standing(license.items, now).map(({ plan, quantity, from, to, graceTo }) => ({
      plan,
      quantity,
      from,
      to,
      ...(graceTo !== undefined && { graceTo }),
    })),
    segments,
    overrides: license.overrides,
    jurisdiction: jurisdictionOf(license),
  };
}

/** What a check asks of the customer itself: consents only where they are in effect, and no proof of anything. */
function jurisdictionOf(license: License): Jurisdiction {
  const given = inEffect(license.consents);
  const evidence = proven(license);
  return {
    ...license.jurisdiction,
    ...(Object.keys(evidence).length > 0 && { evidence }),
    ...(given.size > 0 && { consents: [...given].toSorted() }),
  };
}

/** Items that grant or will. Where all are over one stays, so that the license has expired, and does not lie ahead. */
function standing(items: readonly Item[], now: number): readonly Item[] {
  const left = items.filter((item) => (endOf(item) ?? Number.POSITIVE_INFINITY) > now);
  return left.length > 0 ? left : items.slice(0, 1);
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
