import { describe, expect, it } from 'vitest';
import { describeProvision } from './described.ts';
import type { Regulation } from './rulebook.ts';

describe('a provision in one line', () => {
  it.each<[string, Regulation['provisions'][number], string]>([
    ['is its kind', { kind: 'deny' }, 'deny'],
    ['says a word and a number', { kind: 'limit.cap', max: 0 }, 'limit.cap · max 0'],
    [
      'says yes and no',
      { kind: 'cancel.channel', channels: ['online'], receipt: false },
      'cancel.channel · channels online · receipt false',
    ],
    ['says all of a list', { kind: 'deny', acts: ['issue', 'check'] }, 'deny · acts issue, check'],
    [
      'says what is inside of something',
      { kind: 'deny', features: { tags: ['a', 'b'], context: ['workplace'] } },
      'deny · features (tags a, b · context workplace)',
    ],
    [
      'says each of several exceptions',
      { kind: 'review', unless: [{ attribute: 'licence', held_for: 'P30D' }, { from: '2026-01-01' }] },
      'review · unless (attribute licence · held_for P30D), (from 2026-01-01)',
    ],
    [
      'says what is inside of that',
      { kind: 'notice.window', anchor: 'renewal', when: { initial_term: { at_least: 'P1Y' } } },
      'notice.window · anchor renewal · when (initial_term (at_least P1Y))',
    ],
    [
      'says neither its dates nor its note',
      {
        kind: 'fee.cap',
        fees: ['egress'],
        max: 'zero',
        effective_from: '2026-01-01',
        effective_to: '2027-01-01',
        note: 'N',
      },
      'fee.cap · fees egress · max zero',
    ],
  ])('%s', (_, provision, line) => expect(describeProvision(provision)).toBe(line));
});
