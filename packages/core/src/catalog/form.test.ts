import { describe, expect, it } from 'vitest';
import { validateCatalog } from './compile.ts';
import { formatProblem } from './problem.ts';
import type { CatalogFiles } from './read.ts';

/** The errors; what a catalog this small is warned of is not the point here. */
const told = (files: CatalogFiles) =>
  validateCatalog(files)
    .problems.filter(({ severity }) => severity === 'error')
    .map(formatProblem);
const PLAN = 'product: p, kind: base, tier: 1, term: P1Y, renewal: { policy: auto }, grants: {}';
const withSections = (more: string) =>
  `catalog: 1\nproducts: { p: { name: P } }\nfeatures: { f: { product: p, type: boolean } }\n${more}`;

describe('the form of a catalog', () => {
  it('names what is missing', () => {
    expect(told({ 'c.yaml': 'catalog: 1\nproducts: {}\nfeatures: {}\n' })).toEqual([
      'c.yaml:1:1: error form_invalid: plans: is missing',
    ]);
    expect(told({ 'c.yaml': withSections(`plans:\n  a@1: { ${PLAN.replace('tier: 1, ', '')} }\n`) })).toEqual([
      'c.yaml:5:3: error form_invalid: plans.a@1.tier: is missing',
    ]);
  });

  it('says that an empty set of files is no catalog', () => {
    expect(told({})).toContain('catalog:1:1: error form_invalid: plans: is missing');
  });

  it('knows the section that was meant', () => {
    expect(told({ 'c.yaml': withSections(`plans: {}\nsegmets: {}\n`) })).toEqual([
      'c.yaml:5:1: error form_invalid: "segmets" is not known here. Did you mean "segments"? Sections are catalog, products, groups, attributes, meters, features, plans, segments, overlays, mappings.',
    ]);
  });

  it('refuses what it does not know rather than ignoring it', () => {
    expect(told({ 'c.yaml': withSections(`plans:\n  a@1: { ${PLAN}, prise: 3 }\n`) })).toEqual([
      'c.yaml:5:93: error form_invalid: "prise" is not known here.',
    ]);
  });

  it.each([
    ['kind: base', 'kind: top-up', 'plans.a@1.kind: is one of base, addon, topup, not "top-up". Did you mean "topup"?'],
    [
      'term: P1Y',
      'term: P1Y, trial: P14D, trialEnd: lapses',
      'plans.a@1.trialEnd: is one of convert, lapse, not "lapses". Did you mean "lapse"?',
    ],
    ['term: P1Y', 'term: P1Y, firstUse: first', 'plans.a@1.firstUse: expected true or false, found "first"'],
    ['auto }', 'auto, basis: later }', 'plans.a@1.renewal.basis: is one of expiry, now, now-if-expired, not "later".'],
    [
      'auto }',
      'auto, grace: 7 days }',
      'plans.a@1.renewal.grace: an ISO 8601 period of years, months, weeks and days, such as P1Y or P14D',
    ],
    [
      'auto }',
      'auto, expiration: deny }',
      'plans.a@1.renewal.expiration: is one of restrict, maintain, allow, revoke, not "deny".',
    ],
    ['auto }', 'auto, approval: sales }', 'plans.a@1.renewal.approval: expected true or false, found "sales"'],
    ['auto }', 'auto, payments: true }', '"payments" is not known here. Did you mean "payment"?'],
  ])('says what a plan can say of its terms: %s is not %s', (from, to, message) => {
    const [problem, ...others] = told({ 'c.yaml': withSections(`plans:\n  a@1: { ${PLAN.replace(from, to)} }\n`) });
    expect(problem?.replace(/^c\.yaml:5:\d+: error form_invalid: /, '')).toBe(message);
    expect(others).toEqual([]);
  });

  it.each([
    ['term: P1Y', 'term: P1Y, firstUse: [true]', 'plans.a@1.firstUse: expected true or false, found a list'],
    [
      'term: P1Y',
      'term: P1Y, firstUse: { a: b }',
      'plans.a@1.firstUse: expected true or false, found names and values',
    ],
    ['term: P1Y', 'term: P1Y, firstUse: null', 'plans.a@1.firstUse: expected true or false, found null'],
    ['tier: 1', 'tier: one', 'plans.a@1.tier: expected a number, found "one"'],
    ['grants: {}', 'grants: [f]', 'plans.a@1.grants: expected names and values, found a list'],
    ['grants: {}', 'grants: f', 'plans.a@1.grants: expected names and values, found "f"'],
    ['tier: 1', `tier: ${'x'.repeat(58)}`, `plans.a@1.tier: expected a number, found "${'x'.repeat(58)}"`],
    ['tier: 1', `tier: ${'x'.repeat(59)}`, `plans.a@1.tier: expected a number, found "${'x'.repeat(59)}…`],
    ['kind: base', 'kind: 5', 'plans.a@1.kind: is one of base, addon, topup, not 5.'],
    ['kind: base', 'kind: [base]', 'plans.a@1.kind: is one of base, addon, topup, not a list.'],
  ])('says what it finds in its place: %s is not %s', (from, to, message) => {
    const [problem, ...others] = told({ 'c.yaml': withSections(`plans:\n  a@1: { ${PLAN.replace(from, to)} }\n`) });
    expect(problem?.replace(/^c\.yaml:5:\d+: error form_invalid: /, '')).toBe(message);
    expect(others).toEqual([]);
  });

  it('says what is empty', () => {
    expect(told({ 'c.yaml': withSections('plans: {}\ngroups: { eu: [] }\n') })).toEqual([
      'c.yaml:5:11: error form_invalid: groups.eu: is empty',
    ]);
  });

  it('says what else is wrong with a feature whose kind is not known, as the kind that it fits best', () => {
    const text = withSections('plans: {}\n').replace('type: boolean', 'type: limmit, unit: seats');
    expect(told({ 'c.yaml': text })).toEqual([
      'c.yaml:3:30: error form_invalid: features.f.type: is one of boolean, limit, metered, static, not "limmit". Did you mean "limit"?',
    ]);
  });

  it.each([
    ['Team@1', 'a plan is named name@version'],
    ['team', 'a plan is named name@version'],
    ['team@0', 'a plan is named name@version'],
    ['team@1.5', 'a plan is named name@version'],
  ])('does not take "%s" for the name of a plan', (name, message) => {
    const [problem, ...others] = told({ 'c.yaml': withSections(`plans:\n  ${name}: { ${PLAN} }\n`) });
    expect(problem).toMatch(/^c\.yaml:5:3: error form_invalid: /);
    expect(problem).toContain(message);
    expect(others).toEqual([]);
  });

  it('does not take names for features that every JavaScript object answers to', () => {
    expect(
      told({
        'c.yaml':
          'catalog: 1\nproducts: { p: { name: P } }\nplans: {}\nfeatures:\n  constructor: { product: p, type: boolean }\n',
      })[0],
    ).toContain('this name is reserved');
    expect(
      told({ 'c.yaml': withSections('plans: {}\nattributes: { user: { constructor: { type: string } } }\n') })[0],
    ).toContain('this name is reserved');
  });

  it.each(['P', '1Y', 'P1', 'PT5H', 'P-1Y', 'P1.5Y', 'P1D1Y', ''])('does not take "%s" for a term', (term) => {
    const problems = told({ 'c.yaml': withSections(`plans:\n  a@1: { ${PLAN.replace('P1Y', `'${term}'`)} }\n`) });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(/^c\.yaml:5:\d+: error form_invalid: plans\.a@1\.term/);
  });

  it.each(['P1Y', 'P14D', 'P1Y6M', 'P2W', 'P1Y2M3W4D', 'evergreen'])('takes "%s" for one', (term) => {
    expect(told({ 'c.yaml': withSections(`plans:\n  a@1: { ${PLAN.replace('P1Y', term)} }\n`) })).toEqual([]);
  });

  it.each(['catalog: 2\nsegments: {}\n', 'segments: {}\n', '- segments\n- overlays\n', '# nothing yet\n'])(
    'says of which form it is, in every file: %j does not',
    (text) => {
      const [problem, ...others] = told({ 'a.yaml': withSections('plans: {}\n'), 'b.yaml': text });
      expect(problem).toMatch(/^b\.yaml:1:1: error form_invalid: .*(`catalog: 1`|form 1)/);
      expect(others).toEqual([]);
    },
  );
});

