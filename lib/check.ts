import { Construct } from 'constructs';
import type { Cell } from './cell.ts';
import { HouseFunction } from './house/function.ts';

/** Decides: may this customer, this user, use this feature now? Consumes an allowance when it is asked to. */
export class Check extends Construct {
  constructor(scope: Construct, cell: Cell) {
    super(scope, 'Check');
    // A vCPU comes with 1,769 MB: memory here buys the speed of a cold start.
    new HouseFunction(this, cell, 'check/check', { memorySize: 1769 })
      .bindRegistry({ read: ['customers', 'catalog', 'apiKeys'] })
      .bindUsage('write')
      .bindPrograms('read');
  }
}
