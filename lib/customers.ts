import type { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { Cell } from './cell.ts';
import { HouseFunction } from './house/function.ts';

/** Shows customers with their license, usage and facts, and re-evaluates one on request. */
export class Customers extends Construct {
  constructor(scope: Construct, cell: Cell, migrateLicense: IStateMachine) {
    super(scope, 'Customers');
    new HouseFunction(this, cell, 'customers/customers')
      .bindRegistry({ read: ['customers', 'catalog', 'apiKeys'], write: ['customers'], list: true })
      .bindUsage('read')
      .bindPrograms('read')
      .bindWorkflow('MIGRATE_LICENSE_ARN', migrateLicense);
  }
}
