import { type BusEvent, type Catalog, latestPlan, mapEvent } from '@licet/core/catalog';
import { GATE_ANSWER, submittedOrderSchema } from '@licet/contracts';
import type { LoadedProgram } from '@licet/core/decision';
import { hashOf } from '@licet/core/hash';
import { type Order, orderSchema, OWN_SOURCE, productsOf } from '@licet/core/license';
import type * as z from 'zod';
import type { StartExecution } from '../executions.ts';
import type { AnswerTaken } from '../gates/take-answer.ts';
import type { OrderRepository } from '../registry/orders.ts';
import { ConflictError, retryConflicts } from '../registry/transaction.ts';
import { busEventSchema, plainOrderMessageSchema } from './intake-message.ts';

export interface IntakeDependencies {
  readonly takeAnswer: (event: BusEvent) => Promise<AnswerTaken>;
  readonly orders: Pick<OrderRepository, 'pointer' | 'find'>;
  readonly currentCatalog: () => Promise<{ program: LoadedProgram; catalog: Catalog } | undefined>;
  readonly startIssue: StartExecution;
  readonly store: (order: Order) => Promise<void>;
}

/** What became of a message: an order was taken in, it was old news, a gate was answered, or it cannot be taken in as it is. */
export type Taken =
  | { readonly outcome: 'started' | 'stale'; readonly order: Order }
  | { readonly outcome: 'rejected'; readonly reason: RejectionReason; readonly detail: string }
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
  if ('outcome' in read) return read;
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

function readOrder(message: unknown, catalog: Catalog): { order: Order } | Rejected {
  const plain = plainOrderMessageSchema.safeParse(message);
  if (plain.success) return { order: plain.data.order };
  const event = busEventSchema.safeParse(message);
  if (!event.success)
    return {
      outcome: 'rejected',
      reason: 'unmapped',
      detail: 'the message is neither a plain order nor an event of the bus',
    };
  return event.data.source === OWN_SOURCE ? ownOrder(event.data) : mapOrder(event.data, catalog);
}

/** The order of an event of our own: that with which the new customer of a transferred license begins. */
function ownOrder({ detail, 'detail-type': type }: BusEvent): { order: Order } | Rejected {
  const order = orderSchema.safeParse(typeof detail === 'object' && detail !== null && Reflect.get(detail, 'order'));
  if (order.success) return { order: order.data };
  return {
    outcome: 'rejected',
    reason: 'order_invalid',
    detail: `the event "${type}" of Licet itself carries no order: ${describeIssues(order.error)}`,
  };
}

function mapOrder(event: BusEvent, catalog: Catalog): { order: Order } | Rejected {
  const mapped = mapEvent(catalog.mappings, event);
  if (mapped.outcome === 'unmatched') {
    return {
      outcome: 'rejected',
      reason: 'unmapped',
      detail: `no mapping of the catalog matches an event "${event['detail-type']}" from "${event.source}"`,
    };
  }
  if (mapped.outcome === 'failed')
    return {
      outcome: 'rejected',
      reason: 'mapping_failed',
      detail: `the mapping "${mapped.mapping}": ${mapped.message}`,
    };
  const order = submittedOrderSchema.safeParse(mapped.order);
  if (order.success) return { order: order.data };
  return {
    outcome: 'rejected',
    reason: 'order_invalid',
    detail: `what the mapping "${mapped.mapping}" made is not an order: ${describeIssues(order.error)}`,
  };
}

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
