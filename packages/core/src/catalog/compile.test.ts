import { fc, it } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { parse, stringify } from 'yaml';
import { ATLAS_FILES, compiled, LAB_FILES } from '../../../../test/support/catalogs.ts';
import { sha256Hex } from '../hash/sha256.ts';
import { latestPlan, loadProgram } from './load.ts';

const atlas = compiled(ATLAS_FILES);
const lab = compiled(LAB_FILES);

/** A name that a catalog defines, alone: what its files may be cut into. */
interface Piece {
  readonly section: string;
  readonly name: string;
  readonly value: unknown;
}
type Sections = Readonly<Record<string, Readonly<Record<string, unknown>>>>;
const pieces: Piece[] = Object.values(ATLAS_FILES).flatMap((text) => {
  const { catalog: _, ...sections }: Sections = parse(text);
  return Object.entries(sections).flatMap(([section, names]) =>
    Object.entries(names).map(([name, value]) => ({ section, name, value })),
  );
});

/** Puts pieces into files, in the order given, as YAML. */
function filesOf(cut: readonly (readonly Piece[])[]): Record<string, string> {
  const files = cut.map((part, index) => {
    const sections: Record<string, Record<string, unknown>> = {};
    for (const { section, name, value } of part) sections[section] = { ...sections[section], [name]: value };
    return [`file-${index}.yaml`, stringify({ catalog: 1, ...sections })];
  });
  return Object.fromEntries(files);
}

describe('a program', () => {
  it('is plain JSON, and named by the hash of its text', () => {
    expect(JSON.parse(atlas.programText)).toEqual(atlas.program);
    expect(sha256Hex(atlas.programText)).toBe(atlas.hash);
    expect(atlas.program.catalog).toBe(atlas.version);
  });

  it('knows features by their index, in the order of their names', () => {
    const names = lab.program.features.map(({ name }) => name);
    expect(names).toEqual([...names].toSorted());
    const grants = lab.program.plans
      .find(({ name }) => name === 'lab-max@1')
      ?.grants.map(([index, value]) => [names[index], value]);
    expect(grants).toContainEqual(['lab-benches', null]);
    expect(grants).toContainEqual(['lab-support', 'gold']);
  });

  it('has its segments in the order in which they are laid: rank, then name', () => {
    const order = lab.program.segments.map(({ name }) => name);
    expect(order.slice(0, 4)).toEqual(['lab-forty', 'lab-five-more', 'lab-double', 'lab-fifteen-percent-more']);
    expect(order.indexOf('lab-two-again')).toBeGreaterThan(order.indexOf('lab-at-most-none'));
  });

  it('says of a plan what differs from the defaults, so that a program of before there were any reads the same', () => {
    const planOf = (fields: string) =>
      compiled({
        'c.yaml': `catalog: 1\nproducts: { p: { name: P } }\nfeatures: { on: { product: p, type: boolean } }\nplans: { a@1: { product: p, tier: 1, ${fields}, grants: { on: true } } }\n`,
      }).program.plans[0];
    const bare = { name: 'a@1', product: 'p', kind: 'base', tier: 1, grants: [[0, true]] };
    const defaults = 'trialEnd: lapse, firstUse: false';
    const renewal = 'policy: auto, basis: expiry, expiration: restrict, approval: false, payment: false';
    expect(planOf(`kind: base, term: evergreen, trial: P14D, ${defaults}, renewal: { ${renewal} }`)).toEqual({
      ...bare,
      trial: 'P14D',
      renewal: { policy: 'auto' },
    });
    const said =
      'policy: manual, notice: P30D, basis: now, grace: P7D, expiration: allow, approval: true, payment: true';
    expect(
      planOf(`kind: base, term: P1Y, trial: P14D, trialEnd: convert, firstUse: true, renewal: { ${said} }`),
    ).toEqual({
      ...bare,
      term: 'P1Y',
      trial: 'P14D',
      trialEnd: 'convert',
      firstUse: true,
      renewal: {
        policy: 'manual',
        notice: 'P30D',
        basis: 'now',
        grace: 'P7D',
        expiration: 'allow',
        approval: true,
        payment: true,
      },
    });
  });

  it('carries no word that is only for people', () => {
    expect(atlas.programText).not.toContain('description');
  });

  it('is the same whatever a rule looks like, as long as it says the same', () => {
    const [path = '', text = ''] = Object.entries(LAB_FILES)[0] ?? [];
    const rewritten = compiled({
      [path]: text.replace(
        'rule: license.tier >= 20 && user.labTrained',
        `rule: "((license.tier >= 20)) && (user['labTrained'])"`,
      ),
    });
    expect(rewritten.program.segments).toEqual(lab.program.segments);
  });
});

describe('what a feature is to regulations', () => {
  const feature = (classes: string) =>
    compiled({
      'c.yaml': `catalog: 1
products: { p: { name: P } }
features: { f: { product: p, type: boolean ${classes} } }
plans: { a@1: { product: p, kind: base, tier: 1, term: P1Y, renewal: { policy: auto }, grants: { f: true } } }
`,
    }).program.features[0];

  it('is in its program as far as it is said', () => {
    expect(feature('')).toEqual({ name: 'f', product: 'p', type: 'boolean' });
    const classes = { tags: ['loot_box'], exportClass: '5D002', enc: 'b1', softwareClass: 'design' };
    for (const [name, value] of Object.entries(classes))
      expect(feature(`, ${name}: ${JSON.stringify(value)}`)).toEqual({
        name: 'f',
        product: 'p',
        type: 'boolean',
        [name]: value,
      });
  });
});

describe('the same catalog in other files', () => {
  const cuts = fc
    .tuple(
      fc.shuffledSubarray(pieces, { minLength: pieces.length }),
      fc.array(fc.integer({ min: 0, max: pieces.length }), { maxLength: 6 }),
    )
    .map(([shuffled, at]) =>
      [0, ...[...at].toSorted((a, b) => a - b), pieces.length].map((from, index, all) =>
        shuffled.slice(from, all[index + 1] ?? from),
      ),
    );

  it.prop([cuts], { numRuns: 25 })('has the same version and the same hash, however it is cut and ordered', (cut) => {
    const other = compiled(filesOf(cut));
    expect([other.version, other.hash]).toEqual([atlas.version, atlas.hash]);
  });

  it('has another version as soon as anything is said otherwise', () => {
    const other = compiled(
      filesOf([
        pieces.map((piece) =>
          piece.name === 'power-analysts' && piece.section === 'overlays'
            ? { ...piece, value: { queries: { add: 50_001 } } }
            : piece,
        ),
      ]),
    );
    expect(other.version).not.toBe(atlas.version);
    expect(other.hash).not.toBe(atlas.hash);
  });
});

describe('reading a program', () => {
  it('finds the newest version of a plan by number, not by letters', () => {
    const versions = {
      ...lab.program,
      plans: ['p@2', 'p@10', 'p@9', 'pp@99'].map((name) => ({ ...lab.program.plans[0]!, name })),
    };
    const program = loadProgram(versions, 'hash');
    expect(latestPlan(program, 'p')?.name).toBe('p@10');
    expect(latestPlan(program, 'p@9')?.name).toBe('p@9');
    expect(latestPlan(program, 'p@3')).toBeUndefined();
    expect(latestPlan(program, 'q')).toBeUndefined();
  });
});
