import { describe, expect, it } from 'vitest';
import { packOf, rowOf, saidOf } from '../../../../test/support/packs.ts';

/** What is said of the form of a row with such a provision, without the place. */
function saidOfProvision(provision: object): string[] {
  const text = packOf(`rows:\n  mine: ${rowOf({ provisions: [provision] })}\n`);
  return saidOf(text).map((line) => line.slice(line.indexOf('rows.mine.provisions.0')));
}

describe('a report is due on a day that every year has', () => {
  const NONE = 'rows.mine.provisions.0.due: a day that every year has, MM-DD';
  const FORM = 'rows.mine.provisions.0.due: a day of the year, MM-DD';
  it.each([
    ['01-01', []],
    ['12-31', []],
    ['02-28', []],
    ['02-29', [NONE]],
    ['02-30', [NONE]],
    ['04-31', [NONE]],
    ['13-01', [FORM]],
    ['00-10', [FORM]],
    ['01-00', [FORM]],
    ['01-32', [FORM]],
    ['2-1', [FORM]],
    ['2026-02-01', [FORM]],
  ])('%s', (due, said) => expect(saidOfProvision({ kind: 'report.periodic', due })).toEqual(said));
});

describe('an exception', () => {
  it.each([
    ['says when it holds', {}, ['rows.mine.provisions.0.unless.0: an exception says when it holds']],
    ['holds from a day on', { from: '2026-01-01' }, []],
    ['holds where evidence is held', { attribute: 'licence', held_for: 'P30D' }, []],
  ])('%s', (_, exception, said) => expect(saidOfProvision({ kind: 'deny', unless: [exception] })).toEqual(said));
});

describe('a list that says nothing is empty', () => {
  it.each([
    ['acts', { kind: 'deny', acts: [] }],
    ['where', { kind: 'deny', where: [] }],
    ['unless', { kind: 'deny', unless: [] }],
    ['delivery', { kind: 'deny', delivery: [] }],
    ['features.tags', { kind: 'deny', features: { tags: [] } }],
    ['attributes', { kind: 'require.attribute', attributes: [] }],
    ['forms', { kind: 'require.consent', forms: [] }],
    ['channels', { kind: 'cancel.channel', channels: [] }],
    ['within', { kind: 'data.home', within: [] }],
  ])('%s', (path, provision) =>
    expect(saidOfProvision(provision)).toEqual([`rows.mine.provisions.0.${path}: is empty`]),
  );
});

describe('a number has its bounds', () => {
  it.each([
    [{ kind: 'limit.cap', max: 0 }, 0],
    [{ kind: 'limit.cap', max: -1 }, 1],
    [{ kind: 'limit.cap', max: 1.5 }, 1],
    [{ kind: 'transfer.condition', condition: 'scc', people_a_year: { from: 0, to: 1 } }, 0],
    [{ kind: 'transfer.condition', condition: 'scc', people_a_year: { to: 0 } }, 1],
    [{ kind: 'transfer.condition', condition: 'scc', people_a_year: { from: -1 } }, 1],
  ])('%j', (provision, problems) => expect(saidOfProvision(provision)).toHaveLength(problems));
});
