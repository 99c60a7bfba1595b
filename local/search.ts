/** Looks for words everywhere that a region keeps anything: what is not found there is not there. */
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import {
  ListStateMachinesCommand,
  paginateGetExecutionHistory,
  paginateListExecutions,
  SFNClient,
} from '@aws-sdk/client-sfn';
import { ListQueuesCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { AwsClient } from 'aws4fetch';
import * as z from 'zod';
import type { Cell } from './cell.ts';

/** Where words were found: `table/…`, `queue/…`, `log/…`, `execution/…` or `object/…`. */
export type Found = readonly string[];

/** Something that a region keeps, and where. */
interface Kept {
  readonly place: string;
  readonly text: string;
}

/** Searches tables, queues, logs, histories of executions and objects of a region for words, as they are written. */
export async function searchRegion(aws: Cell['aws'], words: string): Promise<Found> {
  const found = new Set<string>();
  for (const keeper of [tables, queues, logs, executions, objects])
    for await (const { place, text } of keeper(aws)) if (text.includes(words)) found.add(place);
  return [...found].toSorted();
}

async function* tables(aws: Cell['aws']): AsyncGenerator<Kept> {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(aws));
  const { TableNames = [] } = await client.send(new ListTablesCommand({}));
  for (const TableName of TableNames)
    for await (const { Items = [] } of paginateScan({ client }, { TableName, ConsistentRead: true }))
      for (const item of Items) yield { place: `table/${TableName}`, text: JSON.stringify(item) };
}

/** Messages that wait; they are left where they are. */
async function* queues(aws: Cell['aws']): AsyncGenerator<Kept> {
  const client = new SQSClient(aws);
  const { QueueUrls = [] } = await client.send(new ListQueuesCommand({}));
  for (const QueueUrl of QueueUrls) {
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 0 }),
    );
    for (const message of Messages) yield { place: `queue/${QueueUrl}`, text: message.Body ?? '' };
  }
}

const groupsSchema = z.object({
  logGroups: z.array(z.object({ logGroupName: z.string() })),
  nextToken: z.string().nullish(),
});
const eventsSchema = z.object({ events: z.array(z.object({ message: z.string() })), nextToken: z.string().nullish() });

async function* logs(aws: Cell['aws']): AsyncGenerator<Kept> {
  const ask = async (action: string, body: object): Promise<unknown> => {
    const response = await signed(aws, 'logs').fetch(aws.endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `Logs_20140328.${action}` },
      body: JSON.stringify(body),
    });
    return response.json();
  };
  const names: string[] = [];
  let more: string | null | undefined;
  do {
    const page = groupsSchema.parse(await ask('DescribeLogGroups', more ? { nextToken: more } : {}));
    names.push(...page.logGroups.map(({ logGroupName }) => logGroupName));
    more = page.nextToken;
  } while (more);
  for (const logGroupName of names) {
    let nextToken: string | null | undefined;
    do {
      const asked = { logGroupName, ...(nextToken && { nextToken }) };
      const page = eventsSchema.parse(await ask('FilterLogEvents', asked));
      for (const { message } of page.events) yield { place: `log/${logGroupName}`, text: message };
      nextToken = page.nextToken === nextToken ? undefined : page.nextToken;
    } while (nextToken);
  }
}

async function* executions(aws: Cell['aws']): AsyncGenerator<Kept> {
  const client = new SFNClient(aws);
  const { stateMachines = [] } = await client.send(new ListStateMachinesCommand({}));
  for (const { stateMachineArn, name } of stateMachines) {
    for await (const { executions: listed = [] } of paginateListExecutions({ client }, { stateMachineArn }))
      for (const { executionArn } of listed)
        for await (const { events = [] } of paginateGetExecutionHistory(
          { client },
          { executionArn, includeExecutionData: true },
        ))
          yield { place: `execution/${name}`, text: plain(events) };
  }
}

/** Inputs and outputs are text inside of the events: without its escapes, words are found as they are written. */
function plain(events: unknown): string {
  return JSON.stringify(events).replaceAll('\\', '');
}

/** The region is in the name of every bucket; an emulator lists those of all regions. */
async function* objects(aws: Cell['aws']): AsyncGenerator<Kept> {
  const client = signed(aws, 's3');
  const text = async (path: string) => (await client.fetch(`${aws.endpoint}/${path}`)).text();
  const named = (xml: string, tag: string) =>
    [...xml.matchAll(new RegExp(`<${tag}>([^<]+)</${tag}>`, 'g'))].map(([, name = '']) => name);
  const buckets = named(await text(''), 'Name').filter((bucket) => bucket.endsWith(aws.region));
  for (const bucket of buckets)
    for (const key of named(await text(`${bucket}?list-type=2`), 'Key'))
      yield { place: `object/${bucket}/${key}`, text: `${key}\n${await text(`${bucket}/${key}`)}` };
}

function signed({ credentials, region }: Cell['aws'], service: string): AwsClient {
  return new AwsClient({ ...credentials, region, service });
}
