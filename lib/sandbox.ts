import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Cell } from './cell.ts';
import { HouseFunction } from './house/function.ts';
import type { Workflow } from './house/workflow.ts';

/** What only a sandbox has: a clock that can be moved, so that a year of a license can be seen in a minute. */
export class Sandbox extends Construct {
  constructor(scope: Construct, cell: Cell, renewLicense: Workflow) {
    super(scope, 'Sandbox');
    new HouseFunction(this, cell, 'sandbox/clock', { timeout: Duration.seconds(29) })
      .bindRegistry({ read: ['apiKeys'], write: ['clock'], list: true })
      .bindWorkflow('RENEW_LICENSE_ARN', renewLicense)
      .followWorkflow(renewLicense);
  }
}
