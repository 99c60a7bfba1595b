import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { UsageEvent } from '@licet/contracts';
import type { ProgramMeter } from '@licet/core/catalog';
import type { Facts } from '@licet/core/decision';
import { hashOf } from '@licet/core/hash';
import { type Window, windowAt } from '@licet/core/metering';
import { civilDate } from '@licet/core/time';
import type { EntitlementsReader } from '../entitlements/reader.ts';
import { ProblemError } from '../http/problem-error.ts';
import { customerKey } from '../registry/keys.ts';
import { commit, ConflictError, retryConflicts, type TransactionPart } from '../registry/transaction.ts';
import { dayAttribute, expiresAfter, usageKey, type UsageTable } from './usage-table.ts';

export interface RecordDependencies {
  readonly client: DynamoDBDocumentClient;
  readonly table: string;
  readonly entitlements: EntitlementsReader;
  readonly usage: UsageTable;
}

/** Event ids are kept this long; an older event could not be told from its repeat, so it is refused. */
const DEDUPLICATED_DAYS = 32;
const MAX_AGE_MS = 31 * 86_400_000;
/** Clocks are not all right; beyond this an event is from the future. */
const MAX_AHEAD_MS = 5 * 60_000;
/** What one event can add, so that the table can hold it and a total stays exact. */
const SMALLEST_AMOUNT = 1e-9;
const LARGEST_AMOUNT = 1e12;
/** How many events are looked up, or customers counted for, at the same time. */
const AT_ONCE = 10;
/** A transaction has at most 100 parts: so many events, and the usage items that they count on. */
const EVENTS_PER_TRANSACTION = 45;

/** An event that was found countable: on which meter, how much, in which window and on which day. */
interface Counted {
  readonly event: UsageEvent;
  readonly customer: string;
  readonly product: string;
  readonly meter: string;
  readonly amount: number;
  readonly window: Window;
  readonly day: string;
}

/**
 * Counts usage events, each once: an event's (source, id) and what it adds are written in one transaction. Everything is
 * validated before anything is counted, so a batch with one bad event counts nothing and may be mended and sent again.
 * @param allowProduct throws where the caller may not report for a product
 * @throws ProblemError `events_invalid` naming each bad event by its position
 */
export async function recordEvents(
  deps: RecordDependencies,
  events: readonly UsageEvent[],
  now: number,
  allowProduct: (product: string) => void,
): Promise<void> {
  const counted: Counted[] = [];
  const errors: { at: string; detail: string }[] = [];
  const results = await inSlices(events, (event) => countable(deps, event, now));
  for (const [position, result] of results.entries()) {
    if (typeof result === 'string')
      errors.push({ at: events.length === 1 ? 'body' : `body.${position}`, detail: result });
    else {
      allowProduct(result.product);
      counted.push(result);
    }
  }
  const [first] = errors;
  if (first !== undefined)
    throw new ProblemError('events_invalid', `${first.at}: ${first.detail}`, { errors: errors.slice(0, 50) });
  const unique = [...new Map(counted.map((one) => [eventHash(one.event), one])).values()];
  const byCustomer = Map.groupBy(unique, ({ customer }) => customer);
  await inSlices([...byCustomer], async ([customer, own]) => {
    for (let from = 0; from < own.length; from += EVENTS_PER_TRANSACTION) {
      await countChunk(deps, own.slice(from, from + EVENTS_PER_TRANSACTION), now);
    }
    await deps.usage.mark(customer, now);
  });
}

/** Does something with all items, several at once, and returns the results in their order. A batch may be about 500 customers. */
async function inSlices<Item, Result>(
  items: readonly Item[],
  action: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let from = 0; from < items.length; from += AT_ONCE)
    results.push(...(await Promise.all(items.slice(from, from + AT_ONCE).map(action))));
  return results;
}

