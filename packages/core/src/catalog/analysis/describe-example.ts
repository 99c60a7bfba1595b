import type { Scope } from '../../segment/scope.ts';

/** An example in words: `customer.country is 'DE' and usage.queries.last30d is 50001`. */
export function describeExample(scope: Scope): string {
  const parts: string[] = [];
  const visit = (value: unknown, name: string): void => {
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      for (const [key, inner] of Object.entries(value)) visit(inner, name === '' ? key : `${name}.${key}`);
    else if (value !== undefined) parts.push(`${name} is ${shown(value)}`);
  };
  visit(scope, '');
  const [last, ...others] = parts.toReversed();
  if (last === undefined) return 'anybody';
  return others.length === 0 ? last : `${others.toReversed().join(', ')} and ${last}`;
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(shown).join(', ')}]`;
  return typeof value === 'string' ? `'${value}'` : String(value);
}
