import { ConditionalCheckFailedException, TransactionConflictException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Window } from '@licet/core/metering';
import { customerKey, markKey, padded, shardOf } from '../registry/keys.ts';
import { ConflictError } from '../registry/transaction.ts';

/** Idempotency keys are kept for ten minutes, and at most 512 of them, so that an item stays small. */
const KEY_LIFETIME_MS = 10 * 60_000;
const MAX_KEYS = 512;
/** Usage is kept for thirteen months after its window, for year-over-year questions; TTL only tidies. */
const KEPT_SECONDS = 396 * 86_400;

/** One customer's use of one meter in one window. */
export interface UsageItem {
  readonly total: number;
  /** When each recent idempotency key consumed (epoch milliseconds), by the key's short hash. */
  readonly keys: ReadonlyMap<string, number>;
}

export interface UsageSlot {
  readonly customer: string;
  readonly meter: string;
  readonly window: Window;
}

export interface Consumption extends UsageSlot {
  /** The civil day that it counts on. */
  readonly day: string;
  readonly amount: number;
  /** The allowance of the window; Infinity where there is none. */
  readonly limit: number;
  /** The short hash of the idempotency key, if one was given. */
  readonly key: string | undefined;
  readonly now: number;
}

export type Consumed =
  /** `replayed`: the same key consumed before; nothing was counted again. */
  | { readonly outcome: 'consumed' | 'replayed'; readonly total: number }
  | { readonly outcome: 'exhausted'; readonly total: number };

const NOTHING: UsageItem = { total: 0, keys: new Map() };
export const usageKey = ({ customer, meter, window }: UsageSlot) => ({
  pk: customerKey(customer),
  sk: `U#${meter}#${window.start}`,
});
export const dayAttribute = (day: string) => `d#${day}`;
export const expiresAfter = (window: Window) => Math.ceil(window.endsAt / 1000) + KEPT_SECONDS;
const keyAttribute = (key: string) => `k#${key}`;

/**
 * Usage as it is counted. Day buckets and idempotency keys are attributes of the item itself (`d#<day>`, `k#<hash>`), not
 * maps in it: so the very first use and every later one are the same single conditional update.
 */
export function usageTable(client: DynamoDBDocumentClient, table: string) {
  const marked = new Map<string, number>();
  return {
    async read(slot: UsageSlot, { consistent = false } = {}): Promise<UsageItem> {
      const { Item } = await client.send(
        new GetCommand({ TableName: table, Key: usageKey(slot), ConsistentRead: consistent }),
      );
      return Item === undefined ? NOTHING : usageItem(Item);
    },

    /** How much of a window had been used by the end of a day: what was counted on its days up to that one. */
    async usedBy(slot: UsageSlot, day: string): Promise<number> {
      const { Item = {} } = await client.send(
        new GetCommand({ TableName: table, Key: usageKey(slot), ConsistentRead: true }),
      );
      const until = dayAttribute(day);
      return Object.entries(Item)
        .filter(([name]) => name.startsWith(dayAttribute('')) && name <= until)
        .reduce((sum, [, amount]) => sum + numberIn(amount), 0);
    },

    /** Uses up an amount if the allowance covers it and the key has not consumed before: one conditional write. */
    async consume(consumption: Consumption): Promise<Consumed> {
      const { amount, limit, key, now, day, window } = consumption;
      const conditions: string[] = [];
      if (key !== undefined) conditions.push('attribute_not_exists(#key)');
      if (Number.isFinite(limit))
        conditions.push(
          amount > limit
            ? 'attribute_exists(#total) AND #total < :zero'
            : '(attribute_not_exists(#total) OR #total <= :room)',
        );
      const bounded = Number.isFinite(limit);
      try {
        const { Attributes } = await client.send(
          new UpdateCommand({
            TableName: table,
            Key: usageKey(consumption),
            UpdateExpression: `SET expires = :expires${key === undefined ? '' : ', #key = :now'} ADD #total :amount, #day :amount`,
            ...(conditions.length > 0 && { ConditionExpression: conditions.join(' AND ') }),
            ExpressionAttributeNames: {
              '#total': 'total',
              '#day': dayAttribute(day),
              ...(key !== undefined && { '#key': keyAttribute(key) }),
            },
            ExpressionAttributeValues: {
              ':amount': amount,
              ':expires': expiresAfter(window),
              ...(bounded && (amount > limit ? { ':zero': 0 } : { ':room': limit - amount })),
              ...(key !== undefined && { ':now': now }),
            },
            ReturnValues: 'ALL_NEW',
          }),
        );
        const after = usageItem(Attributes ?? {});
        await this.forgetOldKeys(consumption, after);
        return { outcome: 'consumed', total: after.total };
      } catch (error) {
        if (error instanceof TransactionConflictException) throw new ConflictError([]);
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
        // A read that is not consistent may not yet see what this very key consumed, and would deny it.
        const { total, keys } = await this.read(consumption, { consistent: true });
        return { outcome: key !== undefined && keys.has(key) ? 'replayed' : 'exhausted', total };
      }
    },

    /** Drops keys past their time, or past their number (the oldest first), once there are enough to be worth a write. */
    async forgetOldKeys(slot: UsageSlot & { readonly now: number }, { keys }: UsageItem): Promise<void> {
      if (keys.size <= MAX_KEYS) return;
      const oldestFirst = [...keys].toSorted(([, a], [, b]) => a - b);
      const old = oldestFirst.filter(
        ([, at], index) => at < slot.now - KEY_LIFETIME_MS || index < keys.size - MAX_KEYS,
      );
      const names = Object.fromEntries(old.slice(0, 100).map(([key], index) => [`#k${index}`, keyAttribute(key)]));
      await client.send(
        new UpdateCommand({
          TableName: table,
          Key: usageKey(slot),
          UpdateExpression: `REMOVE ${Object.keys(names).join(', ')}`,
          ExpressionAttributeNames: names,
        }),
      );
    },

    /**
     * Marks a customer whose inputs changed, so that the next sweep re-evaluates it. Once a minute and instance is enough, since
     * sweeps keep marks that are younger; a mark that is lost is made good by the sweep over all.
     */
    async mark(customer: string, now: number): Promise<void> {
      if (now - (marked.get(customer) ?? 0) < 60_000) return;
      marked.set(customer, now);
      for (const oldest of marked.keys()) if (marked.size > 10_000) marked.delete(oldest);
      const place = { gpk: `MARK#${shardOf(customer)}`, gsk: `${padded(now, 15)}#${customer}` };
      try {
        await client.send(new PutCommand({ TableName: table, Item: { ...markKey(customer), at: now, ...place } }));
      } catch (error) {
        // Whoever reports the same usage again finds it counted, and must mark all the same.
        marked.delete(customer);
        throw error;
      }
    },
  };
}

export type UsageTable = ReturnType<typeof usageTable>;

function usageItem(item: Readonly<Record<string, unknown>>): UsageItem {
  const keys = new Map<string, number>();
  for (const [name, at] of Object.entries(item))
    if (name.startsWith('k#') && typeof at === 'number') keys.set(name.slice(2), at);
  return { total: numberIn(item['total']), keys };
}

/** A stored number. Beyond what is safe as a double it is read as a bigint, and still is a number. */
export function numberIn(value: unknown): number {
  return typeof value === 'number' || typeof value === 'bigint' ? Number(value) : 0;
}
