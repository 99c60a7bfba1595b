import { environment } from '../environment.ts';
import { textBucket } from '../programs/bucket.ts';
import { programCache } from '../programs/program-cache.ts';
import { catalogRepository } from '../registry/catalog-pointer.ts';
import { documentClient } from '../registry/client.ts';
import { customerRepository } from '../registry/customers.ts';
import { licenseRepository } from '../registry/licenses.ts';
import { orderRepository } from '../registry/orders.ts';
import { usageHistory } from '../usage/usage-history.ts';
import type { CommitDependencies } from './commit-command.ts';

/** What the functions that propose or commit have in common, from their environment. */
export function commitDependencies(): CommitDependencies {
  const client = documentClient();
  const registry = environment('REGISTRY_TABLE');
  const catalogs = catalogRepository(client, registry);
  const loadProgram = programCache(textBucket(environment('PROGRAMS_BUCKET')));
  return {
    client,
    home: environment('HOME_REGION'),
    customers: customerRepository(client, registry),
    licenses: licenseRepository(client, registry),
    orders: orderRepository(client, registry),
    usage: usageHistory(client, environment('USAGE_TABLE')),
    currentProgram: async () => {
      const pointer = await catalogs.pointer();
      return pointer && loadProgram(pointer.program);
    },
  };
}
