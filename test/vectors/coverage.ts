import { explain, type LoadedProgram, open } from '@licet/core/decision';
import { factsAt, momentOf, programOf, requestOf, type Vector, type VectorFile } from './vector.ts';

/** The steps of resolution, in their order, as a trace calls what they consider. */
export const STEPS = ['item', 'overlay', 'override', 'request', 'regulation', 'usage'] as const;
export type Step = (typeof STEPS)[number];

/** The types of features, in the order in which tables have them. */
export const TYPES = ['boolean', 'limit', 'metered', 'static'] as const;

/** What a vector is an example of. */
export interface Example {
  readonly vector: Vector;
  /** The type of the feature that is asked for; undefined where the catalog has none of this name. */
  readonly type: (typeof TYPES)[number] | undefined;
  /** The steps that had a say; none where the license did not stand. */
  readonly steps: ReadonlySet<Step>;
}

/** What vectors are examples of, as the traces of their decisions tell. */
export function examplesOf(files: readonly VectorFile[]): Example[] {
  return files.flatMap((file) => examplesOfFile(file, programOf(file)));
}

function examplesOfFile({ vectors }: VectorFile, program: LoadedProgram): Example[] {
  return vectors.map((vector) => {
    const type = program.features.find(({ name }) => name === vector.request.feature)?.type;
    return { vector, type, steps: stepsOf(vector, program) };
  });
}

/** Any moment will do for a vector that has the same answer at all of them. */
const SOME_MOMENT = Date.parse('2026-11-24T09:30:00Z');
/** The outcomes of what had a say. */
const SAYING = new Set<string>(['counted', 'applied', 'restricted', 'within', 'exceeded']);

function stepsOf(vector: Vector, program: LoadedProgram): ReadonlySet<Step> {
  const at = momentOf(vector, SOME_MOMENT);
  const facts = factsAt(vector, at);
  if (facts === undefined) return new Set();
  const { trace } = explain(open(program, facts), requestOf(vector), at);
  if (trace.some(({ outcome }) => outcome === 'blocks')) return new Set();
  // Without an amount, usage is told of but has nothing to say.
  const asked = (vector.request.used ?? vector.request.wanted) !== undefined;
  const said = new Set<string>(trace.filter(({ outcome }) => SAYING.has(outcome)).map(({ step }) => step));
  return new Set(STEPS.filter((step) => said.has(step) && (step !== 'usage' || asked)));
}
