import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { Schedule, ScheduleExpression, ScheduleTargetInput } from 'aws-cdk-lib/aws-scheduler';
import { StepFunctionsStartExecution } from 'aws-cdk-lib/aws-scheduler-targets';
import type { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { Cell } from './cell.ts';
import { ImpactAlarm } from './house/alarm.ts';
import { HouseFunction } from './house/function.ts';
import { Workflow } from './house/workflow.ts';

/** Re-evaluates segments: customers whose inputs changed every five minutes, all customers once a day. */
export class Segments extends Construct {
  readonly reevaluateSegments: Workflow;

  constructor(scope: Construct, cell: Cell, migrateLicense: IStateMachine) {
    super(scope, 'Segments');
    const sweepShard = new HouseFunction(this, cell, 'segments/sweep-shard', {
      memorySize: 1024,
      timeout: Duration.minutes(1),
    })
      .bindRegistry({ read: ['customers', 'catalog'], write: ['customers'], list: true })
      .bindUsage('write', { list: true })
      .bindPrograms('read')
      .bindWorkflow('MIGRATE_LICENSE_ARN', migrateLicense);
    this.reevaluateSegments = new Workflow(this, 'ReevaluateSegments', {
      name: 'reevaluate-segments',
      tasks: { SweepShardFunctionArn: sweepShard },
    });

    this.#sweep('Marked', 'marked', Duration.minutes(5));
    this.#sweep('All', 'all', Duration.days(1));

    new ImpactAlarm(this, 'SweepsMissing', cell, {
      metric: this.reevaluateSegments.metricSucceeded({ period: Duration.minutes(15) }),
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      evaluationPeriods: 2,
      treatMissingData: TreatMissingData.BREACHING,
      impact:
        'Customers keep the terms of segments they have left and wait for those they have earned: no sweep of segments succeeded for half an hour. Look at the executions of reevaluate-segments.',
    });
    this.reevaluateSegments.ringOnFailure(
      cell,
      'Some customers keep the terms of segments they have left: a sweep of segments failed part of the way. The next one starts by itself; look if this rings again.',
    );
  }

  /** A sweep that could not be started is not worth starting late: the next one does its work. */
  #sweep(id: string, mode: 'marked' | 'all', every: Duration): void {
    new Schedule(this, id, {
      description: `Re-evaluates the segments of ${mode} customers`,
      schedule: ScheduleExpression.rate(every),
      target: new StepFunctionsStartExecution(this.reevaluateSegments, {
        input: ScheduleTargetInput.fromObject({ mode }),
        maxEventAge: Duration.minutes(5),
        retryAttempts: 5,
      }),
    });
  }
}
