import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Cell } from './cell.ts';
import { ImpactAlarm } from './house/alarm.ts';
import { HouseFunction } from './house/function.ts';
import type { DeadLetterQueue, WorkQueue } from './house/queue.ts';

/** Keeps what intake could not use where people see it, and sends it through again when they say so. */
export class DeadLetters extends Construct {
  constructor(scope: Construct, cell: Cell, intake: WorkQueue, deadLetters: DeadLetterQueue) {
    super(scope, 'DeadLetters');
    new HouseFunction(this, cell, 'dead-letters/dead-letters')
      .bindRegistry({ read: ['deadLetters', 'apiKeys'], write: ['deadLetters'], list: true })
      .bindQueue('INTAKE_QUEUE_URL', intake);
    const record = new HouseFunction(this, cell, 'dead-letters/record')
      .bindRegistry({ write: ['deadLetters'] })
      .consume(deadLetters, 2);

    const period = Duration.minutes(5);
    // SQS does not count what a redrive policy moves as sent; every dead letter, whatever its way, is a call of its recorder.
    new ImpactAlarm(this, 'OrderRefused', cell, {
      metric: record.metricInvocations({ period }),
      impact:
        'A customer ordered and does not have what was ordered: the order could not be mapped or applied. GET /v1/dead-letters says why; correct the order or the catalog, then redrive it.',
    });
    new ImpactAlarm(this, 'DeadLettersUnrecorded', cell, {
      metric: deadLetters.metricApproximateAgeOfOldestMessage({ period }),
      threshold: Duration.minutes(15).toSeconds(),
      impact:
        'Orders that failed are invisible to everyone, and lost after 14 days: dead-letters/record does not take them off the queue. Look at its log.',
    });
  }
}
