import { describe, expect, it } from 'vitest';
import { rulebookOf } from '../../../../test/support/packs.ts';
import { SHIPPED, SHIPPED_PACKS } from '../../../../test/support/regulations.ts';
import { formatProblem } from '../catalog/problem.ts';
import { compilePacks } from './compile.ts';

/** What is said of a pack of a vendor, which stands beside the shipped ones. */
function saidOf(text: string): string[] {
  return compilePacks({ ...SHIPPED_PACKS, 'vendor.yaml': text }).problems.map(formatProblem);
}

/** A pack with one row, which says what is given and is right otherwise. */
function withRow(lines: string): string {
  return `regulations: 1
pack: vendor
rows:
  mine:
    title: Mine
    who: [consumer]
    factor: billing
    status: in_force
    on: true
    tag: B
    reviewed_by: null
    review_due: 2027-01-01
${lines}`;
}

const SOURCE = '    source: here\n';
const PROVISIONS = '    provisions: [{ kind: deny }]\n';

describe('what is wrong with a pack is said with file, line and column', () => {
  it.each([
    [
      'an unknown country',
      withRow(`${SOURCE}${PROVISIONS}    where: [DE, ZZ]\n`),
      ['vendor.yaml:15:17: error place_unknown: there is no country "ZZ" in ISO 3166-1. Did you mean "AZ"?'],
    ],
    [
      'a subdivision that its country does not have',
      withRow(`${SOURCE}${PROVISIONS}    where: [US-ZZ]\n`),
      ['vendor.yaml:15:13: error place_unknown: ISO 3166-2 has no subdivision "US-ZZ". Did you mean "US-AZ"?'],
    ],
    [
      'an area that no pack defines',
      withRow(`${SOURCE}${PROVISIONS}    where: [x-UA-DNX]\n`),
      ['vendor.yaml:15:13: error place_unknown: no pack says where "x-UA-DNX" lies. Did you mean "x-UA-DNR"?'],
    ],
    [
      'a group that does not exist',
      withRow(`${SOURCE}${PROVISIONS}    where: [adequat]\n`),
      ['vendor.yaml:15:13: error group_unknown: there is no group "adequat". Did you mean "adequate"?'],
    ],
    [
      'the same in an exception',
      withRow(`${SOURCE}    where: [DE]\n    provisions:\n      - kind: deny\n        unless: [{ where: [E] }]\n`),
      ['vendor.yaml:17:28: error group_unknown: there is no group "E". Did you mean "EU"?'],
    ],
    [
      'a row without a source',
      withRow(`${PROVISIONS}    where: [DE]\n`),
      ['vendor.yaml:4:3: error form_invalid: rows.mine.source: is missing'],
    ],
    [
      'a row that ends before it begins',
      withRow(`${SOURCE}${PROVISIONS}    where: [DE]\n    effective_from: 2026-01-01\n    effective_to: 2026-01-01\n`),
      ['vendor.yaml:17:5: error dates_invalid: ends on 2026-01-01, but begins on 2026-01-01'],
    ],
    [
      'a date that does not exist',
      withRow(`${SOURCE}${PROVISIONS}    where: [DE]\n    effective_from: 2026-02-29\n`),
      ['vendor.yaml:16:5: error form_invalid: rows.mine.effective_from: a civil date that exists, YYYY-MM-DD'],
    ],
    [
      'two provisions about the same at one time',
      withRow(`${SOURCE}    where: [DE]
    provisions:
      - { kind: binding.cap, max: P1Y, effective_to: 2026-06-02 }
      - { kind: binding.cap, max: P2Y, effective_from: 2026-06-01 }
`),
      [
        'vendor.yaml:17:9: error dates_overlap: another "binding.cap" of this row says something of the same in a part of this time',
      ],
    ],
    [
      'a provision that holds when its row does not',
      withRow(`${SOURCE}    where: [DE]
    effective_from: 2026-01-01
    provisions: [{ kind: deny, effective_to: 2026-01-01 }]
`),
      ['vendor.yaml:16:18: error dates_invalid: this provision holds at no time at which its row does'],
    ],
    [
      'a member of a group twice at one time',
      `regulations: 1
pack: vendor
groups:
  ours:
    - { members: [DE], to: 2020-01-02 }
    - { members: [FR, DE], from: 2020-01-01 }
`,
      ['vendor.yaml:6:23: error dates_overlap: "DE" is a member already in a part of this time'],
    ],
    [
      'groups that contain each other',
      `regulations: 1
pack: vendor
groups:
  ours: [{ members: [yours] }]
  yours: [{ members: [ours] }]
`,
      [
        'vendor.yaml:4:3: error group_cycle: the group contains itself: ours → yours → ours',
        'vendor.yaml:5:3: error group_cycle: the group contains itself: yours → ours → yours',
      ],
    ],
    [
      'a group with the name of a country',
      'regulations: 1\npack: vendor\ngroups:\n  DE: [{ members: [FR] }]\n',
      ['vendor.yaml:4:3: error name_reserved: "DE" is a place; a group has another name'],
    ],
    [
      'rows that supersede each other',
      `${withRow(`${SOURCE}${PROVISIONS}    where: [DE]\n    supersedes: [gb-dmcc]\n`)}
  gb-dmcc: { override: true, supersedes: [mine] }
`,
      [
        'vendor.yaml:16:5: error supersedes_cycle: the row supersedes itself: mine → gb-dmcc → mine',
        'vendor.yaml:18:30: error supersedes_cycle: the row supersedes itself: gb-dmcc → mine → gb-dmcc',
      ],
    ],
    [
      'a row to supersede that there is not',
      withRow(`${SOURCE}${PROVISIONS}    where: [DE]\n    supersedes: [gb-crr]\n`),
      ['vendor.yaml:16:18: error name_unknown: there is no row "gb-crr". Did you mean "gb-ccr"?'],
    ],
    [
      'a parameter of another kind',
      withRow(`${SOURCE}    where: [DE]\n    provisions: [{ kind: deny, max: P1Y }]\n`),
      ['vendor.yaml:15:32: error form_invalid: "max" is not known here: it does not go with kind: deny'],
    ],
    [
      'a row in force that demands nothing',
      withRow(`${SOURCE}    where: [DE]\n    provisions: []\n`),
      ['vendor.yaml:15:5: error form_invalid: mine: a row that is in force has at least one provision'],
    ],
    [
      'a row in force that is about contracts of no time',
      'regulations: 1\npack: vendor\nrows:\n  gb-dmcc: { override: true, status: in_force }\n',
      ['vendor.yaml:4:30: error dates_invalid: gb-dmcc: a row in force that is about contracts says from when on'],
    ],
    [
      'a row under a name that is taken',
      'regulations: 1\npack: vendor\nrows:\n  ca-fee: { on: false }\n',
      [
        'vendor.yaml:4:3: error name_duplicate: rows.ca-fee is defined already; a pack that means to change it says `override: true`',
      ],
    ],
    [
      'an override of nothing',
      'regulations: 1\npack: vendor\nrows:\n  ca-free: { override: true, on: false }\n',
      ['vendor.yaml:4:3: error name_unknown: there is no row "ca-free" to override'],
    ],
    [
      'a file of another form',
      'catalog: 1\n',
      ['vendor.yaml:1:1: error form_invalid: every pack begins with `regulations: 1`, the form that this reader knows'],
    ],
    [
      'no YAML',
      'regulations: [',
      [
        'vendor.yaml:1:15: error yaml_invalid: Flow sequence in block collection must be sufficiently indented and end with a ]',
      ],
    ],
  ])('%s', (_, text, said) => expect(saidOf(text)).toEqual(said));

  it('says everything that is wrong at once', () => {
    const text = withRow(`${PROVISIONS}    where: [DE]\n`).concat(
      '  another: { title: B, where: [ZZ], who: [consumer], factor: usage, status: in_force, on: true, provisions: [{ kind: deny }], source: s, tag: B, reviewed_by: null, review_due: 2027-01-01 }\n',
    );
    expect(saidOf(text)).toEqual([
      'vendor.yaml:4:3: error form_invalid: rows.mine.source: is missing',
      'vendor.yaml:15:32: error place_unknown: there is no country "ZZ" in ISO 3166-1. Did you mean "AZ"?',
    ]);
  });
});

