import { Duration } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { EventBus } from 'aws-cdk-lib/aws-events';
import { FilterCriteria, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import type { Cell } from './cell.ts';
import { ImpactAlarm } from './house/alarm.ts';
import { HouseFunction } from './house/function.ts';
import { DeadLetterQueue } from './house/queue.ts';

/** Announces what happened to licenses: carries the outbox, which the Registry's log is, to the bus. At least once, perhaps out of order. */
export class Relay extends Construct {
  constructor(scope: Construct, cell: Cell, bus: EventBus) {
    super(scope, 'Relay');
    const deadLetters = new DeadLetterQueue(this, 'DeadLetters');
    const relay = new HouseFunction(this, cell, 'relay/relay', { timeout: Duration.seconds(30) })
      .bindBus('BUS_NAME', bus)
      .bindQueue('RELAY_DEAD_LETTER_QUEUE_URL', deadLetters);

    const stream = streamOf(cell);
    relay.addToRolePolicy(
      new PolicyStatement({
        // Not grantStreamRead, which lists the streams of every table.
        actions: [
          'dynamodb:DescribeStream',
          'dynamodb:GetRecords',
          'dynamodb:GetShardIterator',
          'dynamodb:ListStreams',
        ],
        resources: [stream],
      }),
    );
    relay.addEventSourceMapping('Outbox', {
      eventSourceArn: stream,
      // From the beginning: what was written while the mapping was being made is announced too.
      startingPosition: StartingPosition.TRIM_HORIZON,
      filters: [
        // Written out, because FilterRule's methods are typed any.
        FilterCriteria.filter({ eventName: ['INSERT'], dynamodb: { Keys: { sk: { S: [{ prefix: 'E#' }] } } } }),
      ],
      batchSize: 100,
      bisectBatchOnError: true,
      // What keeps failing holds up what comes after it, for an hour at most.
      maxRecordAge: Duration.hours(1),
      onFailure: new SqsDlq(deadLetters),
    });

    new ImpactAlarm(this, 'AnnouncementsLate', cell, {
      metric: relay.metric('IteratorAge', { period: Duration.minutes(1), statistic: 'Maximum' }),
      threshold: Duration.minutes(5).toMilliseconds(),
      evaluationPeriods: 5,
      impact:
        'Whoever follows license events (provisioning, billing, caches) acts on terms that are minutes old: the relay lags behind. Look at the log of relay/relay.',
    });
    new ImpactAlarm(this, 'AnnouncementLost', cell, {
      metric: deadLetters.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(5) }),
      impact:
        "A change of a license was never announced: whoever follows license events keeps the old terms. The relay's dead-letter queue holds it; the license itself is right.",
    });
  }
}

/** The Registry's change stream. A table without one would lose every announcement, so it is refused here. */
function streamOf({ registry }: Cell): string {
  if (registry.tableStreamArn) return registry.tableStreamArn;
  throw new Error('The Registry table has no stream: the relay cannot announce anything.');
}
