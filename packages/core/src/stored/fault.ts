/** What a part of something stored is. */
type Kind = 'string' | 'number' | 'list' | 'object';

/**
 * What is wrong with something stored at first sight: it has another form than this version knows, or a part is missing or of another kind. Undefined
 * where nothing is. What it was written as is the schemas' matter; this tells what was cut, mixed up, or written by a newer Licet, at no cost.
 */
export function faultOf(value: unknown, parts: readonly (readonly [name: string, kind: Kind])[]): string | undefined {
  const form: unknown = typeof value === 'object' && value !== null && 'v' in value ? value.v : value;
  if (typeof value !== 'object' || value === null || form !== 1)
    return `has the form ${typeof form === 'number' ? form : kindOf(form)}; this reader knows form 1`;
  for (const [name, kind] of parts) {
    const found = kindOf(Reflect.get(value, name));
    if (found !== kind) return `is damaged: "${name}" is ${found}, not ${kind}`;
  }
  return undefined;
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'list' : typeof value;
}
