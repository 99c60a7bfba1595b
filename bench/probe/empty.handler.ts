import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { documentClient } from '../../lambdas/registry/client.ts';

/**
 * What `cold` compares the check with: a function that has the same DynamoDB client, reads one item, logs one line, and
 * does nothing else.
 */
const client = documentClient();

export const handler = async () => {
  const Key = { pk: 'CATALOG', sk: 'POINTER' };
  const { Item } = await client.send(new GetCommand({ TableName: process.env['REGISTRY_TABLE'], Key }));
  console.log(JSON.stringify({ found: Item !== undefined }));
  return { statusCode: 200 };
};
