import { Construct } from 'constructs';
import type { EventBus } from 'aws-cdk-lib/aws-events';
import type { Cell } from './cell.ts';
import { HouseFunction } from './house/function.ts';

/** What the log of a license is good for besides its announcement: any moment decided again, and what was announced told again. */
export class History extends Construct {
  constructor(scope: Construct, cell: Cell, bus: EventBus) {
    super(scope, 'History');
    new HouseFunction(this, cell, 'history/why')
      .bindRegistry({ read: ['licenses', 'customers', 'catalog', 'apiKeys'] })
      .bindUsage('read')
      .bindPrograms('read');
    new HouseFunction(this, cell, 'history/regulations')
      .bindRegistry({ read: ['licenses', 'customers', 'catalog', 'apiKeys'] })
      .bindPrograms('read');
    new HouseFunction(this, cell, 'history/republish')
      .bindRegistry({ read: ['licenses', 'customers', 'apiKeys'] })
      .bindBus('BUS_NAME', bus);
  }
}
