import { fc, it } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { PackReport } from './report.ts';

const place = fc.record({
  file: fc.constantFrom('a.yaml', 'b.yaml', 'c.yaml'),
  line: fc.integer({ min: 1, max: 3 }),
  column: fc.integer({ min: 1, max: 3 }),
});

describe('what is reported', () => {
  it.prop([fc.array(place, { maxLength: 12 })], { numRuns: 50 })(
    'is told in the order in which one reads',
    (places) => {
      const report = new PackReport(() => ({ file: 'a.yaml', line: 1, column: 1 }));
      for (const where of places) report.at('form_invalid', where, 'wrong');
      const keys = report.problems().map(({ file, line, column }) => `${file} ${line} ${column}`);
      expect(keys).toEqual(places.map(({ file, line, column }) => `${file} ${line} ${column}`).toSorted());
    },
  );

  it('is told of one place as it was found, and of a path where that stands', () => {
    const report = new PackReport((path) => ({ file: path.join('.'), line: 2, column: 3 }));
    report.add('place_unknown', ['rows', 'mine'], 'first');
    report.at('dates_invalid', { file: 'rows.mine', line: 2, column: 3 }, 'second');
    expect(report.problems()).toEqual([
      { severity: 'error', code: 'place_unknown', file: 'rows.mine', line: 2, column: 3, message: 'first' },
      { severity: 'error', code: 'dates_invalid', file: 'rows.mine', line: 2, column: 3, message: 'second' },
    ]);
  });
});
