import { realClock } from '../clock.ts';
import { environment } from '../environment.ts';
import { documentClient } from '../registry/client.ts';
import { apiKeyRepository } from './api-keys.ts';

const keys = apiKeyRepository(documentClient(), environment('REGISTRY_TABLE'), environment('HOME_REGION'));

/**
 * Makes an admin key for whoever may invoke this function in the vendor's AWS account: the first key of a deployment, and the
 * way back in. It has no route, and the log line that a task would write is left out, since it would hold the key.
 */
export const handler = async () => {
  const { record, key } = await keys.create({ name: 'admin', scopes: ['admin'] }, realClock());
  console.log(JSON.stringify({ created: record.id, scopes: record.scopes }));
  return { id: record.id, key };
};
