import { GATE_ANSWER } from '@licet/contracts';
import { type LicenseEventType, OWN_SOURCE } from '@licet/core/license';
import { Duration } from 'aws-cdk-lib';
import { EventBus, Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import type { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { Cell } from './cell.ts';
import { ImpactAlarm } from './house/alarm.ts';
import { HouseFunction } from './house/function.ts';
import type { DeadLetterQueue, WorkQueue } from './house/queue.ts';
import type { Salesforce } from './settings.ts';

interface OrdersProps {
  readonly intake: WorkQueue;
  readonly deadLetters: DeadLetterQueue;
  readonly issueLicense: IStateMachine;
  /** The cell's own bus, which stands in for Salesforce's where none is connected. */
  readonly bus: EventBus;
  /** Where Salesforce's orders arrive, if it is connected. */
  readonly salesforce: Salesforce | undefined;
}

/** What a simulated Salesforce calls itself: AWS reserves sources that begin with `aws.` for its partners. */
const simulated = 'licet.sim/salesforce';

/** Takes in orders, from Salesforce by its event bus and from everyone else by the API, and starts a workflow for each; and answers to gates that come by the bus. */
export class Orders extends Construct {
  constructor(scope: Construct, cell: Cell, { intake, deadLetters, issueLicense, bus, salesforce }: OrdersProps) {
    super(scope, 'Orders');
    new HouseFunction(this, cell, 'orders/orders')
      .bindRegistry({ read: ['orders', 'customers', 'catalog', 'apiKeys'] })
      .bindPrograms('read')
      .bindQueue('INTAKE_QUEUE_URL', intake);
    new HouseFunction(this, cell, 'orders/intake')
      .bindRegistry({
        read: ['orders', 'customers', 'licenses', 'gates', 'catalog'],
        write: ['orders', 'customers', 'licenses', 'gates'],
      })
      .bindUsage('read')
      .bindPrograms('read', { sources: true })
      .bindWorkflow('ISSUE_LICENSE_ARN', issueLicense)
      .bindQueue('DEAD_LETTER_QUEUE_URL', deadLetters)
      .consume(intake, 10);

    // A queue between the bus and the function: the bus gives an event up after a day, the queue after 14 and to dead letters.
    const targets = [new SqsQueue(intake, { deadLetterQueue: deadLetters })];
    new Rule(this, 'Salesforce', {
      description: 'Orders from Salesforce, as platform events License_Order__e with the whole order in them',
      eventBus: salesforce ? EventBus.fromEventBusName(this, 'SalesforceBus', salesforce.bus) : bus,
      eventPattern: { source: [salesforce?.source ?? simulated], detailType: ['License_Order__e'] },
      targets,
    });
    const transferred: LicenseEventType = 'license.transferred.v1';
    new Rule(this, 'Transfers', {
      description: 'What the new customer of a transferred license begins with, as an order',
      eventBus: bus,
      eventPattern: { source: [OWN_SOURCE], detailType: [transferred] },
      targets,
    });
    new Rule(this, 'GateAnswers', {
      description: 'Answers to gates, from whoever may put events on the bus',
      eventBus: bus,
      eventPattern: { detailType: [GATE_ANSWER] },
      targets,
    });

    new ImpactAlarm(this, 'IntakeLate', cell, {
      metric: intake.metricApproximateAgeOfOldestMessage({ period: Duration.minutes(5) }),
      threshold: Duration.minutes(5).toSeconds(),
      impact:
        'Customers who ordered are waiting for what they ordered: orders lie in the intake queue for more than five minutes. Look at the log of orders/intake.',
    });
  }
}
