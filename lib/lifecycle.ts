import { Aws, Duration } from 'aws-cdk-lib';
import { ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Schedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import { Construct } from 'constructs';
import type { Cell } from './cell.ts';
import { acknowledge } from './house/acknowledge.ts';
import { ImpactAlarm } from './house/alarm.ts';
import { HouseFunction } from './house/function.ts';
import { Workflow } from './house/workflow.ts';

/** Lets time do its work: every minute a sweeper starts `renew-license` for each license of which something has fallen due. */
export class Lifecycle extends Construct {
  readonly renewLicense: Workflow;

  /** @param change the functions that change licenses, which are the tasks of the workflow. */
  constructor(scope: Construct, cell: Cell, change: Readonly<Record<string, IFunction>>) {
    super(scope, 'Lifecycle');
    this.renewLicense = new Workflow(this, 'RenewLicense', { name: 'renew-license', tasks: change });
    const sweepDue = new HouseFunction(this, cell, 'lifecycle/sweep-due', {
      timeout: Duration.minutes(1),
      // The next minute's call does the work of one that failed.
      retryAttempts: 0,
    })
      .bindRegistry({ list: true })
      .bindWorkflow('RENEW_LICENSE_ARN', this.renewLicense);
    acknowledge(sweepDue, {
      'Serverless-LambdaAsyncFailureDestination':
        'A call that failed has nothing in it worth keeping: the next minute brings another, and an alarm counts those that fail.',
    });
    this.#everyMinute(sweepDue);

    this.renewLicense.ringOnFailure(
      cell,
      'A customer keeps terms that have ended, or waits for those that have begun: renew-license failed or was refused. The execution names customer and reason; it is tried again every quarter of an hour.',
    );
    new ImpactAlarm(this, 'Overdue', cell, {
      metric: sweepDue.metricErrors({ period: Duration.minutes(1) }),
      evaluationPeriods: 5,
      impact:
        'Customers keep terms that have ended, or wait for those that have begun: something has been due for more than half an hour, or cannot be started. The log of lifecycle/sweep-due names the license.',
    });
    new ImpactAlarm(this, 'SweepsMissing', cell, {
      metric: sweepDue.metricInvocations({ period: Duration.minutes(5) }),
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      evaluationPeriods: 2,
      treatMissingData: TreatMissingData.BREACHING,
      impact:
        'Nothing renews, ends or begins for any customer: the sweeper of what is due has not run for ten minutes. Look at the schedule of lifecycle/sweep-due.',
    });
  }

  #everyMinute(sweepDue: IFunction): void {
    const role = new Role(this, 'SchedulerRole', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    });
    // Not the target's own grant, which would allow every version and alias too.
    role.addToPolicy(new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [sweepDue.functionArn] }));
    new Schedule(this, 'EveryMinute', {
      description: 'Starts what has fallen due',
      schedule: ScheduleExpression.rate(Duration.minutes(1)),
      target: new LambdaInvoke(sweepDue, {
        role: role.withoutPolicyUpdates(),
        maxEventAge: Duration.minutes(1),
        retryAttempts: 0,
      }),
    });
  }
}
