import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Cell } from './cell.ts';
import { HouseFunction } from './house/function.ts';

/** Publishes catalog versions: compiles sources of up to 5 MB and moves one pointer. The only function that may. */
export class Catalog extends Construct {
  constructor(scope: Construct, cell: Cell) {
    super(scope, 'Catalog');
    new HouseFunction(this, cell, 'catalog/catalog', { memorySize: 1769, timeout: Duration.seconds(29) })
      .bindRegistry({ read: ['catalog', 'apiKeys'], write: ['catalog'] })
      .bindPrograms('write');
  }
}
