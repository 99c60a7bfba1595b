import { Construct } from 'constructs';
import type { Cell } from './cell.ts';
import { HouseFunction } from './house/function.ts';

/** Issues, rotates and revokes API keys. Nothing else in the cell may write one. */
export class ApiKeys extends Construct {
  /** Makes the first key of a cell. Only who may invoke it by IAM can: no route leads to it. */
  readonly createAdminKey: HouseFunction;

  constructor(scope: Construct, cell: Cell) {
    super(scope, 'ApiKeys');
    new HouseFunction(this, cell, 'api-keys/api-keys').bindRegistry({
      read: ['apiKeys'],
      write: ['apiKeys'],
      list: true,
    });
    this.createAdminKey = new HouseFunction(this, cell, 'api-keys/create-admin-key').bindRegistry({
      write: ['apiKeys'],
    });
  }
}