describe("a vendor's own pack", () => {
  const OVERRIDE = 'regulations: 1\npack: vendor\nrows:\n  eu-modify: { override: true, on: true, note: ours }\n';

  it('adds rows, which decisions name with its pack', () => {
    const { rows } = rulebookOf({
      ...SHIPPED_PACKS,
      'vendor.yaml': withRow(`${SOURCE}${PROVISIONS}    where: [DE]\n`),
    });
    expect(rows.find(({ id }) => id === 'mine')).toMatchObject({ pack: 'vendor', applies_to: 'event' });
  });

  it('overrides fields of a row and leaves the others, whichever file comes first', () => {
    const [before, after] = ['a.yaml', 'z.yaml'].map((file) => rulebookOf({ ...SHIPPED_PACKS, [file]: OVERRIDE }));
    expect(before?.rows.find(({ id }) => id === 'eu-modify')).toMatchObject({
      pack: 'vendor',
      on: true,
      note: 'ours',
      source: 'Dir. 2019/770 art. 19',
    });
    expect(after).toEqual(before);
  });

  it('makes another rulebook, under another name; the same packs make the same', () => {
    expect(rulebookOf({ ...SHIPPED_PACKS, 'vendor.yaml': OVERRIDE }).version).not.toBe(SHIPPED.version);
    expect(rulebookOf(SHIPPED_PACKS)).toEqual(SHIPPED);
  });

  it('may not override what another pack overrides already', () => {
    const said = compilePacks({ ...SHIPPED_PACKS, 'a.yaml': OVERRIDE, 'b.yaml': OVERRIDE }).problems.map(formatProblem);
    expect(said).toContain('b.yaml:4:32: error name_duplicate: eu-modify.on is overridden by another pack already');
  });
});

