export {
  type Cause,
  EVENT_TYPES,
  evolve,
  follow,
  initialState,
  type LicenseEvent,
  type LicenseEventType,
} from './event.ts';
export type { Facts } from '../terms/facts.ts';
export { factsOf, FactsTooLargeError, writeFacts } from './facts.ts';
export { type Customer, type Item, type License, type LicenseBody, licenseId, type WaitingItem } from './license.ts';
export { type Due, nextDue } from './next-due.ts';
export {
  customerIdSchema,
  type Order,
  orderCustomerSchema,
  orderIdSchema,
  orderItemSchema,
  orderKey,
  orderSchema,
  orderSourceSchema,
} from './order.ts';
export { PlanUnknownError, productsOf, projectCustomer } from './project.ts';
export { type Command, type Proposal, propose, type World } from './propose.ts';
export { customerSchema, factsSchema, licenseEventSchema, licenseSchema } from './schema.ts';
