import { type DynamoDBDocumentClient, GetCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type OrderOutcome, orderOutcomeSchema } from '@licet/contracts';
import { type Order, orderSchema } from '@licet/core/license';
import * as z from 'zod';
import { customerKey, orderItemKey, orderPointerKey } from './keys.ts';
import type { TransactionPart } from './transaction.ts';

export interface StoredOrder {
  readonly order: Order;
  readonly outcome: OrderOutcome;
}

const pointerSchema = z.object({ customer: z.string(), version: z.int() });
export type OrderPointer = z.infer<typeof pointerSchema>;

/** Orders, each at its newest version, kept with their customer; and a pointer that finds one without its customer. */
export function orderRepository(client: DynamoDBDocumentClient, table: string) {
  return {
    async pointer(source: string, order: string): Promise<OrderPointer | undefined> {
      const { Item } = await client.send(
        new GetCommand({ TableName: table, Key: orderPointerKey(source, order), ConsistentRead: true }),
      );
      return Item && pointerSchema.parse(Item);
    },

    async find(customer: string, source: string, order: string): Promise<StoredOrder | undefined> {
      const { Item } = await client.send(
        new GetCommand({ TableName: table, Key: orderItemKey(customer, source, order), ConsistentRead: true }),
      );
      return Item && { order: orderSchema.parse(Item['order']), outcome: orderOutcomeSchema.parse(Item['outcome']) };
    },

    /** The newest version of every order of a customer. */
    async ofCustomer(customer: string): Promise<Order[]> {
      const orders: Order[] = [];
      let start: Record<string, unknown> | undefined;
      do {
        const { Items = [], LastEvaluatedKey } = await client.send(
          new QueryCommand({
            TableName: table,
            ConsistentRead: true,
            KeyConditionExpression: 'pk = :pk AND begins_with(sk, :order)',
            ExpressionAttributeValues: { ':pk': customerKey(customer), ':order': 'O#' },
            ...(start && { ExclusiveStartKey: start }),
          }),
        );
        orders.push(...Items.map((item) => orderSchema.parse(item['order'])));
        start = LastEvaluatedKey;
      } while (start !== undefined);
      return orders;
    },

    /** Stores an order's version if it is newer than what is stored, and the order still belongs to the same customer. */
    putNewer(order: Order): TransactionPart[] {
      const { customer, source, order: id, version } = { ...order, customer: order.customer.id };
      const newer = {
        ConditionExpression: 'attribute_not_exists(pk) OR (version < :version AND customer = :customer)',
        ExpressionAttributeValues: { ':version': version, ':customer': customer },
      };
      const outcome: OrderOutcome = { status: 'received' };
      return [
        { Put: { TableName: table, Item: { ...orderPointerKey(source, id), customer, version }, ...newer } },
        { Put: { TableName: table, Item: { ...orderItemKey(customer, source, id), order, version, outcome } } },
      ];
    },

    /** Notes what became of a version, unless a newer one has taken its place meanwhile. */
    async settle({ source, order, version, customer }: OrderVersion, outcome: OrderOutcome): Promise<void> {
      try {
        await client.send(
          new UpdateCommand({
            TableName: table,
            Key: orderItemKey(customer, source, order),
            UpdateExpression: 'SET outcome = :outcome',
            ConditionExpression: 'version = :version',
            ExpressionAttributeValues: { ':outcome': outcome, ':version': version },
          }),
        );
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      }
    },
  };
}

/** One version of an order of one customer. */
export interface OrderVersion {
  readonly customer: string;
  readonly source: string;
  readonly order: string;
  readonly version: number;
}

export type OrderRepository = ReturnType<typeof orderRepository>;
