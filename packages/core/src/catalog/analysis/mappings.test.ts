import { describe, expect, it } from 'vitest';
import { Report } from '../report.ts';
import { analyseMappings } from './mappings.ts';

/** What is told of mappings with these matches; each message with the path of what it is about. */
function told(matches: Readonly<Record<string, string>>): string[] {
  const report = new Report((path) => ({ file: path.join('.'), line: 1, column: 1 }));
  analyseMappings(new Map(Object.entries(matches)), report);
  return report.problems().map(({ file, code, message }) => `${file}: ${code}: ${message}`);
}

/** Whether a mapping is used at all where another one comes before it. */
const isReached = (before: string, match: string) => told({ a: before, b: match }).length === 0;
const canMatch = (match: string) => told({ a: match }).length === 0;

describe('what is told of a mapping that no event reaches', () => {
  it('that it never matches', () => {
    expect(told({ crm: "event.source == 'a' && event.source == 'b'" })).toEqual([
      'mappings.crm.match: mapping_unreachable: "crm" is never used: its match is never true',
    ]);
  });

  it('which one is in its way', () => {
    expect(
      told({ all: "event.source == 'crm'", other: "event.source == 'erp'", some: "event.source == 'crm'" }),
    ).toEqual([
      'mappings.some.match: mapping_unreachable: "some" is never used: "all" comes before it and takes every event that it matches',
    ]);
  });

  it('all that come before it, where only together they take what it matches', () => {
    expect(told({ a: "event.source == 'a'", b: "event.source == 'b'", c: "event.source in ['a', 'b']" })).toEqual([
      'mappings.c.match: mapping_unreachable: "c" is never used: "a", "b" comes before it and takes every event that it matches',
    ]);
  });

  it('nothing where there are none', () => expect(told({})).toEqual([]));

  it('is the order of names that counts, not that of the file', () => {
    const [wide, narrow] = ["event.source in ['a', 'b']", "event.source == 'a'"];
    expect(told({ z: wide, y: narrow })).toEqual([]);
    expect(told({ z: narrow, y: wide })).toEqual([
      'mappings.z.match: mapping_unreachable: "z" is never used: "y" comes before it and takes every event that it matches',
    ]);
  });

  it('one that never matches is in nobody else’s way', () => {
    expect(told({ a: 'false', b: "event.source == 'a'" })).toHaveLength(1);
  });
});

describe('a match that can never be true', () => {
  it.each([
    'false',
    '!true',
    "event.source == 'a' && event.source != 'a'",
    "'a' == event.source && 'b' == event.source",
    "event.source in ['a', 'b'] && event.source in ['c']",
    "!(event.source in ['a', 'b']) && event.source == 'b'",
    "(event.source == 'a' || event.source == 'b') && event.source == 'c'",
    // The same key, whichever way it is written.
    "event.source == 'a' && event['source'] == 'b'",
    "event['detail-type'] == 'a' && event['detail-type'] == 'b'",
    "payload.a.b == 'x' && payload['a'].b == 'y'",
    "payload == 'a' && payload == 'b'",
    // What is not understood is at least the same as itself.
    'payload.count > 5 && !(payload.count > 5)',
    'size(payload.items) > 0 && !(size(payload.items) > 0)',
    'payload.urgent && !payload.urgent',
  ])('%s', (match) => expect(canMatch(match)).toBe(false));
});

describe('a match that may be true, as far as can be said', () => {
  it.each([
    'true',
    '!false',
    "event.source == 'a' || event.source == 'b'",
    "event.source != 'a' && event.source != 'b'",
    "!(event.source != 'a')",
    "event.source in ['a', 'b'] && event.source == 'b'",
    "event.source == 'a' && payload.source == 'b'",
    // Other keys, though they look alike.
    "event.ab == 'x' && event.a.b == 'y'",
    "event['a.b'] == 'x' && event.a.b == 'y'",
    "event['a.b'] == 'x' && event.ab == 'y'",
    "event['a/b'] == 'x' && event.a.b == 'y'",
    "payload.items[0] == 'x' && payload.items[1] == 'y'",
    "payload[payload.a] == 'x' && payload[payload.b] == 'y'",
    "payload.f('a').b == 'x' && payload.f('b').b == 'y'",
    "payload.f('a')['b'] == 'x' && payload.f('b')['b'] == 'y'",
    // Comparisons that are not of one variable with texts.
    'event.source == event.target && event.source != event.origin',
    "'a' == 'a'",
    "'a' == 'b' || event.source == 'a'",
    "'a' + event.source == 'ab' && 'b' + event.source != 'ab'",
    'payload.count == 5 && payload.count != 6',
    'payload.count > 5 && !(payload.count > 6)',
    'payload.count > 15 && !(payload.count > 1.5)',
    'event.source in payload.sources && !(event.source in payload.others)',
    "event.source in ['a', payload.b] && event.source == 'c'",
    "'a' in ['a', 'b']",
    "'a' in payload.list",
    'payload.count in [1, 2] && !(payload.count in [3])',
    "payload.f() in ['a'] && !(payload.g() in ['a'])",
    'event.source in payload && !(event.source in event)',
  ])('%s', (match) => expect(canMatch(match)).toBe(true));
});

describe('what a mapping leaves to the next', () => {
  it.each([
    ["event.source == 'a'", "event.source == 'b'"],
    ["event.source != 'a'", "event.source == 'a'"],
    ["event.source == 'a' && payload.urgent", "event.source == 'a'"],
    ["event.source in ['a', 'b']", "event.source in ['b', 'c']"],
    ["event.source in ['a', 'b']", "payload.kind in ['a', 'b']"],
    ['event.source == event.target', 'event.source == event.origin'],
    ['event.source in payload.sources', 'event.source in payload.others'],
    ['payload.count > 5', 'payload.count > 4'],
    ['payload.urgent', '!payload.urgent'],
    ['5', '6'],
    ["event.source['a'] == 'x'", "event.source['b'] == 'x'"],
  ])('%s: %s', (before, match) => expect(isReached(before, match)).toBe(true));
});

describe('what a mapping takes from the next', () => {
  it.each([
    ['true', "event.source == 'a'"],
    ["event.source == 'a'", "event.source == 'a' && payload.urgent"],
    ["event.source == 'a'", "'a' == event.source"],
    ["event['source'] == 'a'", "event.source == 'a'"],
    ["event.source in ['a', 'b']", "event.source == 'b'"],
    ["event.source == 'a' || payload.urgent", 'payload.urgent'],
    ["event.source != 'a'", "event.source == 'b'"],
    ["!(event.source == 'a')", "event.source != 'a'"],
    // One of the two is true, or it fails where there is no source: then the search ends, too.
    ["event.source == 'a' || event.source != 'a'", "event.source == 'b'"],
    ["event.source == 'a' || event.source != 'a'", 'event.source != event.target && true'],
    ['payload.count > 5', 'payload.count > 5 && payload.urgent'],
    ['event.source == event.target', 'event.source == event.target && payload.urgent'],
  ])('%s: %s', (before, match) => expect(isReached(before, match)).toBe(false));
});
