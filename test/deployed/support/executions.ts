import {
  DescribeExecutionCommand,
  type DescribeExecutionCommandOutput,
  type HistoryEvent,
  ListExecutionsCommand,
  paginateGetExecutionHistory,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { expect } from 'vitest';
import { stepFunctions } from './aws.ts';
import { eventually } from './waiting.ts';

/** Starts a workflow and waits for its end, however it ends. */
export async function run(
  stateMachineArn: string,
  input: Readonly<Record<string, unknown>>,
  deadlineMs?: number,
): Promise<DescribeExecutionCommandOutput> {
  const { executionArn } = await stepFunctions.send(
    new StartExecutionCommand({ stateMachineArn, input: JSON.stringify(input) }),
  );
  return ended(executionArn ?? '', deadlineMs);
}

async function ended(executionArn: string, deadlineMs?: number): Promise<DescribeExecutionCommandOutput> {
  return eventually(async () => {
    const execution = await stepFunctions.send(new DescribeExecutionCommand({ executionArn }));
    expect(execution.status).not.toBe('RUNNING');
    return execution;
  }, deadlineMs);
}

/** The newest executions of a workflow whose input names a customer. */
export async function executionsFor(
  stateMachineArn: string,
  customer: string,
): Promise<DescribeExecutionCommandOutput[]> {
  const { executions = [] } = await stepFunctions.send(new ListExecutionsCommand({ stateMachineArn, maxResults: 100 }));
  const described = await Promise.all(
    executions.map(({ executionArn }) => stepFunctions.send(new DescribeExecutionCommand({ executionArn }))),
  );
  return described.filter(({ input = '' }) => input.includes(JSON.stringify(customer)));
}

/** Everything that is kept of an execution. */
export async function historyOf(executionArn = ''): Promise<HistoryEvent[]> {
  const events: HistoryEvent[] = [];
  for await (const page of paginateGetExecutionHistory(
    { client: stepFunctions },
    { executionArn, includeExecutionData: true },
  ))
    events.push(...(page.events ?? []));
  return events;
}
