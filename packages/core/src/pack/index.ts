export { compilePacks, type PackValidation } from './compile.ts';
export { misplaced } from './misplaced.ts';
export type { PackFiles } from './read.ts';
export type { PackProblem, PackProblemCode } from './report.ts';
export { overrideSchema, packSchema, rowSchema } from './schema.ts';
