import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { ApiKeys } from './api-keys.ts';
import { Catalog } from './catalog.ts';
import type { Cell } from './cell.ts';
import { Check } from './check.ts';
import { Customers } from './customers.ts';
import type { DataStack } from './data-stack.ts';
import { DeadLetters } from './dead-letters.ts';
import { History } from './history.ts';
import { Gates } from './gates.ts';
import { AlarmTopic } from './house/alarm.ts';
import { HouseFunction } from './house/function.ts';
import { DeadLetterQueue, WorkQueue } from './house/queue.ts';
import { HttpApi } from './http-api.ts';
import { Licenses } from './licenses.ts';
import { Lifecycle } from './lifecycle.ts';
import { Orders } from './orders.ts';
import { Regulations } from './regulations.ts';
import { Relay } from './relay.ts';
import { Sandbox } from './sandbox.ts';
import { Segments } from './segments.ts';
import type { Salesforce, Settings } from './settings.ts';
import { Usage } from './usage.ts';

interface ServiceStackProps extends StackProps {
  readonly data: DataStack;
  readonly environment: Settings['environment'];
  readonly homes: Cell['homes'];
  readonly salesforce: Salesforce | undefined;
  readonly code: Cell['code'];
}

/** Everything of a cell that can be made again: functions, workflows, queues, bus and API. Its outputs are what other tools know a cell by. */
export class ServiceStack extends Stack {
  constructor(
    scope: Construct,
    id: string,
    { data, environment, homes, salesforce, code, ...props }: ServiceStackProps,
  ) {
    super(scope, id, props);
    const cell: Cell = {
      registry: data.registry,
      usage: data.usage,
      programs: Bucket.fromBucketName(this, 'Programs', data.programsName),
      homes,
      alarms: new AlarmTopic(this, 'Alarms'),
      sandbox: environment === 'sandbox',
      code,
    };
    const bus = new EventBus(this, 'Bus', {
      eventBusName: `licet-${environment}`,
      description: 'What happened to licenses, and orders from a simulated Salesforce',
    });
    const deadLetters = new DeadLetterQueue(this, 'DeadLetterQueue');
    const intake = new WorkQueue(this, 'IntakeQueue', deadLetters);

    new Check(this, cell);
    new Usage(this, cell);
    new Catalog(this, cell);
    const { createAdminKey } = new ApiKeys(this, cell);
    const { issueLicense, migrateLicense, change } = new Licenses(this, cell, deadLetters);
    const { renewLicense } = new Lifecycle(this, cell, change);
    new Gates(this, cell);
    new Regulations(this, cell);
    new Customers(this, cell, migrateLicense);
    const { reevaluateSegments } = new Segments(this, cell, migrateLicense);
    new Orders(this, cell, { intake, deadLetters, issueLicense, bus, salesforce });
    new DeadLetters(this, cell, intake, deadLetters);
    new Relay(this, cell, bus);
    new History(this, cell, bus);
    if (cell.sandbox) new Sandbox(this, cell, renewLicense);
    const functions = this.node.findAll().filter((construct) => construct instanceof HouseFunction);
    const { endpoint } = new HttpApi(this, cell, functions);

    const outputs = {
      Api: endpoint,
      RegistryTable: data.registry.tableName,
      UsageTable: data.usage.tableName,
      ProgramsBucket: cell.programs.bucketName,
      BusName: bus.eventBusName,
      IntakeQueueUrl: intake.queueUrl,
      DeadLetterQueueUrl: deadLetters.queueUrl,
      CreateAdminKeyFunction: createAdminKey.functionName,
      IssueLicenseArn: issueLicense.stateMachineArn,
      MigrateLicenseArn: migrateLicense.stateMachineArn,
      RenewLicenseArn: renewLicense.stateMachineArn,
      ReevaluateSegmentsArn: reevaluateSegments.stateMachineArn,
      AlarmTopicArn: cell.alarms.topicArn,
    };
    for (const [name, value] of Object.entries(outputs)) new CfnOutput(this, name, { value });
  }
}
