import { describe, expect, it } from 'vitest';
import { lifeProgram } from '../../../../test/support/life-catalog.ts';
import { loadedProgram } from '../../../../test/support/catalogs.ts';
import { lineEnd } from './line-end.ts';
import type { Item } from './license.ts';

const day = (text: string) => Date.parse(text);
const item = (plan: string, more: Partial<Item> = {}): Item => ({
  line: `crm/a:${plan}`,
  order: 'crm/a',
  ordered: plan,
  pinned: `${plan}@1`,
  plan: `${plan}@1`,
  quantity: 1,
  from: day('2026-01-01'),
  to: day('2027-01-01'),
  trial: false,
  ...more,
});
const end = (plan: string, more?: Partial<Item>, regulated?: boolean) =>
  lineEnd(lifeProgram, item(plan, more), 'UTC', regulated);

const TRIAL = { trial: true, to: day('2026-01-15') };

describe('what happens where a term ends', () => {
  it.each<[string, Partial<Item>, object]>([
    ['small', {}, { policy: 'auto', gates: [], graceTo: day('2027-01-08'), expiration: 'restrict' }],
    ['by-hand', {}, { policy: 'manual', gates: [], graceTo: day('2027-01-15'), expiration: 'restrict' }],
    ['careful', {}, { policy: 'auto', gates: ['approval', 'payment'], graceTo: day('2027-01-15') }],
    ['paid', {}, { policy: 'auto', gates: ['payment'], graceTo: day('2027-01-15') }],
    ['once', {}, { policy: 'none', gates: [], graceTo: undefined, expiration: 'restrict' }],
    ['maintained', {}, { policy: 'none', graceTo: null, expiration: 'maintain' }],
    ['let-be', {}, { policy: 'none', graceTo: null, expiration: 'allow' }],
    ['withdrawn', {}, { policy: 'none', graceTo: undefined, expiration: 'revoke' }],
    ['boost', {}, { policy: 'none', gates: [], graceTo: undefined, expiration: 'restrict' }],
    // What was closed when it was ordered is over, whatever its plan says.
    ['careful', { closed: true }, { policy: 'none', gates: [], graceTo: undefined }],
    ['paid', { closed: true }, { policy: 'none', gates: [], graceTo: undefined }],
    ['converting', TRIAL, { policy: 'auto', gates: [], graceTo: day('2026-01-22'), expiration: 'restrict' }],
    ['paid-after-trial', TRIAL, { policy: 'auto', gates: ['payment'], graceTo: undefined }],
    ['lapsing', TRIAL, { policy: 'none', gates: [], graceTo: undefined }],
  ])('of %s %j', (plan, more, expected) => {
    expect(end(plan, more)).toMatchObject(expected);
  });

  it.each<[string, string, Partial<Item>, string]>([
    ['in the moment, where nobody is asked', 'small', {}, '2027-01-01'],
    ['so long before as the plan gives notice', 'told', {}, '2026-12-02'],
    ['a month before, where a person has to renew', 'by-hand', {}, '2026-12-02'],
    ['a month before, where somebody is asked', 'approved', {}, '2026-12-02'],
    ['a week before, where a trial waits for something', 'paid-after-trial', TRIAL, '2026-01-08'],
    ['in the moment, where a trial waits for nothing', 'converting', TRIAL, '2026-01-15'],
    ['not before it began', 'told', { from: day('2026-12-20') }, '2026-12-20'],
  ])('comes up %s: %s', (_, plan, more, expected) => {
    expect(end(plan, more)?.noticeAt).toBe(day(expected));
  });

  it('comes up before where regulations say something of it', () => {
    expect(end('small', {}, true)?.noticeAt).toBe(day('2026-12-02'));
    expect(end('converting', TRIAL, true)?.noticeAt).toBe(day('2026-01-08'));
    expect(end('told', {}, true)?.noticeAt).toBe(day('2026-12-02'));
  });

  it.each([
    ['has no end', end('small', { to: null })],
    ['is of a plan that the catalog does not have', end('gone')],
  ])('is nothing, where a term %s', (_, nothing) => {
    expect(nothing).toBeUndefined();
  });

  it.each([
    ['P14D', '2027-01-15'],
    ['P3D', '2027-01-08'],
  ])('leaves the longer of grace (%s) and the week in which it renews by itself', (grace, until) => {
    const program = loadedProgram({
      'one.yaml': `
catalog: 1
products: { lab: { name: Lab } }
features: { on: { product: lab, type: boolean } }
plans:
  kind@1: { product: lab, kind: base, tier: 1, term: P1Y, renewal: { policy: auto, grace: ${grace} }, grants: { on: true } }
`,
    });
    expect(lineEnd(program, item('kind'), 'UTC')?.graceTo).toBe(day(until));
  });

  it('reckons in days of the customer', () => {
    const to = Date.parse('2027-01-01T00:00+09:00');
    expect(lineEnd(lifeProgram, item('by-hand', { to }), 'Asia/Tokyo')).toMatchObject({
      noticeAt: Date.parse('2026-12-02T00:00+09:00'),
      graceTo: Date.parse('2027-01-15T00:00+09:00'),
    });
  });
});