describe('the packs that ship', () => {
  it('claim no review that has not taken place, and say when one is due', () => {
    expect(SHIPPED.rows.filter(({ reviewed_by }) => reviewed_by !== null)).toEqual([]);
  });

  it('are on or off by default as the collection of regulations says', () => {
    expect(SHIPPED.rows.filter(({ on }) => !on).map(({ id }) => id)).toEqual([
      'ai-art50',
      'ai-gpai',
      'ai-high',
      'ai-ncii',
      'au-utp',
      'cn-home',
      'eu-modify',
      'gb-dmcc',
      'in-xfer',
      'ny-5903',
      'ru-home',
      'us-dsp',
      'us-ftc',
    ]);
  });

  it('act only where they are in force', () => {
    const others = SHIPPED.rows.filter(({ status }) => status !== 'in_force').map(({ id, status }) => [id, status]);
    expect(others).toEqual([
      ['ai-high', 'pending'],
      ['au-utp', 'pending'],
      ['gb-dmcc', 'pending'],
      ['us-ftc', 'vacated'],
    ]);
  });

  it('know who was in the EEA when, through the groups inside it', () => {
    const of = (code: string) => SHIPPED.members.get('EEA')?.get(code);
    expect(of('GB')).toEqual([{ code: 'GB', from: '1994-01-01', to: '2021-01-01' }]);
    expect(of('HR')).toEqual([{ code: 'HR', from: '2013-07-01' }]);
    expect(of('NO')).toEqual([{ code: 'NO', from: '1994-01-01' }]);
    expect([of('GL'), of('AW')]).toEqual([undefined, undefined]);
  });
});
