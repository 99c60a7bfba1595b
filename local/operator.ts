/** What somebody with rights in the vendor's AWS account does with a cell, beside its API. */
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { DescribeExecutionCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { BusEvent } from '@licet/core/catalog';
import * as z from 'zod';
import type { Cell } from './cell.ts';

export type Operator = ReturnType<typeof operatorOf>;

const createdSchema = z.object({ id: z.string(), key: z.string() });
/** EventBridge takes so many events in a call. */
const MAX_ENTRIES = 10;

export function operatorOf(cell: Cell, signal?: AbortSignal) {
  const lambda = new LambdaClient(cell.aws);
  const events = new EventBridgeClient(cell.aws);
  const workflows = new SFNClient(cell.aws);
  const options = signal ? { abortSignal: signal } : {};
  return {
    /** The first key of a cell: only who may invoke this function by IAM can make it. */
    async createAdminKey(): Promise<{ id: string; key: string }> {
      const { Payload } = await lambda.send(new InvokeCommand({ FunctionName: cell.createAdminKeyFunction }), options);
      return createdSchema.parse(JSON.parse(Buffer.from(Payload ?? []).toString()));
    },

    /** Puts events on the cell's bus, as a CRM would. */
    async putEvents(sent: readonly BusEvent[]): Promise<void> {
      for (let from = 0; from < sent.length; from += MAX_ENTRIES) {
        const entries = sent.slice(from, from + MAX_ENTRIES).map((event) => ({
          EventBusName: cell.bus,
          Source: event.source,
          DetailType: event['detail-type'],
          Detail: JSON.stringify(event.detail),
        }));
        const { FailedEntryCount, Entries } = await events.send(new PutEventsCommand({ Entries: entries }), options);
        if (FailedEntryCount) throw new Error(`The bus ${cell.bus} refused events: ${JSON.stringify(Entries)}`);
      }
    },

    /** Starts what EventBridge Scheduler starts: a sweep over the customers that were marked, or over all. */
    async startSweep(mode: 'marked' | 'all'): Promise<string> {
      const input = JSON.stringify({ mode });
      const command = new StartExecutionCommand({ stateMachineArn: cell.reevaluateSegmentsArn, input });
      return (await workflows.send(command, options)).executionArn ?? '';
    },

    /** RUNNING, SUCCEEDED, FAILED, TIMED_OUT or ABORTED. */
    async executionStatus(executionArn: string): Promise<string> {
      const { status } = await workflows.send(new DescribeExecutionCommand({ executionArn }), options);
      return status ?? 'unknown';
    },
  };
}
