import type { RequestLayer } from '../catalog/load.ts';
import { truth } from '../segment/evaluate.ts';
import { bitsFor, holdsFor } from '../segment/masks.ts';
import type { Asker } from '../segment/scope.ts';
import { type Entitlement, layOverlay } from '../terms/standing.ts';
import { type Decision, type Exposure, frozen, NO_EXPOSURES } from './decision.ts';
import type { Outcome, Prepared } from './prepared.ts';
import { settle } from './settle.ts';

/** With more layers than this on one feature there are too many outcomes to remember; each is then reckoned. */
const MAX_REMEMBERED = 6;
const NO = 0;
const YES = 1;
const UNKNOWN = 2;

/** The outcome of an entitlement. */
export function outcomeOf(
  of: Pick<Prepared, 'type' | 'window' | 'until'>,
  entitlement: Entitlement,
  exposures: readonly Exposure[],
): Outcome {
  return { entitlement, exposures, decision: frozen(settle(of, entitlement, exposures, undefined, undefined)) };
}

/** An answer that nobody who asks can change. */
export function fixedOutcome(decision: Decision): Outcome {
  return {
    entitlement: { value: undefined, source: null, reason: decision.reason },
    exposures: NO_EXPOSURES,
    decision,
  };
}

/** What a feature comes to for one asker: its request segments are asked, and laid in their order. */
export function outcomeFor(prepared: Prepared, asker: Asker): Outcome {
  if (prepared.layers.length === 0) return prepared.outcome;
  const said = sayingsFor(prepared, asker);
  return prepared.outcomes[said] ?? reckon(prepared, said);
}

/** What the request segments of a feature say of an asker: a number with a digit of base 3 for each, the first one last. */
function sayingsFor({ masks, layers, scope }: Prepared, asker: Asker): number {
  const bits = masks === undefined ? -1 : bitsFor(masks.variables, asker);
  let said = 0;
  if (masks !== undefined && bits >= 0) {
    const { rules } = masks;
    for (let i = 0; i < rules.length; i += 1) said = said * 3 + holdsFor(rules[i], bits);
    return said;
  }
  for (const { rule } of layers) {
    const holds = rule(scope, asker);
    said = said * 3 + (holds === true ? YES : holds === false ? NO : UNKNOWN);
  }
  return said;
}

function reckon(prepared: Prepared, said: number): Outcome {
  const { layers } = prepared;
  let { entitlement, exposures } = prepared.outcome;
  layers.forEach((layer, index) => {
    const digit = Math.floor(said / 3 ** (layers.length - 1 - index)) % 3;
    const holds = truth(digit === UNKNOWN ? undefined : digit === YES);
    entitlement = layOverlay(entitlement, layer, holds);
    exposures = exposuresAfter(exposures, layer, holds);
  });
  const outcome = outcomeOf(prepared, entitlement, exposures);
  if (layers.length <= MAX_REMEMBERED) prepared.outcomes[said] = outcome;
  return outcome;
}

function exposuresAfter(
  exposures: readonly Exposure[],
  { experiment }: RequestLayer,
  holds: boolean | undefined,
): readonly Exposure[] {
  return experiment === undefined ? exposures : [...exposures, { experiment, included: holds ?? null }];
}
