export {
  type Actor,
  type Change,
  type Command,
  GATE_KINDS,
  type GateKind,
  type LifecycleCommand,
  type GivenConsent,
  type LifecycleCommandType,
  SYSTEM,
} from './command.ts';
export {
  type Cause,
  EVENT_TYPES,
  EVENTS,
  evolve,
  follow,
  initialState,
  type LicenseEvent,
  type LicenseEventType,
} from './event.ts';
export type { Facts } from '../terms/facts.ts';
export { factsOf, FactsTooLargeError, writeFacts } from './facts.ts';
export { homeOf } from './home-of.ts';
export { type Gate, type GateOutcome, isOpen } from './gate.ts';
export {
  type Amendment,
  type Customer,
  type Item,
  type License,
  type LicenseBody,
  licenseId,
  type Notice,
  type Offer,
  type Renewal,
  type WaitingItem,
} from './license.ts';
export { type LicenseRegulations, regulationsOf } from './license-regulations.ts';
export { PlanUnknownError } from './lines.ts';
export { type Due, DUE_KINDS, nextDue } from './next-due.ts';
export {
  civilDateSchema,
  givenConsentSchema,
  customerIdSchema,
  type Order,
  orderCustomerSchema,
  orderIdSchema,
  orderItemSchema,
  orderKey,
  orderSchema,
  orderSourceSchema,
} from './order.ts';
export { productsOf, projectCustomer } from './project.ts';
export { propose } from './propose.ts';
export { leadingTo, replay } from './replay.ts';
export { type RefusalCode, REFUSALS } from './refusal.ts';
export { actorSchema, lifecycleCommandSchema } from './command-schema.ts';
export { licenseEventSchema, rightsSchema } from './event-schema.ts';
export { customerSchema, factsSchema, gateSchema, licenseSchema, noticeSchema, renewalRuleSchema } from './schema.ts';
export { stateAt } from './state.ts';
export { OWN_SOURCE } from './transfer.ts';
export type { Proposal, WindowUse, World } from './world.ts';
export { COMMAND_TYPES, legalIn, LETS_ORDERS_IN, movesOf, TIME, TRANSITIONS } from './transitions.ts';
