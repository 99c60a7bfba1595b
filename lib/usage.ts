import { Construct } from 'constructs';
import type { Cell } from './cell.ts';
import { HouseFunction } from './house/function.ts';

/** Takes usage events in and marks the customers whose segments they may change. */
export class Usage extends Construct {
  constructor(scope: Construct, cell: Cell) {
    super(scope, 'Usage');
    new HouseFunction(this, cell, 'usage/events')
      .bindRegistry({ read: ['customers', 'catalog', 'apiKeys'] })
      .bindUsage('write')
      .bindPrograms('read');
  }
}
