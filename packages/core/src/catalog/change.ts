import type { EffectOperation } from '../terms/effect.ts';
import type { GrantValue } from './program.ts';

/** An effect or a grant as a catalog writes it: `true`, `50`, `unlimited`, `{ add: 5 }`. */
export type Written = boolean | number | string | Partial<Record<EffectOperation, number>>;

/** How what is granted differs from what was. */
export type TermKind = 'granted' | 'withdrawn' | 'raised' | 'lowered' | 'changed';

/** What a new version of a plan grants other than the version before it. It moves nobody who holds that one. */
export interface PlanTerm {
  readonly kind: TermKind;
  readonly feature: string;
  readonly before?: Written;
  readonly after?: Written;
}

/** What a new version of a plan says of itself, besides its grants, other than the version before it. */
export interface PlanField {
  /** As a catalog writes it: `term`, `renewal.grace`. */
  readonly field: string;
  readonly before?: string | number | boolean;
  readonly after?: string | number | boolean;
}

/**
 * One difference between two programs in the catalog's terms, as JSON carries it. Plan versions are append-only, so what can take
 * something from a customer is a feature, a meter, a segment, or what a segment lays on the plan.
 */
export interface CatalogChange {
  readonly kind: TermKind | 'rule_changed';
  readonly what: 'feature' | 'meter' | 'plan' | 'segment' | 'overlay' | 'regulation';
  readonly name: string;
  readonly feature?: string;
  /** Of a rule: its text. Of an overlay: the effect. Of a feature or meter: what is declared. */
  readonly before?: unknown;
  readonly after?: unknown;
  /** Of a rule: whom the new one selects, compared with the old one, as far as that could be found out. */
  readonly selects?: 'the_same' | 'more' | 'fewer' | 'others';
  /** Whether somebody may lose by it, where the kind alone does not say it. */
  readonly mayTake?: boolean;
  /** Of a plan's version: what it grants other than the one before, which is named by `before`. */
  readonly terms?: readonly PlanTerm[];
  /** Of a plan's version: how its tier, its term, its trial and its renewal differ from the one before. */
  readonly fields?: readonly PlanField[];
}

/** Whether a change may take something from a customer, so that publishing it needs an explicit word. */
export function mayWithdraw({ kind, mayTake }: CatalogChange): boolean {
  return mayTake ?? (kind === 'withdrawn' || kind === 'lowered' || kind === 'changed' || kind === 'rule_changed');
}

/** A program's effect as a catalog writes it. */
export function written(operation: EffectOperation, value: GrantValue): Written {
  if (operation === 'set') return value ?? 'unlimited';
  return { [operation]: Number(value) };
}
