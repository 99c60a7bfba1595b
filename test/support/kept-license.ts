import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import {
  evolve,
  type License,
  type LicenseEvent,
  licenseEventSchema,
  licenseSchema,
  nextDue,
  type Order,
} from '@licet/core/license';
import * as z from 'zod';
import type { CommitDependencies } from '../../lambdas/licenses/commit-command.ts';
import { customerRepository } from '../../lambdas/registry/customers.ts';
import { gateRepository, type StoredGate, storedGateSchema } from '../../lambdas/registry/gates.ts';
import { licenseRepository } from '../../lambdas/registry/licenses.ts';
import { orderRepository } from '../../lambdas/registry/orders.ts';
import { usageHistory } from '../../lambdas/usage/usage-history.ts';
import { answering, OFFLINE } from './answering-handler.ts';
import { logOf } from './given.ts';
import { lab } from './lab.ts';

const writtenSchema = z.object({
  TransactItems: z.array(z.object({ Put: z.object({ Item: z.record(z.string(), z.custom<never>()) }) })),
});

/** The license of some orders, kept in memory: what is committed is there when it is read again. */
export function keptLicense(...orders: readonly Order[]) {
  const events: LicenseEvent[] = logOf(...orders);
  const gates = new Map<string, StoredGate>();
  let license = events.reduce<License | undefined>(evolve, undefined);
  const { handler } = answering(({ operation, input }) => {
    if (operation !== 'TransactWriteItems') throw new Error(`${operation} is not kept in memory`);
    for (const { Put } of writtenSchema.parse(input).TransactItems) {
      const item = unmarshall(Put.Item);
      if (item['license']?.revision) license = licenseSchema.parse(item['license']);
      if (item['event']) events.push(licenseEventSchema.parse(item['event']));
      if (item['gate']) gates.set(item['gate'].id, storedGateSchema.parse(item));
    }
    return { ok: {} };
  });
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({ ...OFFLINE, requestHandler: handler }), {
    marshallOptions: { removeUndefinedValues: true },
  });
  const deps: CommitDependencies & { readonly gates: ReturnType<typeof gateRepository> } = {
    client,
    home: 'local',
    currentProgram: () => Promise.resolve(lab),
    customers: { ...customerRepository(client, 'registry'), find: () => Promise.resolve(undefined) },
    licenses: {
      ...licenseRepository(client, 'registry'),
      findIndexed: () => Promise.resolve(license && { license, due: nextDue(license, lab) }),
    },
    orders: { ...orderRepository(client, 'registry'), ofCustomer: () => Promise.resolve([...orders]) },
    gates: { ...gateRepository(client, 'registry'), find: (id) => Promise.resolve(gates.get(id)) },
    usage: {
      ...usageHistory(client, 'usage'),
      summaries: () => Promise.resolve({}),
      windows: () => Promise.resolve({}),
    },
  };
  return {
    deps,
    events,
    gates,
    license(): License {
      if (license === undefined) throw new Error('the orders make no license');
      return license;
    },
  };
}
