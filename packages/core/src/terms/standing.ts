import type { EffectOperation, TermValue } from './effect.ts';
import { applyEffect, isLess } from './effect.ts';
import type { ReasonCode } from './reasons.ts';

/** Who set an entitlement: a plan (`team@2`), a segment's overlay, or an override. */
export interface Source {
  readonly kind: 'plan' | 'overlay' | 'override';
  readonly id: string;
}

/** A resolved grant with its provenance: the value, who set it, and `granted` or the reason why it grants nothing. */
export interface Entitlement {
  readonly value: TermValue;
  readonly source: Source | null;
  readonly reason: ReasonCode;
}

/** An effect of a segment's overlay, as it is laid on a feature. */
export interface OverlayEffect {
  readonly source: Source;
  readonly operation: EffectOperation;
  readonly value: TermValue;
  /** Of a static feature, whose values have no order even where they are numbers: one is another, never less. */
  readonly quality: boolean;
}

/** What became of an effect that was considered. */
export type Laid = 'applied' | 'not_in_segment' | 'withheld' | 'restricted' | 'no_effect';

/**
 * Lays a segment's effect on an entitlement, given whether the segment holds. Where that is not known, the more restrictive of
 * "applied" and "not applied" is taken: a grant is withheld, a restriction applies.
 */
export function layOverlay(below: Entitlement, effect: OverlayEffect, holds: boolean | undefined): Entitlement {
  if (holds === false) return below;
  const value = applyEffect(below.value, effect.operation, effect.value);
  if (value === below.value) return below;
  if (holds === undefined && (effect.quality || !isLess(value, below.value))) return below;
  const denied = holds === undefined ? 'segment_unknown' : 'segment_restricted';
  return { value, source: effect.source, reason: grants(value) ? 'granted' : denied };
}

/** What `layOverlay` did, in a word. */
export function describeLaid(before: Entitlement, after: Entitlement, holds: boolean | undefined): Laid {
  if (holds === false) return 'not_in_segment';
  if (holds === undefined) return before === after ? 'withheld' : 'restricted';
  return before === after ? 'no_effect' : 'applied';
}

/** Whether a value grants anything: true, more than nothing, or a static value that is set. */
export function grants(value: TermValue): boolean {
  return typeof value === 'number' ? value > 0 : value !== undefined && value !== false;
}
