import type { Provision } from '../pack/schema.ts';

/** A provision in one line, in the words of its pack: its kind, and what it says, without its dates and notes. */
export function describeProvision(provision: Provision): string {
  const { kind, effective_from: _from, effective_to: _to, note: _note, ...said } = provision;
  const parts = Object.entries(said).map(([name, value]) => `${name} ${shown(value)}`);
  return [kind, ...parts].join(' · ');
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return value.map(shown).join(', ');
  if (typeof value !== 'object' || value === null) return String(value);
  const parts = Object.entries(value).map(([name, inner]) => `${name} ${shown(inner)}`);
  return `(${parts.join(' · ')})`;
}
