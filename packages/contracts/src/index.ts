export { type ApiScope, apiKeySchema, createdKeySchema, createKeyRequestSchema, SCOPES } from './api-keys.ts';
export {
  catalogInvalidSchema,
  catalogProblemSchema,
  publishedSchema,
  withdrawalUnconfirmedSchema,
} from './catalog-versions.ts';
export {
  type ApiDecision,
  type CheckRequest,
  type CheckResponse,
  checkRequestSchema,
  checkResponseSchema,
  decisionSchema,
  MAX_FEATURES_PER_CHECK,
} from './check.ts';
export { type ChangeRequest } from './commands.ts';
export { problemSchema } from './common.ts';
export { type Reevaluation, reevaluationSchema } from './customers.ts';
export { deadLetterSchema } from './dead-letters.ts';
export { GATE_ANSWER, gateAnswerSchema, type LicenseGate } from './gates.ts';
export type { ConfiguredHome } from './homes.ts';
export { issuesOf } from './issues.ts';
export { type OrderOutcome, orderOutcomeSchema, storedOrderSchema, submittedOrderSchema } from './orders.ts';
export { ERRORS, type ErrorCode, type Problem, problemOf } from './problem.ts';
export { refusalSchema } from './refusals.ts';
export { type ExplainRequest, explainRequestSchema } from './explain-request.ts';
export { explanationSchema, regulationCalendarSchema } from './regulations.ts';
export { featuresOf, type Misnamed, situationOf } from './situation.ts';
export { type Route, type RouteKey, routes } from './routes.ts';
export { MAX_EVENTS_PER_BATCH, type UsageEvent, usageEventSchema } from './usage.ts';
