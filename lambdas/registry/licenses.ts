import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { LoadedProgram } from '@licet/core/decision';
import {
  type Due,
  factsOf,
  type License,
  type LicenseEvent,
  licenseEventSchema,
  licenseSchema,
  nextDue,
  writeFacts,
} from '@licet/core/license';
import * as z from 'zod';
import { gatePart } from './gates.ts';
import { customerKey, eventKey, factsKey, licenseKey, licensePointerKey, padded, shardOf } from './keys.ts';
import type { TransactionPart } from './transaction.ts';

const pointerSchema = z.object({ customer: z.string(), product: z.string() });

/** A license, and what it was put into the due index for: a `Due`, or undefined where nothing was due. */
export interface Indexed {
  readonly license: License;
  readonly due: unknown;
}

/** Licenses, their facts and their log, as they lie in the Registry. */
export function licenseRepository(client: DynamoDBDocumentClient, table: string) {
  return {
    /** The license as it is now (a consistent read), or undefined. */
    async find(customer: string, product: string): Promise<License | undefined> {
      return (await this.findIndexed(customer, product))?.license;
    },

    /** The same, with what it was put into the due index for. */
    async findIndexed(customer: string, product: string): Promise<Indexed | undefined> {
      const { Item } = await client.send(
        new GetCommand({ TableName: table, Key: licenseKey(customer, product), ConsistentRead: true }),
      );
      return Item && { license: licenseSchema.parse(Item['license']), due: Item['due'] };
    },

    async findById(id: string): Promise<License | undefined> {
      const { Item } = await client.send(new GetCommand({ TableName: table, Key: licensePointerKey(id) }));
      if (Item === undefined) return undefined;
      const { customer, product } = pointerSchema.parse(Item);
      return this.find(customer, product);
    },

    /** All licenses of a customer. */
    async ofCustomer(customer: string): Promise<License[]> {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: table,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :pk AND begins_with(sk, :license)',
          ExpressionAttributeValues: { ':pk': customerKey(customer), ':license': 'L#' },
        }),
      );
      return Items.map((item) => licenseSchema.parse(item['license']));
    },

    async facts(customer: string, product: string): Promise<unknown> {
      const { Item } = await client.send(
        new GetCommand({ TableName: table, Key: factsKey(customer, product), ConsistentRead: true }),
      );
      return Item && JSON.parse(z.string().parse(Item['facts']));
    },

    /** The log of a license after a revision, oldest first. */
    async eventsAfter(license: License, after: number, limit: number): Promise<LicenseEvent[]> {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: table,
          ConsistentRead: true,
          Limit: limit,
          KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
          ExpressionAttributeValues: {
            ':pk': customerKey(license.customer),
            ':from': eventKey(license.customer, license.product, after + 1).sk,
            ':to': `E#${license.product}#9999999999`,
          },
        }),
      );
      return Items.map((item) => licenseEventSchema.parse(item['event']));
    },

    /** Moves a license, at its revision, to where the program has it in the due index. */
    putDue(license: License, program: LoadedProgram): TransactionPart[] {
      const { customer, product, revision } = license;
      const moved = placeOf(license, nextDue(license, program));
      return [
        {
          Update: {
            TableName: table,
            Key: licenseKey(customer, product),
            ConditionExpression: 'revision = :revision',
            ...(moved === undefined
              ? { UpdateExpression: 'REMOVE gpk, gsk, due', ExpressionAttributeValues: { ':revision': revision } }
              : {
                  UpdateExpression: 'SET gpk = :gpk, gsk = :gsk, due = :due',
                  ExpressionAttributeValues: {
                    ':revision': revision,
                    ':gpk': moved.gpk,
                    ':gsk': moved.gsk,
                    ':due': moved.due,
                  },
                }),
          },
        },
      ];
    },

    /**
     * The license with its facts, its event, its gates and its place in the due index, all as the program has them: written together, if
     * its revision has not moved.
     */
    putNext(license: License, program: LoadedProgram, event: LicenseEvent): TransactionPart[] {
      const { customer, product, id, revision } = license;
      const facts = writeFacts(factsOf(license, program, event.at));
      const first = revision === 1;
      const isNext = first
        ? { ConditionExpression: 'attribute_not_exists(pk)' }
        : { ConditionExpression: 'revision = :previous', ExpressionAttributeValues: { ':previous': revision - 1 } };
      const parts: TransactionPart[] = [
        {
          Put: {
            TableName: table,
            Item: {
              ...licenseKey(customer, product),
              license,
              revision,
              ...placeOf(license, nextDue(license, program)),
            },
            ...isNext,
          },
        },
        { Put: { TableName: table, Item: { ...factsKey(customer, product), facts, revision } } },
        {
          Put: {
            TableName: table,
            Item: { ...eventKey(customer, product, event.revision), event },
            ConditionExpression: 'attribute_not_exists(pk)',
          },
        },
        ...movedGates(event).map((gate) => gatePart(table, license, gate)),
      ];
      return first
        ? [...parts, { Put: { TableName: table, Item: { ...licensePointerKey(id), customer, product } } }]
        : parts;
    },
  };
}

/** Where a license stands in the due index. */
function placeOf({ customer, id }: License, due: Due | undefined) {
  return due && { gpk: `DUE#${shardOf(customer)}`, gsk: `${padded(due.at, 15)}#${id}`, due };
}

/** The gates that an event opened, or of which it says something new. */
function movedGates({ before, after }: LicenseEvent): NonNullable<LicenseEvent['after']['gates']> {
  const known = new Map(before.gates?.map((gate) => [gate.id, JSON.stringify(gate)]));
  return after.gates?.filter((gate) => known.get(gate.id) !== JSON.stringify(gate)) ?? [];
}

export type LicenseRepository = ReturnType<typeof licenseRepository>;
