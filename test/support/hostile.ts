import type { CatalogFiles, ProblemCode } from '@licet/core/catalog';

/** Something that somebody who means no good might publish, and how it is refused: the code of the first error, and a part of what it says. */
export interface Hostile {
  readonly what: string;
  readonly files: () => CatalogFiles;
  readonly code: ProblemCode;
  readonly says: string;
}

const HEAD = `catalog: 1
products: { p: { name: P } }
attributes:
  customer: { n: { type: number }, s: { type: string }, l: { type: list } }
features: { f: { product: p, type: boolean } }
plans: {}
`;
const yaml = (text: string): CatalogFiles => ({ 'catalog.yaml': text });
const segments = (rules: readonly string[]): string =>
  rules
    .map(
      (rule, rank) =>
        `  s${rank}: { level: customer, dimension: role, rank: ${rank}, rule: ${JSON.stringify(rule)} }\n`,
    )
    .join('');
const withRules = (...rules: readonly string[]): CatalogFiles => yaml(`${HEAD}segments:\n${segments(rules)}`);
const withMapping = (match: string): CatalogFiles =>
  yaml(`${HEAD}mappings:\n  m: { match: ${JSON.stringify(match)}, order: "{}" }\n`);
/** As many as fit between two texts in a rule of the greatest length. */
const filled = (before: string, part: string, after: string): string =>
  before + part.repeat(Math.floor((4000 - before.length - after.length) / part.length)) + after;
const MEGABYTE = 1024 * 1024;

export const HOSTILE: readonly Hostile[] = [
  {
    what: 'CEL: brackets nested as deep as a rule is long',
    files: () => withRules(`${'('.repeat(1999)}true${')'.repeat(1997)}`),
    code: 'rule_invalid',
    says: 'nested less',
  },
  {
    what: 'CEL: a list as long as a rule',
    files: () => withRules(filled('customer.n in [1', ',1', ']')),
    code: 'rule_invalid',
    says: 'Exceeded max',
  },
  {
    what: 'CEL: a rule of a megabyte',
    files: () => withRules('true || '.repeat(MEGABYTE / 8)),
    code: 'form_invalid',
    says: '4000',
  },
  {
    what: 'CEL: a thousand rules of the greatest length',
    files: () => {
      const longest = filled('true', ' || true', '');
      const quoted = segments(Array.from({ length: 1000 }, () => longest));
      return yaml(`${HEAD}segments:\n${quoted.replaceAll('"', '')}`);
    },
    code: 'rule_invalid',
    says: 'Exceeded maxAstNodes',
  },
  {
    what: 'CEL: a thousand rules of the greatest length in double quotes',
    files: () => withRules(...Array.from({ length: 1000 }, () => filled('true', ' || true', ''))),
    code: 'too_large',
    says: '8 letters in double quotes count as one',
  },
  {
    what: 'CEL: a regular expression that never ends',
    files: () => withRules(`customer.s.matches('^(a+)+$')`),
    code: 'rule_invalid',
    says: 'matches() is not available',
  },
  {
    what: 'CEL: lists gone through inside of lists',
    files: () =>
      withRules('customer.l.exists(a, customer.l.exists(b, customer.l.exists(c, customer.l.exists(d, a == d))))'),
    code: 'rule_invalid',
    says: 'nest at most 2 deep',
  },
  {
    what: 'CEL: one type taken for another',
    files: () => withRules(`customer.n == 'one'`, 'customer.s > 1', 'customer.l', '1 + true'),
    code: 'rule_invalid',
    says: 'compare',
  },
  {
    what: 'CEL of a mapping: a regular expression that never ends',
    files: () => withMapping(`payload.name.matches('^(a+)+$')`),
    code: 'mapping_invalid',
    says: 'matches() is not available',
  },
  {
    what: 'CEL of a mapping: lists gone through inside of lists',
    files: () => withMapping('payload.a.all(x, payload.a.all(y, payload.a.all(z, z == x)))'),
    code: 'mapping_invalid',
    says: 'one list inside another',
  },
  {
    what: 'YAML: a bomb of aliases',
    files: () => {
      const levels = Array.from(
        { length: 30 },
        (_, at) => `l${at + 1}: &l${at + 1} [${`*l${at}, `.repeat(9)}*l${at}]\n`,
      );
      return yaml(`catalog: 1\nl0: &l0 [x, x]\n${levels.join('')}`);
    },
    code: 'yaml_invalid',
    says: 'anchors and aliases are not used',
  },
  {
    what: 'YAML: a list that contains itself',
    files: () => yaml('catalog: 1\nproducts: &p [*p]\n'),
    code: 'yaml_invalid',
    says: 'anchors and aliases are not used',
  },
  {
    what: 'YAML: thirty thousand keys that are one',
    files: () => yaml(`catalog: 1\nproducts:\n${'  p: 1\n'.repeat(30_000)}`),
    code: 'yaml_invalid',
    says: 'stands here a second time',
  },
  {
    what: 'YAML: a million brackets',
    files: () => yaml(`catalog: 1\nproducts: ${'['.repeat(1e6)}`),
    code: 'yaml_invalid',
    says: 'nested more than 32 deep',
  },
  {
    what: 'YAML: a hundred thousand lists that begin on one line',
    files: () => yaml(`catalog: 1\nproducts:\n  ${'- '.repeat(100_000)}x\n`),
    code: 'yaml_invalid',
    says: 'begin on this line',
  },
  {
    what: 'YAML: maps nested line by line',
    files: () =>
      yaml(
        `catalog: 1\nproducts:\n${Array.from({ length: 3000 }, (_, depth) => `${' '.repeat(depth + 1)}a:\n`).join('')}`,
      ),
    code: 'yaml_invalid',
    says: 'nested too deeply',
  },
  {
    what: 'YAML: five megabytes of short names',
    files: () => yaml(`catalog: 1\nproducts:\n${'  a: b\n'.repeat(740_000)}`),
    code: 'too_large',
    says: 'more than 300000 names, values and marks',
  },
  {
    what: 'a catalog of 100 MB',
    files: () => yaml(`catalog: 1\n${'# a\n'.repeat(25 * MEGABYTE)}`),
    code: 'too_large',
    says: 'at most 5242880 are read',
  },
  {
    what: 'a catalog of a form that is not known',
    files: () => yaml(HEAD.replace('catalog: 1', 'catalog: 2')),
    code: 'form_invalid',
    says: 'bring Licet up to date',
  },
  {
    what: 'names that every object has',
    files: () => yaml(`${HEAD}segments: { __proto__: { level: customer } }\nconstructor: { prototype: 1 }\n`),
    code: 'yaml_invalid',
    says: 'this name is reserved',
  },
];
