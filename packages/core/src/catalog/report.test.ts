import { describe, expect, it } from 'vitest';
import { formatProblem } from './problem.ts';
import { type PlaceOf, Report } from './report.ts';

/** Of a file that has one name in each line: `a` stands in line 1, `b` in line 2. */
const placeOf: PlaceOf = ([name = 'a'], character = 0) => ({
  file: 'c.yaml',
  line: String(name).charCodeAt(0) - 96,
  column: character + 1,
});
const told = (report: Report) => report.problems().map(formatProblem);

describe('what is reported', () => {
  it('is told in the order in which one reads, and of one place in which it was found', () => {
    const report = new Report(placeOf);
    report.add('rule_invalid', ['b'], 'second', 4);
    report.add('rule_invalid', ['b'], 'first', 3);
    report.add('rank_tie', ['a'], () => 'zeroth');
    report.add('rule_invalid', ['b'], 'third', 4);
    report.take([
      { severity: 'error', code: 'yaml_invalid', file: 'd.yaml', line: 1, column: 1, message: 'last' },
      { severity: 'warning', code: 'rank_tie', file: 'b.yaml', line: 9, column: 1, message: 'before all' },
    ]);
    expect(told(report)).toEqual([
      'b.yaml:9:1: warning rank_tie: before all',
      'c.yaml:1:1: warning rank_tie: zeroth',
      'c.yaml:2:4: error rule_invalid: first',
      'c.yaml:2:5: error rule_invalid: second',
      'c.yaml:2:5: error rule_invalid: third',
      'd.yaml:1:1: error yaml_invalid: last',
    ]);
  });

  it('fails where one is an error, in the section in which it is', () => {
    const report = new Report(placeOf);
    report.add('rank_tie', ['segments', 'a'], 'a warning');
    expect([report.failed, report.failedIn('segments')]).toEqual([false, false]);
    report.add('grant_mismatch', ['plans', 'a'], 'an error');
    expect([report.failed, report.failedIn('segments'), report.failedIn('plans')]).toEqual([true, false, true]);
    expect([report.failedIn('plans', 'segments'), report.failedIn('segments', 'features')]).toEqual([true, false]);
  });

  it('is five hundred errors and as many warnings, and how many there are besides', () => {
    const report = new Report(placeOf);
    for (let n = 0; n < 500; n += 1) {
      report.add('rule_invalid', ['a'], 'wrong');
      report.add('rank_tie', ['b'], 'odd');
    }
    expect(report.problems()).toHaveLength(1000);
    report.add('rule_invalid', ['a'], 'one more');
    report.add('rank_tie', ['a'], () => 'and one');
    report.take([{ severity: 'error', code: 'rule_invalid', file: 'd.yaml', line: 1, column: 1, message: 'more' }]);
    expect(report.problems()).toHaveLength(1002);
    expect(told(report).slice(1000)).toEqual([
      'c.yaml:1:1: warning more_problems: there are 2 more errors; mend those that are listed first',
      'c.yaml:1:1: warning more_problems: there are 1 more warnings; mend those that are listed first',
    ]);
  });

  it('is as long as anybody reads', () => {
    const report = new Report(placeOf);
    report.add('rule_invalid', ['a'], 'x'.repeat(2000));
    report.add('rule_invalid', ['b'], 'x'.repeat(2001));
    expect(report.problems().map(({ message }) => message)).toEqual(['x'.repeat(2000), `${'x'.repeat(2000)}…`]);
  });
});
