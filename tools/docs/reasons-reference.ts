import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ERRORS, type Route, routes } from '@licet/contracts';
import { PROBLEMS } from '@licet/core/catalog';
import { REASONS } from '@licet/core/decision';
import { codesOf, codesOfNoRoute } from '../openapi/problems.ts';
import { LETTERS, NEXT } from './advice.ts';
import type { Generated } from './generated.ts';
import { table, withSection } from './section.ts';

const file = 'docs/reasons.md';

/** Every code that Licet answers with, from the tables that it answers from. */
export function reasonsReference(): Generated[] {
  const sections = { reasons: reasonTable(), errors: errorTable(), letters: letterTable(), problems: problemTable() };
  const text = Object.entries(sections).reduce(
    (document, [name, passage]) => withSection(document, name, passage),
    readFileSync(join(import.meta.dirname, '../..', file), 'utf8'),
  );
  return [{ file, text, from: 'the tables of reasons, errors, problems and rejections' }];
}

function reasonTable(): string {
  const advice = new Map(Object.entries(NEXT));
  const rows = Object.entries(REASONS).map(([code, meaning]) => [`\`${code}\``, meaning, advice.get(code) ?? '']);
  return table(['reason', 'meaning', 'what next'], rows);
}

function letterTable(): string {
  const rows = Object.entries(LETTERS).map(([code, { meaning, next }]) => [`\`${code}\``, meaning, next]);
  return table(['reason', 'meaning', 'what next'], rows);
}

function problemTable(): string {
  return table(
    ['code', 'meaning'],
    Object.entries(PROBLEMS).map(([code, { meaning }]) => [`\`${code}\``, meaning]),
  );
}

function errorTable(): string {
  const all: readonly (readonly [string, Route])[] = Object.entries(routes);
  const nowhere = new Set<string>(codesOfNoRoute(all.map(([, route]) => route)));
  const rows = Object.entries(ERRORS).map(([code, { status, title }]) => {
    const keys = all.filter(([, route]) => codesOf(route).some((known) => known === code)).map(([key]) => key);
    const where = nowhere.has(code) ? 'beside every route' : whereOf(keys, all);
    return [`${status}`, `\`${code}\``, title, where];
  });
  return table(['status', 'code', 'meaning', 'where'], rows);
}

function whereOf(keys: readonly string[], all: readonly (readonly [string, Route])[]): string {
  if (keys.length === all.length) return 'everywhere';
  const withBody = all.filter(([, { body }]) => body !== undefined);
  if (keys.length === withBody.length && withBody.every(([key]) => keys.includes(key)))
    return 'wherever a body is sent';
  return keys.length > 2 ? `${keys.length} routes` : keys.map((key) => `\`${key}\``).join(', ');
}
