import type { OrderOutcome } from '@licet/contracts';
import { type Command, type License, orderKey, type Proposal, type World } from '@licet/core/license';
import type { OrderRepository } from '../registry/orders.ts';

/** Notes on orders what has become of them: on the one that was applied, and on those that are held up no longer or for good. */
export async function settleOrders(
  { orders }: { readonly orders: OrderRepository },
  { world, proposal }: { readonly world: World; readonly proposal: Proposal },
  command: Command,
): Promise<void> {
  if (proposal.outcome === 'refused') return;
  const before = world.license?.held ?? {};
  const license = proposal.outcome === 'changed' ? proposal.next : world.license;
  const after = license?.held ?? {};
  const named = command.type === 'apply-orders' ? orderKey(command) : undefined;
  const settled = world.orders.filter((order) => {
    const key = orderKey(order);
    return key === named || before[key]?.refused !== after[key]?.refused;
  });
  for (const order of settled) {
    const { source, order: id, version } = order;
    await orders.settle({ customer: command.customer, source, order: id, version }, outcomeOf(after[orderKey(order)]));
  }
}

function outcomeOf(held: License['held'][string] | undefined): OrderOutcome {
  if (held === undefined) return { status: 'applied' };
  const { why, refused, rows, forms } = held;
  const asked = why === 'review' ? 'a review' : `a consent (${forms.join(', ')})`;
  const message = refused
    ? `${asked} that regulations ask for was denied or never given; it is looked at again in another version`
    : `it waits for ${asked} that regulations ask for: ${rows.join(', ')}`;
  return {
    status: refused ? 'refused' : 'held',
    code: why === 'review' ? 'regulation_review' : 'consent_missing',
    message,
    rows: [...rows],
  };
}