describe('YAML', () => {
  it('that is none is refused where it stops being it', () => {
    expect(told({ 'c.yaml': 'catalog: 1\nproducts: { p: { name: P }\nfeatures: {}\n' })[0]).toMatch(
      /^c\.yaml:3:\d+: error yaml_invalid: /,
    );
  });

  it('that is broken in two files is told of both', () => {
    expect(told({ 'a.yaml': 'a: [', 'b.yaml': 'b: }' }).map((line) => line.split(':', 1)[0])).toEqual(
      expect.arrayContaining(['a.yaml', 'b.yaml']),
    );
  });

  it('that says a thing twice in one file is refused at the second', () => {
    expect(told({ 'c.yaml': withSections('plans: {}\nplans: {}\n') })).toEqual([
      'c.yaml:5:1: error yaml_invalid: "plans" stands here a second time; only one of the two can be meant',
    ]);
  });

  it('that says a thing twice in two files is refused at the second', () => {
    const more = 'catalog: 1\nfeatures:\n  g: { product: p, type: boolean }\n  f: { product: p, type: limit }\n';
    expect(told({ 'a.yaml': withSections('plans: {}\n'), 'b.yaml': more })).toEqual([
      'b.yaml:4:3: error name_duplicate: features.f is defined in another file already',
    ]);
  });

  it('merges attributes by whose they are, and refuses one that is declared twice', () => {
    const file = (attributes: string) => `catalog: 1\nattributes: { ${attributes} }\n`;
    const whole = withSections('plans: {}\n');
    expect(
      told({
        'a.yaml': whole,
        'b.yaml': file('user: { a: { type: string } }'),
        'c.yaml': file('user: { b: { type: string } }'),
      }),
    ).toEqual([]);
    expect(
      told({
        'a.yaml': whole,
        'b.yaml': file('user: { a: { type: string } }'),
        'c.yaml': file('user: { a: { type: number } }'),
      }),
    ).toEqual(['c.yaml:2:23: error name_duplicate: attributes.user.a is defined in another file already']);
  });

  const noAliases = 'anchors and aliases are not used in catalogs: write the value out where it applies';

  it('that refers to itself is refused', () => {
    const text = withSections(`plans:\n  a@1: &a { ${PLAN} }\n  b@1: *a\n`);
    expect(told({ 'c.yaml': text })).toEqual([`c.yaml:5:8: error yaml_invalid: ${noAliases}`]);
  });

  it('that explodes when it is read is refused before it does', () => {
    const levels = Array.from(
      { length: 30 },
      (_, level) => `l${level + 1}: &l${level + 1} [${`*l${level}, `.repeat(9)}*l${level}]`,
    );
    const started = process.hrtime.bigint();
    expect(told({ 'c.yaml': `catalog: 1\nl0: &l0 [x, x]\n${levels.join('\n')}\n` })).toEqual([
      `c.yaml:2:5: error yaml_invalid: ${noAliases}`,
    ]);
    expect(Number(process.hrtime.bigint() - started) / 1e6).toBeLessThan(10_000);
  });

  it('that is larger than 5 MB, all files together, is not even parsed', () => {
    const half = `catalog: 1\n#${'x'.repeat(2_700_000)}`;
    expect(told({ 'b.yaml': half, 'a.yaml': half })).toEqual([
      'a.yaml:1:1: error too_large: the sources have 5400024 characters; at most 5242880 are read',
    ]);
    expect(told({ 'a.yaml': `${withSections('plans: {}\n')}#${'x'.repeat(5_000_000)}` })).toEqual([]);
  });

  it('cannot reach what every object has', () => {
    expect(told({ 'c.yaml': withSections('plans: {}\n__proto__: { polluted: true }\n') })[0]).toContain(
      '"__proto__" is not known here',
    );
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });
});
