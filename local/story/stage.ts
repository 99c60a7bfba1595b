import type { CatalogFiles } from '@licet/core/catalog';
import type { Order } from '@licet/core/license';
import type { Account } from '../account.ts';
import type { Announcements } from '../announcements.ts';
import type { ApiClient } from '../api-client.ts';
import type { Cell } from '../cell.ts';
import type { Operator } from '../operator.ts';
import type { SimulatedCustomer } from '../simulate/customers.ts';
import type { Stopwatch } from '../stopwatch.ts';

/** A customer of the story with the order that it begins with. */
export interface StoryCustomer extends SimulatedCustomer {
  readonly order: Order;
}

/** What the story is played on: a deployed cell, ways into it, and the customers. */
export interface Stage {
  readonly cell: Cell;
  readonly operator: Operator;
  readonly keys: { readonly admin: string; readonly check: string };
  readonly admin: ApiClient;
  /** May ask for decisions and nothing else. */
  readonly demo: ApiClient;
  readonly announcements: Announcements;
  readonly account: Account;
  readonly stopwatch: Stopwatch;
  readonly catalog: CatalogFiles;
  readonly customers: readonly StoryCustomer[];
  /** The customers that the story names, by their id without a suffix. */
  readonly customer: (name: string) => StoryCustomer;
  /** When the story began, epoch milliseconds. */
  readonly now: number;
  readonly signal: AbortSignal;
}
