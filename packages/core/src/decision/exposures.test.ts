import { describe, expect, it } from 'vitest';
import { LAB_FILES, loadedProgram } from '../../../../test/support/catalogs.ts';
import { licensed, NOW } from '../../../../test/support/lab.ts';
import type { Facts } from '../terms/facts.ts';
import { type DecisionRequest, decide } from './decide.ts';
import { open } from './session.ts';

/** Lab, in which two segments are experiments: one on users, and one on customers. */
const program = loadedProgram(
  Object.fromEntries(
    Object.entries(LAB_FILES).map(([file, text]) => [
      file,
      text
        .replace(
          `rule: "'traveller' in customer.labTags"`,
          `rule: "bucket('lab-travellers', customer.id) < 50", experiment: lab-travellers`,
        ),
    ]),
  ),
);
const exposed = (facts: Facts, request: DecisionRequest) => decide(open(program, facts), request, NOW).exposures;
const drawn = (holds: boolean) => licensed(['lab-pro@1'], { segments: { 'lab-travellers': holds } });

describe('a decision tells the experiments that had a say in it', () => {
  it.each([true, false])('on customers: whether this one is in it (%s)', (included) =>
    expect(exposed(drawn(included), { feature: 'lab-remote' })).toEqual([{ experiment: 'lab-travellers', included }]),
  );

  it('on customers: that it is not known', () => {
    const { 'lab-travellers': _, ...segments } = drawn(true).segments;
    expect(exposed({ ...drawn(true), segments }, { feature: 'lab-remote' })).toEqual([
      { experiment: 'lab-travellers', included: null },
    ]);
  });

  it('on users: who is in it and who is not, which is another answer each', () => {
    const session = open(program, drawn(false));
    const users = Array.from({ length: 20 }, (_, index) => ({ id: `user-${index}` }));
    const answers = users.map((user) => decide(session, { feature: 'lab-preview', user }, NOW));
    for (const { allowed, exposures } of answers)
      expect(exposures).toEqual([{ experiment: 'lab-canaries', included: allowed }]);
    expect(new Set(answers.map(({ allowed }) => allowed))).toEqual(new Set([true, false]));
  });

  it('on users: that it is not known, where nobody is named', () =>
    expect(exposed(drawn(false), { feature: 'lab-preview' })).toEqual([
      { experiment: 'lab-canaries', included: null },
    ]));

  it('and of other features none', () => {
    expect(exposed(drawn(true), { feature: 'lab-cloud', place: { country: 'DE' } })).toEqual([]);
    expect(exposed(drawn(true), { feature: 'lab-benches' })).toEqual([]);
  });
});
