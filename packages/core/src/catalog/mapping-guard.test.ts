import { describe, expect, it } from 'vitest';
import { checkMapping, mapEvent } from './mapping.ts';

const REGULAR_EXPRESSIONS = 'matches() is not available: a regular expression can take for ever';
const NESTED = 'one list inside another cannot be gone through: its cost has no bound';

describe('the guard of mappings, which are the only CEL that is interpreted', () => {
  it.each([
    "{ 'items': json(payload.lines).map(line, { 'plan': line.sku, 'from': date(line.start) }) }",
    'payload.lines.exists(line, line.sku == "team") && payload.other.all(x, x > 1)',
    "payload.lines.filter(line, has(line.sku)).size() > 0 ? 'a' : 'b'",
  ])('lets one list at a time pass: %s', (text) => expect(checkMapping(text)).toBeUndefined());

  it.each([
    ["payload.name.matches('^(a+)+$')", REGULAR_EXPRESSIONS],
    ["{ 'a': [payload.x ? payload.name.matches('a') : false] }", REGULAR_EXPRESSIONS],
    ['payload.a.exists(x, payload.name.matches(x))', REGULAR_EXPRESSIONS],
    ['payload.a.map(x, payload.b.map(y, y))', NESTED],
    ['payload.a.all(x, payload.a.all(y, payload.a.all(z, z == x)))', NESTED],
    ["payload.a.exists(x, { 'k': payload.b.filter(y, y == x) }.k.size() > 0)", NESTED],
    ['payload.a.exists_one(x, json(x).exists_one(y, y == x))', NESTED],
    ['payload.a.filter(x, true ? payload.b.exists(y, y == x) : false)', NESTED],
  ])('refuses what has no bound: %s', (text, expected) => expect(checkMapping(text)).toBe(expected));

  it.each([
    ['pyload.x', 'Unknown variable: pyload'],
    ["jsn('1')", 'found no matching overload for'],
    ['payload.x ==', 'Unexpected token: EOF'],
    ["date(payload.x) + 1 == 'a'", 'no such overload: string + int'],
  ])('refuses what is not well typed, in one line: %s', (text, expected) => {
    expect(checkMapping(text)).toContain(expected);
    expect(checkMapping(text)).not.toContain('\n');
  });

  it('refuses what is too large or too deep', () => {
    expect(checkMapping(Array.from({ length: 700 }, () => 'true').join(' && '))).toContain(
      'Exceeded maxAstNodes (600)',
    );
    expect(checkMapping(`${'('.repeat(40)}true${')'.repeat(40)}`)).toContain('Exceeded maxDepth (24)');
    expect(checkMapping(`{ ${Array.from({ length: 41 }, (_, index) => `'k${index}': 1`).join(', ')} }`)).toContain(
      'Exceeded maxMapEntries (40)',
    );
  });

  it('takes a long list in an event in its stride', () => {
    const lines = Array.from({ length: 5_000 }, (_, index) => ({ sku: `s${index}` }));
    const mappings = {
      m: {
        match: "payload.lines.exists(line, line.sku == 'none') == false",
        order: "{ 'n': payload.lines.filter(line, line.sku.endsWith('7')).size() }",
      },
    };
    const started = process.hrtime.bigint();
    expect(mapEvent(mappings, { source: 's', 'detail-type': 't', detail: { lines } })).toMatchObject({
      outcome: 'mapped',
      order: { n: 500 },
    });
    expect(Number(process.hrtime.bigint() - started) / 1e6).toBeLessThan(10_000);
  });
});
