import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  type SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';

/**
 * Starts a workflow under a name that says what it is about, so that starting it twice starts it once. Returns the name. Inputs carry ids,
 * never personal data: histories are kept, and read by people.
 */
export type StartExecution = (name: string, input: Readonly<Record<string, string | number>>) => Promise<string>;

export function executionStarter(client: SFNClient, stateMachineArn: string): StartExecution {
  return async (name, input) => {
    try {
      await client.send(new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) }));
    } catch (error) {
      if (!(error instanceof ExecutionAlreadyExists)) throw error;
    }
    return name;
  };
}

/** What became of an execution. `endedAt` is epoch milliseconds. */
export type Execution =
  | { readonly status: 'running' }
  | { readonly status: 'succeeded'; readonly endedAt: number }
  | { readonly status: 'failed'; readonly reason: string };

/** Looks at an execution of a workflow by its name. */
export function executionReader(client: SFNClient, stateMachineArn: string): (name: string) => Promise<Execution> {
  const arns = stateMachineArn.replace(':stateMachine:', ':execution:');
  return async (name) => {
    const { status, stopDate, error, cause } = await client.send(
      new DescribeExecutionCommand({ executionArn: `${arns}:${name}` }),
    );
    if (status === 'RUNNING') return { status: 'running' };
    if (status === 'SUCCEEDED') return { status: 'succeeded', endedAt: stopDate?.getTime() ?? 0 };
    return { status: 'failed', reason: [status, error, cause].filter(Boolean).join(', ') };
  };
}
