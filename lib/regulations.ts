import { Construct } from 'constructs';
import type { Cell } from './cell.ts';
import { HouseFunction } from './house/function.ts';

/** Says which regulations act, and when they change. Reads the program, and nothing of anybody. */
export class Regulations extends Construct {
  constructor(scope: Construct, cell: Cell) {
    super(scope, 'Regulations');
    new HouseFunction(this, cell, 'regulations/regulations')
      .bindRegistry({ read: ['catalog', 'apiKeys'] })
      .bindPrograms('read');
  }
}
