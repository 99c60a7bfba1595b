import { join } from 'node:path';
import { ArnFormat, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { DefinitionBody, LogLevel, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import type { Cell } from '../cell.ts';
import { acknowledge } from './acknowledge.ts';
import { ImpactAlarm } from './alarm.ts';

interface WorkflowProps {
  /** The file's name in workflows/, without its ending. */
  readonly name: string;
  /** The functions of its tasks, by their placeholder in the file: `ProposeFunctionArn`. */
  readonly tasks: Readonly<Record<string, IFunction>>;
}

/**
 * A state machine from its file in workflows/, the only copy of it. It may call the functions of its tasks and nothing else.
 * Its log has every step but no input or output, where a customer's data could be.
 */
export class Workflow extends StateMachine {
  /** All its executions, whatever they are called. */
  readonly executionsArn: string;

  constructor(scope: Construct, id: string, { name, tasks }: WorkflowProps) {
    const fullName = `${Stack.of(scope).stackName}-${name}`;
    super(scope, id, {
      stateMachineName: fullName,
      definitionBody: DefinitionBody.fromFile(join(import.meta.dirname, '../../workflows', `${name}.asl.json`)),
      definitionSubstitutions: Object.fromEntries(
        Object.entries(tasks).map(([placeholder, task]) => [placeholder, task.functionArn]),
      ),
      tracingEnabled: true,
      logs: {
        // The prefix keeps CloudWatch's resource policy, 5,120 characters for all such log groups of a region, from filling up.
        destination: new LogGroup(scope, `${id}Logs`, {
          logGroupName: `/aws/vendedlogs/states/${fullName}`,
          retention: RetentionDays.ONE_MONTH,
          removalPolicy: RemovalPolicy.DESTROY,
        }),
        level: LogLevel.ALL,
        includeExecutionData: false,
      },
    });
    this.executionsArn = Stack.of(this).formatArn({
      service: 'states',
      resource: 'execution',
      resourceName: `${fullName}:*`,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    this.addToRolePolicy(
      new PolicyStatement({
        actions: ['lambda:InvokeFunction'],
        // Not grantInvoke, which would allow every version and alias too.
        resources: Object.values(tasks).map((task) => task.functionArn),
      }),
    );
    acknowledge(this, {
      'AwsSolutions-IAM5[Resource::*]':
        'Log delivery and X-Ray know no resources: AWS documents `*` for these actions only.',
    });
  }
  /** Rings when an execution fails or times out: two alarms, because MiniStack refuses one over a sum of metrics. */
  ringOnFailure(cell: Cell, impact: string): void {
    const period = Duration.minutes(5);
    new ImpactAlarm(this, 'Fails', cell, { metric: this.metricFailed({ period }), impact });
    new ImpactAlarm(this, 'TimesOut', cell, { metric: this.metricTimedOut({ period }), impact });
  }
}
