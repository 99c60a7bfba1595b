import { choicesOf, type Hunt, licenseChoices } from './example-values.ts';
import { usageHolds } from './relations.ts';
import type { Assignment } from './scope-of.ts';

const ATTEMPTS = 300;

/** Assignments that a possibility suggests, for whoever can say whether they are what was wanted. */
export function* assignmentsOf(hunt: Hunt): Generator<Assignment> {
  const { domains } = hunt.possibility;
  const dimensions = [...domains].flatMap(([name, domain]) =>
    name.startsWith('license.') ? [] : [choicesOf(name, domain, hunt)],
  );
  if ([...domains.keys()].some((name) => name.startsWith('license.'))) dimensions.push(licenseChoices(hunt));
  if (dimensions.some((dimension) => dimension.length === 0)) return;
  let seed = 1;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const assignment = new Map(
      dimensions.flatMap((dimension) => {
        // The first choice of everything first, then choices in no order, yet the same ones each time.
        seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
        return dimension[attempt === 0 ? 0 : (seed >>> 8) % dimension.length] ?? [];
      }),
    );
    if (usageHolds(assignment)) yield assignment;
    if (dimensions.every((dimension) => dimension.length === 1)) return;
  }
}