async function countable(deps: RecordDependencies, event: UsageEvent, now: number): Promise<Counted | string> {
  const at = event.time === undefined ? now : Date.parse(event.time);
  if (at > now + MAX_AHEAD_MS) return `time: ${event.time} lies in the future`;
  if (at < now - MAX_AGE_MS)
    return `time: ${event.time} is more than 31 days ago; so old an event cannot be told from its repeat`;
  const found = await meterOf(deps, event, now);
  if (typeof found === 'string') return found;
  const { meter, facts } = found;
  const amount = amountOf(meter, event);
  if (typeof amount === 'string') return amount;
  const window = windowAt(meter.window, facts.anchor, facts.zone, at);
  const { subject: customer } = event;
  const { product, name } = meter;
  return { event, customer, product, meter: name, amount, window, day: civilDate(at, facts.zone) };
}

/** The meter that counts events of this type, and the facts of the license that it counts for. */
async function meterOf(
  { entitlements }: RecordDependencies,
  event: UsageEvent,
  now: number,
): Promise<{ meter: ProgramMeter; facts: Facts } | string> {
  const program = await entitlements.program(now);
  if (program === undefined)
    throw new ProblemError('catalog_missing', 'publish a catalog first: POST /v1/catalog-versions');
  const { meters } = program.program;
  const meter = meters.find((candidate) => candidate.event === event.type);
  if (meter === undefined)
    return `type: no meter counts events of type "${event.type}"; meters count ${meters.map((known) => known.event).join(', ')}`;
  const facts = (await entitlements.read(event.subject, meter.product, now))?.facts;
  return facts === undefined
    ? `subject: "${event.subject}" has no license for "${meter.product}" in this home; an order brings one`
    : { meter, facts };
}

function amountOf(meter: ProgramMeter, event: UsageEvent): number | string {
  if (meter.aggregate === 'count') return 1;
  const value = event.data?.[meter.property ?? ''];
  if (value === 0 || (typeof value === 'number' && value >= SMALLEST_AMOUNT && value <= LARGEST_AMOUNT)) return value;
  return `data.${meter.property}: the meter "${meter.name}" sums this property, 0 or a number from ${SMALLEST_AMOUNT} to ${LARGEST_AMOUNT}`;
}

function eventHash({ source, id }: UsageEvent): string {
  return hashOf(source, id);
}

/** Counts one customer's events together. Those that were counted before fail their condition, are left out, and the rest is tried again. */
async function countChunk(deps: RecordDependencies, chunk: readonly Counted[], now: number): Promise<void> {
  let remaining = chunk;
  await retryConflicts(async () => {
    while (remaining.length > 0) {
      try {
        return await commit(deps.client, [
          ...remaining.map((one) => onceOnly(deps.table, one, now)),
          ...additions(deps.table, remaining),
        ]);
      } catch (error) {
        if (!(error instanceof ConflictError) || error.failed.length === 0) throw error;
        const repeated = new Set(error.failed);
        remaining = remaining.filter((_, index) => !repeated.has(index));
      }
    }
  }, 12);
}

function onceOnly(table: string, { event, customer }: Counted, now: number): TransactionPart {
  const expires = Math.ceil(now / 1000) + DEDUPLICATED_DAYS * 86_400;
  return {
    Put: {
      TableName: table,
      Item: { pk: customerKey(customer), sk: `EV#${eventHash(event)}`, expires },
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  };
}

function additions(table: string, counted: readonly Counted[]): TransactionPart[] {
  const bySlot = Map.groupBy(counted, (one) => usageKey(one).sk);
  return [...bySlot.values()].flatMap((slot) => {
    const [first] = slot;
    if (first === undefined) return [];
    const days = Map.groupBy(slot, ({ day }) => day);
    const sum = (of: readonly Counted[]) => of.reduce((total, { amount }) => total + amount, 0);
    const names = [...days.keys()].map((day, index) => [`#d${index}`, dayAttribute(day)] as const);
    const values = [...days.values()].map((of, index) => [`:d${index}`, sum(of)] as const);
    const adds = names.map(([name], index) => `${name} :d${index}`).join(', ');
    const update: NonNullable<TransactionPart['Update']> = {
      TableName: table,
      Key: usageKey(first),
      UpdateExpression: `SET expires = :expires ADD #total :total, ${adds}`,
      ExpressionAttributeNames: { '#total': 'total', ...Object.fromEntries(names) },
      ExpressionAttributeValues: {
        ':expires': expiresAfter(first.window),
        ':total': sum(slot),
        ...Object.fromEntries(values),
      },
    };
    return [{ Update: update }];
  });
}
