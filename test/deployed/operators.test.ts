/** Two who change one license at the same moment, on the real table: one of them writes first, the other proposes again against what is there then. */
import type { Change, LifecycleCommand } from '@licet/core/license';
import { orderSchema } from '@licet/core/license';
import { describe, expect, it } from 'vitest';
import { commitCommand } from '../../lambdas/licenses/commit-command.ts';
import { commit } from '../../lambdas/registry/transaction.ts';
import { usageHistory } from '../../lambdas/usage/usage-history.ts';
import { cloud, dynamodb } from './support/aws.ts';
import { anOrder } from './support/customers.ts';
import { expectWhole, storedOf } from './support/stored.ts';
import { customers, licenses, orders, program, written } from './support/written.ts';

const deps = {
  client: dynamodb,
  home: cloud.home,
  customers,
  licenses,
  orders,
  usage: usageHistory(dynamodb, cloud.usageTable),
  currentProgram: () => Promise.resolve(program),
};

/** A customer with a license of team, written but not announced to any function. */
async function aLicense(): Promise<string> {
  const order = orderSchema.parse(anOrder());
  await commit(dynamodb, written(order).parts);
  return order.customer.id;
}

const changing = (customer: string, operator: string, change: LifecycleCommand): Change => ({
  type: 'change',
  customer,
  product: 'atlas',
  change,
  actor: { kind: 'person', id: operator },
});

/** What becomes of changes that operators commit at the same moment, each under their own name. */
function atOnce(customer: string, changes: Readonly<Record<string, LifecycleCommand>>) {
  return Promise.all(
    Object.entries(changes).map(([operator, change]) =>
      commitCommand(deps, changing(customer, operator, change), Date.now),
    ),
  );
}

const override = (id: string, value: number): LifecycleCommand => ({
  type: 'override',
  id,
  feature: 'dashboards',
  operation: 'add',
  value,
});

/** So many licenses, each with its own race: that both were there at the same moment is then certain. */
const RACES = 12;
const races = <T>(race: () => Promise<T>) => Promise.all(Array.from({ length: RACES }, race));

describe('two operators at once', () => {
  it('who want different things both get them, one after the other', async () => {
    await races(async () => {
      const customer = await aLicense();
      const outcomes = await atOnce(customer, { ada: override('for-ada', 1), ben: { type: 'amend', quantity: 3 } });
      expect(outcomes.map(({ outcome }) => outcome)).toEqual(['committed', 'committed']);
      const stored = await storedOf(customer);
      expectWhole(stored);
      expect(stored.license).toMatchObject({ revision: 3, overrides: [{ id: 'for-ada' }] });
      expect(stored.license?.items.map(({ quantity }) => quantity)).toContain(3);
      expect(new Set(stored.log.map(({ actor }) => actor.id))).toEqual(new Set(['licet', 'ada', 'ben']));
    });
  });

  it('who want the same do it once, and the second is told why not', async () => {
    await races(async () => {
      const customer = await aLicense();
      const outcomes = await atOnce(customer, { ada: { type: 'suspend' }, ben: { type: 'suspend' } });
      expect(outcomes.map(({ outcome }) => outcome).toSorted()).toEqual(['committed', 'refused']);
      expect(outcomes).toContainEqual(expect.objectContaining({ code: 'command_illegal' }));
      const stored = await storedOf(customer);
      expectWhole(stored);
      expect(stored.license).toMatchObject({ revision: 2, state: 'suspended' });
    });
  });

  it('of whom one ends the license leave what the first of them left, and the other proposes against that', async () => {
    await races(async () => {
      const customer = await aLicense();
      const [revoked] = await atOnce(customer, { ada: { type: 'revoke' }, ben: override('for-ben', 1) });
      expect(revoked).toMatchObject({ outcome: 'committed' });
      const stored = await storedOf(customer);
      expectWhole(stored);
      expect(stored.license).toMatchObject({ state: 'revoked' });
    });
  });
});
