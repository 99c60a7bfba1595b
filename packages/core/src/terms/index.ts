export { activeItems } from './active-items.ts';
export { type TermChange, termChanges } from './difference.ts';
export { applyEffect, type EffectOperation, isLess, type TermValue } from './effect.ts';
export { type FactItem, type FactOverride, type Facts, type LicenseState, MAX_FACTS_BYTES } from './facts.ts';
export { REASONS, type ReasonCode } from './reasons.ts';
export { resolveEntitlement } from './resolve.ts';
export type { Entitlement, Source } from './standing.ts';
export type { Trace, TracedValue, TraceStep } from './trace.ts';
