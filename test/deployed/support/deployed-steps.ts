import { globSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ListEventSourceMappingsCommand, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { DescribeStateMachineCommand, ListStateMachinesCommand } from '@aws-sdk/client-sfn';
import { tasksOf } from '../../support/workflow-tasks.ts';
import { cloud, lambda, stepFunctions } from './aws.ts';

const root = join(import.meta.dirname, '../../..');
const workflows = globSync('workflows/*.asl.json', { cwd: root }).map((file) => basename(file, '.asl.json'));

/** A workflow as it is deployed, with the functions of its tasks. */
export async function deployedWorkflow(
  workflow: string,
): Promise<{ stateMachineArn: string; tasks: ReturnType<typeof tasksOf> }> {
  const { stateMachines = [] } = await stepFunctions.send(new ListStateMachinesCommand({}));
  const stateMachineArn = stateMachines.find(({ name }) => name?.endsWith(`-${workflow}`))?.stateMachineArn ?? '';
  const { definition = '' } = await stepFunctions.send(new DescribeStateMachineCommand({ stateMachineArn }));
  return { stateMachineArn, tasks: tasksOf(JSON.parse(definition)) };
}

const nameIn = (functionArn: string) => functionArn.replace(/^.*:function:/, '');

/** The functions that queues and streams feed, by the name that the table has for them; what it does not know goes by its source. */
export async function fedFunctions(): Promise<Map<string, string>> {
  const queue = (url: string) => url.slice(url.lastIndexOf('/') + 1);
  const known = new Map([
    [queue(cloud.intakeQueueUrl), 'orders/intake'],
    [queue(cloud.deadLetterQueueUrl), 'dead-letters/record'],
    [cloud.registryTable, 'relay/relay'],
  ]);
  const { EventSourceMappings = [] } = await lambda.send(new ListEventSourceMappingsCommand({}));
  return new Map(
    EventSourceMappings.map(({ EventSourceArn = '', FunctionArn = '' }) => {
      const source = EventSourceArn.replace(/\/stream\/.*$/, '').replace(/^.*[:/]/, '');
      return [known.get(source) ?? source, nameIn(FunctionArn)];
    }),
  );
}

/** The function that a schedule calls to start what is due: it alone knows that workflow. */
export async function sweepDueFunction(): Promise<string> {
  const { Functions = [] } = await lambda.send(new ListFunctionsCommand({ MaxItems: 100 }));
  return Functions.find(({ Environment }) => Environment?.Variables?.['RENEW_LICENSE_ARN'])?.FunctionName ?? '';
}

/** The deployed function of every step: of tasks by their names, of what is fed by what feeds it, and of the sweeper. */
export async function functionsOfSteps(): Promise<ReadonlyMap<string, string>> {
  const tasks = await Promise.all(
    workflows.map(async (workflow) =>
      (await deployedWorkflow(workflow)).tasks.map(
        ({ name, Resource }) => [`${workflow}: ${name}`, nameIn(Resource)] as const,
      ),
    ),
  );
  return new Map([...tasks.flat(), ...(await fedFunctions()), ['lifecycle/sweep-due', await sweepDueFunction()]]);
}
