import { describe, expect, it } from 'vitest';
import { brokenCatalogs } from '../../../../test/support/broken-catalogs.ts';
import { ATLAS_FILES, compiled, LAB_FILES } from '../../../../test/support/catalogs.ts';
import { validateCatalog } from './compile.ts';
import { loadProgram, ProgramUnreadableError, readProgram } from './load.ts';
import { programSchema } from './program-schema.ts';

const lab = compiled(LAB_FILES);
/** Some catalogs with mistakes in them are only warned of, and compiled. */
const warned = brokenCatalogs().flatMap(({ name, files }) => {
  const { compiled: done } = validateCatalog(files);
  return done === undefined ? [] : [[name, done] as const];
});

describe('the schema of programs', () => {
  it.each([['Atlas', compiled(ATLAS_FILES)], ['the vectors', lab], ...warned] as const)(
    'holds for the program of %s, as it is written',
    (_, { programText }) => {
      const program: unknown = JSON.parse(programText);
      expect(programSchema.parse(program)).toEqual(program);
    },
  );

  it('is tried on more than two programs', () => expect(warned.length).toBeGreaterThan(3));

  it.each<[string, object]>([
    ['another form', { v: 2 }],
    ['a part that it does not know', { notes: [] }],
    [
      'a rule of an operator that does not exist',
      { segments: [{ ...lab.program.segments[0], rule: ['xor', true, true] }] },
    ],
    ['a rule with an operand too few', { segments: [{ ...lab.program.segments[0], rule: ['==', 1] }] }],
    ['a grant of what is no feature', { plans: [{ ...lab.program.plans[0], grants: [['sso', true]] }] }],
  ])('does not hold for %s', (_, part) => {
    expect(programSchema.safeParse({ ...lab.program, ...part }).success).toBe(false);
  });
});

describe('a program that cannot be read', () => {
  const refusal = (read: () => unknown) => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof ProgramUnreadableError)) throw error;
      return error.message;
    }
  };
  const { features: _, ...without } = lab.program;

  it.each<[unknown, string]>([
    [{ ...lab.program, v: 2 }, 'program abc has the form 2; this reader knows form 1'],
    [{ ...lab.program, v: '1' }, 'program abc has the form string; this reader knows form 1'],
    [[], 'program abc has the form list; this reader knows form 1'],
    [null, 'program abc has the form null; this reader knows form 1'],
    [without, 'program abc is damaged: "features" is undefined, not list'],
    [{ ...lab.program, plans: {} }, 'program abc is damaged: "plans" is object, not list'],
    [{ ...lab.program, catalog: 7 }, 'program abc is damaged: "catalog" is number, not string'],
  ])('says what is wrong: %#', (program, says) => {
    expect(refusal(() => loadProgram(program, 'abc'))).toBe(says);
    expect(refusal(() => readProgram(JSON.stringify(program), 'abc'))).toBe(says);
  });

  it('is one whose text was cut anywhere', () => {
    const { programText } = lab;
    for (let length = 0; length < programText.length; length += 97)
      expect(refusal(() => readProgram(programText.slice(0, length), 'abc'))).toBe(
        'program abc is damaged: it is not JSON',
      );
    expect(readProgram(programText, 'abc').program).toEqual(lab.program);
  });
});
