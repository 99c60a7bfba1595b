import { Aws } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, TreatMissingData, type AlarmProps } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import type { Cell } from '../cell.ts';

/** Where the alarms of a cell ring. Who wants to hear them subscribes after the deployment; no address is in the code. */
export class AlarmTopic extends Topic {
  constructor(scope: Construct, id: string) {
    super(scope, id, { displayName: 'Licet alarms', enforceSSL: true });
    // A topic with a policy of its own has lost the default one, by which alarms of the account may publish.
    const alarms = new ServicePrincipal('cloudwatch.amazonaws.com');
    this.grantPublish(alarms.withConditions({ StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } }));
  }
}

interface ImpactAlarmProps extends Omit<AlarmProps, 'alarmDescription' | 'threshold' | 'evaluationPeriods'> {
  /** What a person loses while it rings, and where to look first: whoever is woken reads this. */
  readonly impact: string;
  readonly threshold?: number;
  readonly evaluationPeriods?: number;
}

/** An alarm that says what a person loses. Unless told otherwise, the first occurrence rings and silence is good news. */
export class ImpactAlarm extends Alarm {
  constructor(scope: Construct, id: string, cell: Cell, { impact, ...props }: ImpactAlarmProps) {
    super(scope, id, {
      threshold: 1,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      ...props,
      alarmDescription: impact,
    });
    const ring = new SnsAction(cell.alarms);
    this.addAlarmAction(ring);
    this.addOkAction(ring);
  }
}
