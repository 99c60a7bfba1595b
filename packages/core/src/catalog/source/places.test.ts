import { describe, expect, it } from 'vitest';
import { parseSource } from './document.ts';
import { MAX_PIECES } from './guard.ts';
import { Places } from './places.ts';

const NOWHERE = { file: 'catalog', line: 1, column: 1 };
const read = (file: string, text: string) => parseSource(file, text, { left: MAX_PIECES }).source;

const plans = read('plans.yaml', 'plans:\n  team:\n    grants: { seats: 5 }\n    kinds: [base, addon]\n  free: {}\n');
const more = read('more.yaml', '# more of them\nplans:\n  team: {}\n  large:\n    grants:\n      seats: [9]\n');

function places(): Places {
  const all = new Places(NOWHERE);
  all.own(['plans'], plans);
  all.own(['plans', 'team'], plans);
  all.own(['plans', 'free'], plans);
  all.own(['plans'], more);
  all.own(['plans', 'large'], more);
  return all;
}

const shown = ({ file, line, column }: { file: string; line: number; column: number }) => `${file}:${line}:${column}`;

describe('where something stands', () => {
  it.each([
    ['a section', ['plans'], 'plans.yaml:1:1'],
    ['a name', ['plans', 'team'], 'plans.yaml:2:3'],
    ['a name in another file', ['plans', 'large'], 'more.yaml:4:3'],
    ['a field', ['plans', 'team', 'grants'], 'plans.yaml:3:5'],
    ['a field of a field', ['plans', 'large', 'grants', 'seats'], 'more.yaml:6:7'],
    ['an element of a list', ['plans', 'team', 'kinds', 1], 'plans.yaml:4:19'],
  ])('%s', (_, path, place) => expect(shown(places().placeOf(path))).toBe(place));

  it.each([
    ['a name', ['plans', 'gone'], 'plans.yaml:1:1'],
    ['a field', ['plans', 'large', 'tier'], 'more.yaml:4:3'],
    ['a field of what has none', ['plans', 'team', 'grants', 'seats', 'most'], 'plans.yaml:3:15'],
    ['an element of a list', ['plans', 'team', 'kinds', 2], 'plans.yaml:4:5'],
    ['a list where there is none', ['plans', 'team', 'grants', 0], 'plans.yaml:3:5'],
  ])('%s that is missing: what is around it', (_, path, place) => expect(shown(places().placeOf(path))).toBe(place));

  it('what is in no file stands where it is said that such things do', () => {
    expect(places().placeOf(['features', 'seats'])).toBe(NOWHERE);
    expect(places().placeOf([])).toBe(NOWHERE);
  });

  it('what was replaced stands where it was replaced', () => {
    const all = places();
    all.move(['plans', 'team'], more);
    expect(shown(all.placeOf(['plans', 'team']))).toBe('more.yaml:3:3');
  });

  it('a letter of a text stands in the text, and one of anything else where that begins', () => {
    expect(shown(places().placeOf(['plans', 'team', 'kinds', 1], 2))).toBe('plans.yaml:4:21');
    expect(shown(places().placeOf(['plans', 'team', 'kinds', 2], 2))).toBe('plans.yaml:4:5');
    expect(shown(places().placeOf(['plans', 'team', 'grants', 'seats'], 1))).toBe('plans.yaml:3:15');
  });

  it('what stands twice is told where it stands first', () => {
    const twice = read('twice.yaml', 'plans:\n  a: 1\n  b: 2\n  a: 3\n');
    const all = new Places(NOWHERE);
    expect(shown(all.placeIn(twice, ['plans', 'a']))).toBe('twice.yaml:2:3');
    expect(shown(all.placeIn(twice, ['plans', 'b']))).toBe('twice.yaml:3:3');
  });

  it('a file that could not be read is named by its beginning', () => {
    expect(shown(new Places(NOWHERE).placeIn(read('none.yaml', '\n\na: ['), ['a']))).toBe('none.yaml:1:1');
  });
});
