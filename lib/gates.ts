import { Construct } from 'constructs';
import type { Cell } from './cell.ts';
import { HouseFunction } from './house/function.ts';

/** Shows what waits for an answer, and takes answers from the API. Those that come by the bus go through intake. */
export class Gates extends Construct {
  constructor(scope: Construct, cell: Cell) {
    super(scope, 'Gates');
    new HouseFunction(this, cell, 'gates/gates')
      .bindRegistry({
        read: ['gates', 'licenses', 'customers', 'catalog', 'apiKeys'],
        write: ['customers', 'licenses', 'gates'],
        list: true,
      })
      .bindUsage('read')
      .bindPrograms('read');
  }
}
