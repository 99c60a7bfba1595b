import * as z from 'zod';
import type { CustomerRepository } from '../registry/customers.ts';
import type { MarkRepository } from './marks.ts';
import type { Reevaluated } from './reevaluate.ts';

export interface SweepDependencies {
  readonly customers: Pick<CustomerRepository, 'pageOfShard'>;
  readonly marks: MarkRepository;
  /** Re-evaluates all licenses of a customer. */
  readonly reevaluate: (customer: string) => Promise<readonly Reevaluated[]>;
  readonly clock: () => number;
}

export const sweepInputSchema = z.object({
  shard: z.string().regex(/^\d{2}$/),
  mode: z.enum(['marked', 'all']),
  cursor: z.string().nullish(),
});
export type SweepInput = z.infer<typeof sweepInputSchema>;

/** What one call swept; `done: false` comes with the cursor to go on from. */
export interface Swept {
  readonly done: boolean;
  readonly shard: string;
  readonly mode: SweepInput['mode'];
  readonly cursor?: string;
  readonly customers: number;
  readonly migrating: number;
  readonly resegmented: number;
}

/** A call stops taking pages after this, well before its function's time is up, and is called again. */
const BUDGET_MS = 20_000;
/** Customers of one page: few enough to be done in a fraction of the budget. The index would give 20,000 at once. */
const PAGE = 200;
const AT_ONCE = 8;
/**
 * Whoever counts usage does not mark a customer again within a minute. A mark that is younger stands for what is still being
 * counted under it, so its customer is visited and it stays for the next sweep. Half a minute more is for slow calls and clocks.
 */
const SETTLED_MS = 90_000;

/**
 * Sweeps one shard page by page, for as long as the time of one call allows.
 * @throws AggregateError where customers could not be re-evaluated: once all others had their turn, so that one broken customer keeps
 *   nobody else from the terms of their segments.
 */
export async function sweepShard(deps: SweepDependencies, { shard, mode, cursor }: SweepInput): Promise<Swept> {
  const startedAt = deps.clock();
  const count = { customers: 0, migrating: 0, resegmented: 0 };
  const failures: string[] = [];
  let next = cursor ?? undefined;
  do {
    const page = await readPage(deps, shard, mode, next);
    for (let from = 0; from < page.work.length; from += AT_ONCE) {
      const some = page.work.slice(from, from + AT_ONCE);
      const results = await Promise.allSettled(some.map((work) => sweepCustomer(deps, work, count)));
      for (const [index, result] of results.entries())
        if (result.status === 'rejected') failures.push(`${some[index]?.customer}: ${result.reason}`);
    }
    next = page.next;
  } while (next !== undefined && deps.clock() - startedAt < BUDGET_MS);
  if (failures.length > 0)
    throw new AggregateError(failures, `${failures.length} customers of shard ${shard} failed; ${failures[0]}`);
  return { done: next === undefined, shard, mode, ...(next !== undefined && { cursor: next }), ...count };
}

interface Work {
  readonly customer: string;
  readonly markedAt?: number;
}

async function readPage(
  deps: SweepDependencies,
  shard: string,
  mode: SweepInput['mode'],
  cursor: string | undefined,
): Promise<{ work: Work[]; next: string | undefined }> {
  if (mode === 'all') {
    const { customers, next } = await deps.customers.pageOfShard(shard, cursor, PAGE);
    return { work: customers.map((customer) => ({ customer })), next };
  }
  const { marks, next } = await deps.marks.pageOfShard(shard, cursor, PAGE);
  return { work: marks.map(({ customer, at }) => ({ customer, markedAt: at })), next };
}

async function sweepCustomer(
  deps: SweepDependencies,
  { customer, markedAt }: Work,
  count: { customers: number; migrating: number; resegmented: number },
): Promise<void> {
  const now = deps.clock();
  const results = await deps.reevaluate(customer);
  count.customers += 1;
  for (const { outcome } of results) {
    if (outcome === 'migrating') count.migrating += 1;
    if (outcome === 'resegmented') count.resegmented += 1;
  }
  if (markedAt !== undefined && markedAt <= now - SETTLED_MS) await deps.marks.clear({ customer, at: markedAt });
}
