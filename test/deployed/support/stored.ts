import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { orderOutcomeSchema } from '@licet/contracts';
import {
  evolve,
  factsOf,
  factsSchema,
  type License,
  licenseEventSchema,
  licenseSchema,
  nextDue,
} from '@licet/core/license';
import { expect } from 'vitest';
import { customerKey } from '../../../lambdas/registry/keys.ts';
import { cloud, dynamodb } from './aws.ts';
import { program } from './written.ts';

/** Everything that lies in the Registry of a customer who has Atlas alone, read in one go. */
export async function storedOf(customer: string) {
  const { Items = [] } = await dynamodb.send(
    new QueryCommand({
      TableName: cloud.registryTable,
      ConsistentRead: true,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': customerKey(customer) },
    }),
  );
  const under = (beginning: string) => Items.filter((item) => String(item['sk']).startsWith(beginning));
  const [license] = under('L#');
  const [facts] = under('FACTS#');
  return {
    license: license && licenseSchema.parse(license['license']),
    due: license?.['due'],
    facts: facts && factsSchema.parse(JSON.parse(facts['facts'])),
    log: under('E#').map(({ event }) => licenseEventSchema.parse(event)),
    outcomes: under('O#').map(({ outcome }) => orderOutcomeSchema.parse(outcome)),
  };
}

export type Stored = Awaited<ReturnType<typeof storedOf>>;

/**
 * What must be true at every moment, whatever has happened to whom: either there is no license at all, or its log has the revisions from 1 to its
 * own once each, folding the log gives the license, and facts and due entry are those of that very license.
 */
export function expectWhole({ license, due, facts, log }: Stored): void {
  expect(log.map(({ revision }) => revision)).toEqual(Array.from({ length: license?.revision ?? 0 }, (_, i) => i + 1));
  expect(log.reduce<License | undefined>(evolve, undefined)).toEqual(license);
  const at = log.at(-1)?.at ?? 0;
  expect(facts).toEqual(license && factsOf(license, program, at));
  expect(due).toEqual(license && nextDue(license, program));
}
