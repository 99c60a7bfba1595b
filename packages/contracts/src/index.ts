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
export { problemSchema } from './common.ts';
export { type Reevaluation, reevaluationSchema } from './customers.ts';
export { deadLetterSchema } from './dead-letters.ts';
export { type OrderOutcome, orderOutcomeSchema, storedOrderSchema } from './orders.ts';
export { ERRORS, type ErrorCode, type Problem, problemOf } from './problem.ts';
export { type Route, type RouteKey, routes } from './routes.ts';
export { MAX_EVENTS_PER_BATCH, type UsageEvent, usageEventSchema } from './usage.ts';
