import type { CatalogChange, PlanField, PlanTerm } from './change.ts';

const SELECTS = {
  the_same: 'it selects the same as before',
  more: 'it selects all that it did, and more',
  fewer: 'it selects fewer than it did',
  others: 'it selects others than it did',
} as const;

const REGULATION: Partial<Record<CatalogChange['kind'], string>> = { granted: 'is new', withdrawn: 'is gone' };

/** A change in a sentence, for whoever has to say yes to it. */
export function describeChange(change: CatalogChange): string {
  const { kind, what, name, before, after } = change;
  if (what === 'overlay') return describeOverlay(change);
  if (what === 'regulation') return `${name}: the regulation ${REGULATION[kind] ?? 'says something else'}`;
  if (kind === 'rule_changed') {
    const selects = change.selects === undefined ? '' : `; ${SELECTS[change.selects]}`;
    return `${name}: the rule is now ${shown(after)}, not ${shown(before)}${selects}`;
  }
  if (kind === 'changed') return `${name}: the ${what} is declared otherwise, ${shown(after)}, not ${shown(before)}`;
  if (kind === 'withdrawn') return `${name}: the ${what} is gone`;
  if (change.terms === undefined) return `${name}: the ${what} is new`;
  const terms = change.terms.map(describeTerm).join(', ');
  const fields = (change.fields ?? []).map(describeField).join(', ');
  const granted = terms === '' ? `grants the same as ${shown(before)}` : `grants other than ${shown(before)}: ${terms}`;
  return `${name}: the plan is new, and ${granted}${fields === '' ? '' : `; it has ${fields}`}`;
}

function describeOverlay({ kind, name, feature, before, after }: CatalogChange): string {
  const [from, to] = [shown(before), shown(after)];
  if (hasList(after, 'laidAfter'))
    return `${name}: ${feature} is laid after ${after.laidAfter.join(', ')} now, no longer before`;
  switch (kind) {
    case 'granted':
      return after === undefined
        ? `${name}: ${feature} is no longer ${from}`
        : `${name}: ${feature} is ${to}, which is new`;
    case 'withdrawn':
      return after === undefined
        ? `${name}: ${feature} is no longer ${from}`
        : `${name}: ${feature} is ${to}, which is new and restricts`;
    case 'raised':
    case 'lowered':
      return `${name}: ${feature} is ${kind} from ${from} to ${to}`;
    default:
      if (before === undefined)
        return `${name}: ${feature} is ${to}, which is new, and may be more or less than without`;
      if (after === undefined) return `${name}: ${feature} is no longer ${from}, which may be more or less`;
      return `${name}: ${feature} is ${to}, not ${from}`;
  }
}

function describeTerm({ kind, feature, before, after }: PlanTerm): string {
  switch (kind) {
    case 'granted':
      return `${feature} ${shown(after)}, which is new`;
    case 'withdrawn':
      return `no ${feature}`;
    default:
      return `${feature} ${shown(after)} instead of ${shown(before)}`;
  }
}

function describeField({ field, before, after }: PlanField): string {
  if (after === undefined) return `no ${field}`;
  return before === undefined ? `${field} ${after}, which is new` : `${field} ${after} instead of ${before}`;
}

function hasList<K extends string>(value: unknown, key: K): value is { readonly [P in K]: readonly string[] } {
  return typeof value === 'object' && value !== null && Array.isArray(Reflect.get(value, key));
}

/** A value as a catalog writes it. */
function shown(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return `[${value.map(shown).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  return `{ ${Object.entries(value)
    .map(([key, inner]) => `${key}: ${shown(inner)}`)
    .join(', ')} }`;
}
