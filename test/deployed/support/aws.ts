import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { inject } from 'vitest';

/** The cell that the tests talk to. */
export const cloud = inject('cloud');

const options = {
  region: cloud.home,
  endpoint: cloud.endpoint,
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
};

/** The AWS side of the local cloud, for what no route shows. */
export const dynamodb = DynamoDBDocumentClient.from(new DynamoDBClient(options), {
  marshallOptions: { removeUndefinedValues: true },
});
export const sqs = new SQSClient(options);
export const stepFunctions = new SFNClient(options);
export const eventBridge = new EventBridgeClient(options);
export const lambda = new LambdaClient(options);
