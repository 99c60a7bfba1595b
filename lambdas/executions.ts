import { ExecutionAlreadyExists, type SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';

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
