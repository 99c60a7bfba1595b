import { type Route, routes } from '@licet/contracts';

const all: readonly (readonly [string, Route])[] = Object.entries(routes);

/** The methods that the contract has at an address; none where it has no such address, or only in a sandbox and this is none. */
export function methodsAt(path: string, inSandbox: boolean): string[] {
  const segments = path.split('/');
  return all.flatMap(([key, { sandbox = false }]) => {
    const [method = '', template = ''] = key.split(' ');
    if (sandbox && !inSandbox) return [];
    return matches(template.split('/'), segments) ? [method] : [];
  });
}

function matches(template: readonly string[], segments: readonly string[]): boolean {
  if (template.length !== segments.length) return false;
  return template.every((part, index) => (part.startsWith('{') ? segments[index] !== '' : part === segments[index]));
}
