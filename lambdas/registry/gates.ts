import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { type Gate, gateSchema, isOpen, type License } from '@licet/core/license';
import * as z from 'zod';
import { gateKey, padded, shardOf } from './keys.ts';
import { shardedList } from './sharded-list.ts';
import type { TransactionPart } from './transaction.ts';

export const storedGateSchema = z.object({
  license: z.string(),
  customer: z.string(),
  product: z.string(),
  gate: gateSchema,
});

/** A gate with the license that it is of. */
export type StoredGate = z.infer<typeof storedGateSchema>;

/** Gates by their own id. A license forgets those that were closed long ago; here they stay, with what became of them. */
export function gateRepository(client: DynamoDBDocumentClient, table: string) {
  const waiting = shardedList(client, table, 'GATE');
  const repository = {
    async find(id: string): Promise<StoredGate | undefined> {
      const { Item } = await client.send(new GetCommand({ TableName: table, Key: gateKey(id), ConsistentRead: true }));
      return Item && storedGateSchema.parse(Item);
    },

    /** A page of the gates that wait, shard after shard; within one the earliest deadline first. */
    async list(limit: number, cursor: string | undefined): Promise<{ gates: StoredGate[]; cursor?: string }> {
      const { places, ...page } = await waiting.page(limit, cursor);
      const found = await Promise.all(places.map((place) => repository.find(place.slice(place.indexOf('#') + 1))));
      // The index follows a write within moments: what was answered in them waits no longer.
      return { gates: found.flatMap((stored) => (stored && isWaiting(stored.gate) ? [stored] : [])), ...page };
    },
  };
  return repository;
}

/** A gate as its license has it, to be written with the license. It is in the index while it waits for an answer. */
export function gatePart(table: string, { id: license, customer, product }: License, gate: Gate): TransactionPart {
  const place = isWaiting(gate) && { gpk: `GATE#${shardOf(customer)}`, gsk: `${padded(gate.deadline, 15)}#${gate.id}` };
  return { Put: { TableName: table, Item: { ...gateKey(gate.id), license, customer, product, gate, ...place } } };
}

function isWaiting(gate: Gate): boolean {
  return isOpen(gate) && gate.answer === undefined;
}

export type GateRepository = ReturnType<typeof gateRepository>;
