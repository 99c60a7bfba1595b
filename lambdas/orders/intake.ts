import { type BusEvent, type Catalog, latestPlan, mapEvent } from '@licet/core/catalog';
import { GATE_ANSWER, submittedOrderSchema } from '@licet/contracts';
import type { LoadedProgram } from '@licet/core/decision';
import { hashOf } from '@licet/core/hash';
import {
  type Order,
  orderCustomerSchema,
  orderIdSchema,
  orderSchema,
  orderSourceSchema,
  OWN_SOURCE,
  productsOf,
} from '@licet/core/license';
import * as z from 'zod';
import type { StartExecution } from '../executions.ts';
import type { AnswerTaken } from '../gates/take-answer.ts';
import type { OrderRepository } from '../registry/orders.ts';
import { ConflictError, retryConflicts } from '../registry/transaction.ts';
import { busEventSchema, plainOrderMessageSchema } from './intake-message.ts';
import type { Addressed, TurnedAway } from './turn-away.ts';

export interface IntakeDependencies {
  readonly takeAnswer: (event: BusEvent) => Promise<AnswerTaken>;
  readonly orders: Pick<OrderRepository, 'pointer' | 'find'>;
  readonly currentCatalog: () => Promise<{ program: LoadedProgram; catalog: Catalog } | undefined>;
  /** Whether an order's customer has to be turned away, and why. */
  readonly turnAway: (program: LoadedProgram, order: Addressed) => Promise<TurnedAway | undefined>;
  readonly startIssue: StartExecution;
  readonly store: (order: Order) => Promise<void>;
}

/**
 * What became of a message: an order was taken in, it was old news, a gate was answered, it cannot be taken in as it is, or it is of a customer
 * whose data may not be kept here, so that nothing is left of it but which order it was.
 */
export type Taken =
  | { readonly outcome: 'started' | 'stale'; readonly order: Order }
  | { readonly outcome: 'rejected'; readonly reason: RejectionReason; readonly detail: string }
  | { readonly outcome: 'turned_away'; readonly because: TurnedAway; readonly source: string; readonly id: string }
  | AnswerTaken;

export type RejectionReason =
  | 'json_invalid'
  | 'unmapped'
  | 'mapping_failed'
  | 'order_invalid'
  | 'plan_unknown'
  | 'product_unknown'
  | 'customer_changed'
  | 'catalog_missing';

type Rejected = Extract<Taken, { outcome: 'rejected' }>;

/**
 * Takes in one message of the intake queue: an answer to a gate, or an order. Maps it to an order, stores the order if it is newer than what is known,
 * and starts its workflow. Taking the same message in again changes nothing. Where another version is stored at this very
 * moment, it looks again: a message that fails would come back only after a minute.
 */
export async function takeIn(deps: IntakeDependencies, body: string, messageId: string): Promise<Taken> {
  const message = parseJson(body);
  if (message === undefined) return { outcome: 'rejected', reason: 'json_invalid', detail: 'the message is not JSON' };
  const { data: event } = busEventSchema.safeParse(message);
  if (event?.['detail-type'] === GATE_ANSWER) return deps.takeAnswer(event);
  return retryConflicts(() => takeInOrder(deps, message, messageId));
}

