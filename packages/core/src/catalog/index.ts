export { compile, type CompiledCatalog, type Validation, validateCatalog, withPlansOf } from './compile.ts';
export { type CatalogChange, diffCatalogs, mayWithdraw } from './diff.ts';
export { latestPlan, type LoadedProgram, loadProgram, planName, planVersion } from './load.ts';
export { type BusEvent, type Mapped, mapEvent } from './mapping.ts';
export { formatProblem, type Problem, PROBLEMS, type ProblemCode } from './problem.ts';
export type { Program, ProgramMeter, ProgramPlan } from './program.ts';
export type { CatalogFiles } from './read.ts';
export { type Catalog, catalogSchema } from './schema.ts';
