export { type LoadedProgram, loadProgram, ProgramUnreadableError } from '../catalog/load.ts';
export type { Program } from '../catalog/program.ts';
export { type Facts, MAX_FACTS_BYTES } from '../terms/facts.ts';
export { REASONS, type ReasonCode } from '../terms/reasons.ts';
export type { Source } from '../terms/resolve.ts';
export { type Decision, type DecisionRequest, decide, withoutLicense } from './decide.ts';
export { FactsUnreadableError, open, type Session, windowOf } from './session.ts';
