import { routes } from '@licet/contracts';

/** The methods that the contract has at an address; none where it has no such address. */
export function methodsAt(path: string): string[] {
  const segments = path.split('/');
  return Object.keys(routes).flatMap((key) => {
    const [method = '', template = ''] = key.split(' ');
    return matches(template.split('/'), segments) ? [method] : [];
  });
}

function matches(template: readonly string[], segments: readonly string[]): boolean {
  if (template.length !== segments.length) return false;
  return template.every((part, index) => (part.startsWith('{') ? segments[index] !== '' : part === segments[index]));
}