async function takeInOrder(deps: IntakeDependencies, message: unknown, messageId: string): Promise<Taken> {
  const current = await deps.currentCatalog();
  if (current === undefined)
    return {
      outcome: 'rejected',
      reason: 'catalog_missing',
      detail: 'no catalog has been published yet; publish one and redrive',
    };
  const read = readOrder(message, current.catalog);
  const because = read.addressed && (await deps.turnAway(current.program, read.addressed));
  if (read.addressed && because)
    return { outcome: 'turned_away', because, source: read.addressed.source, id: read.addressed.order };
  if ('rejected' in read) return read.rejected;
  const { order } = read;
  // What a cancelled order was about grants nothing, so it need not be known.
  const unknown = order.items.find(({ plan }) => latestPlan(current.program, plan) === undefined);
  if (unknown !== undefined && order.status === 'active') {
    return {
      outcome: 'rejected',
      reason: 'plan_unknown',
      detail: `the order names the plan "${unknown.plan}", which the catalog does not have; add it and redrive, or mend the order`,
    };
  }
  const known = await deps.orders.pointer(order.source, order.order);
  if (known !== undefined && known.customer !== order.customer.id) {
    return {
      outcome: 'rejected',
      reason: 'customer_changed',
      detail: `this order belongs to the customer "${known.customer}"; cancel it there and order anew`,
    };
  }
  const before = known === undefined ? undefined : await deps.orders.find(known.customer, order.source, order.order);
  // A product that an earlier version was about, and this one is not, loses what that version gave it.
  const touched = new Set([
    ...productsOf(order, current.program),
    ...(before === undefined ? [] : productsOf(before.order, current.program)),
  ]);
  if (touched.size === 0)
    return {
      outcome: 'rejected',
      reason: 'product_unknown',
      detail: 'the order names no item and no product; the catalog has several, so say which',
    };
  try {
    await deps.store(order);
  } catch (error) {
    if (!(error instanceof ConflictError) || error.failed.length === 0) throw error;
    // Somebody stored a version at this very moment: look again, and see it.
    if (before === undefined || order.version > before.order.version) throw error;
    // Old news; or this very version, whose workflow may not have been started yet.
    if (order.version < before.order.version) return { outcome: 'stale', order };
  }
  for (const product of touched) await startIssue(deps.startIssue, order, product, messageId);
  return { outcome: 'started', order };
}

async function startIssue(start: StartExecution, order: Order, product: string, attempt: string): Promise<void> {
  const { source, version, customer } = order;
  const name = hashOf(source, order.order, version, product, attempt);
  await start(name, { source, order: order.order, version, customer: customer.id, product });
}

/** What a message says: an order, or why it is none; and as far as can be told, which order it is and of whom. */
type Read =
  | { readonly order: Order; readonly addressed?: Addressed }
  | { readonly rejected: Rejected; readonly addressed?: Addressed };

function readOrder(message: unknown, catalog: Catalog): Read {
  const plain = plainOrderMessageSchema.safeParse(message);
  if (plain.success) return { order: plain.data.order, addressed: plain.data.order };
  const event = busEventSchema.safeParse(message);
  if (!event.success) return rejected('unmapped', 'the message is neither a plain order nor an event of the bus');
  return event.data.source === OWN_SOURCE ? ownOrder(event.data) : mapOrder(event.data, catalog);
}

/**
 * The order of an event of our own: that with which the new customer of a transferred license begins. The customer's home is where the
 * license was, so nobody asks for it.
 */
function ownOrder({ detail, 'detail-type': type }: BusEvent): Read {
  const order = orderSchema.safeParse(typeof detail === 'object' && detail !== null && Reflect.get(detail, 'order'));
  if (order.success) return { order: order.data };
  return rejected(
    'order_invalid',
    `the event "${type}" of Licet itself carries no order: ${describeIssues(order.error)}`,
  );
}

function mapOrder(event: BusEvent, catalog: Catalog): Read {
  const mapped = mapEvent(catalog.mappings, event);
  if (mapped.outcome === 'unmatched')
    return rejected(
      'unmapped',
      `no mapping of the catalog matches an event "${event['detail-type']}" from "${event.source}"`,
    );
  if (mapped.outcome === 'failed')
    return rejected('mapping_failed', `the mapping "${mapped.mapping}": ${mapped.message}`);
  const order = submittedOrderSchema.safeParse(mapped.order);
  if (order.success) return { order: order.data, addressed: order.data };
  const { data: addressed } = addressedSchema.safeParse(mapped.order);
  return {
    ...rejected(
      'order_invalid',
      `what the mapping "${mapped.mapping}" made is not an order: ${describeIssues(order.error)}`,
    ),
    ...(addressed && { addressed }),
  };
}

function rejected(reason: RejectionReason, detail: string): { rejected: Rejected } {
  return { rejected: { outcome: 'rejected', reason, detail } };
}

/** As much of something that is no order as says whose it is: what is wrong with the rest must not keep it here. */
const { id, country, subdivision, kind, zone, evidence } = orderCustomerSchema.shape;
const addressedSchema = z.object({
  source: orderSourceSchema,
  order: orderIdSchema,
  customer: z.object({
    id,
    country,
    subdivision,
    kind: kind.catch(undefined),
    zone: zone.catch(undefined),
    evidence: evidence.catch(undefined),
  }),
});

function describeIssues({ issues }: z.ZodError): string {
  return issues
    .slice(0, 10)
    .map(({ path, message }) => `${path.map(String).join('.') || 'order'}: ${message}`)
    .join('; ');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
