import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Route, routes } from '@licet/contracts';
import { openApiDocument } from '../openapi/document.ts';
import { TAGS } from '../openapi/operations.ts';
import { operations } from '../openapi/route-operations.ts';
import type { Generated } from './generated.ts';
import { table, withSection } from './section.ts';

const root = join(import.meta.dirname, '../..');
const readme = 'docs/api/README.md';

/** The OpenAPI document, and the table of routes in the reference. */
export function apiReference(): Generated[] {
  return [
    {
      file: 'docs/api/openapi.json',
      text: `${JSON.stringify(openApiDocument(), null, 2)}\n`,
      from: 'packages/contracts and tools/openapi',
    },
    {
      file: readme,
      text: withSection(readFileSync(join(root, readme), 'utf8'), 'routes', routeTable()),
      from: 'packages/contracts and tools/openapi',
    },
  ];
}

const byKey: Readonly<Record<string, Route>> = routes;

function routeTable(): string {
  const rows = Object.keys(TAGS).flatMap((tag) =>
    Object.entries(operations)
      .filter(([, operation]) => operation.tag === tag)
      .map(([key, { id }]) => {
        const { summary = '', scope = '', status = '' } = byKey[key] ?? {};
        return [`\`${key}\``, summary, `\`${scope}\``, `${status}`, `\`${id}\``];
      }),
  );
  return table(['route', 'does', 'scope', 'answers', 'operation'], rows);
}
