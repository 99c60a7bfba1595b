/** Five hundred licenses whose term has ended, and a sweep of what is due: each is renewed, and none twice. */
import { type Order, orderSchema } from '@licet/core/license';
import { addDays, civilDate } from '@licet/core/time';
import { InvokeCommand, LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { Account } from '../local/account.ts';
import { catalogFiles } from '../local/catalog-files.ts';
import type { Cell } from '../local/cell.ts';
import { inParallel } from '../local/in-parallel.ts';
import { withCell } from './cell.ts';
import { registryOf } from './registry.ts';
import type { Result } from './result.ts';
import { rounded } from './statistics.ts';
import { watch } from './watch.ts';

const LICENSES = 500;
const AT_ONCE = 16;
const DAY_MS = 86_400_000;

export function benchRenewals(): Promise<Result> {
  return withCell(async ({ cell, client }) => {
    await client.call('POST /v1/catalog-versions', { body: { files: { ...catalogFiles() } } });
    const registry = registryOf(cell);
    const now = Date.now();
    const orders = Array.from({ length: LICENSES }, (_, index) => anOrder(index, now));
    await inParallel(orders, AT_ONCE, (order) => registry.write(order, now - 60 * DAY_MS));

    // Two at once, and the one that comes every minute anyway.
    const sweeps = Promise.all([sweep(cell), sweep(cell)]);
    const renewed = await watch(
      new Account(),
      'renewed',
      LICENSES,
      async () => LICENSES - (await registry.countDue(now)),
    );
    await sweeps;
    const logs = await registry.logsOf(orders.map(({ customer }) => customer.id));
    const renewals = logs.map((log) => log.filter(({ type }) => type === 'license.renewed.v1').length);
    const count = (isSo: (count: number) => boolean) => renewals.filter(isSo).length;
    return {
      goals: [
        { what: `of ${LICENSES} due licenses, not renewed`, got: count((n) => n === 0), unit: 'licenses', atMost: 0 },
        { what: `of ${LICENSES} due licenses, renewed twice`, got: count((n) => n > 1), unit: 'licenses', atMost: 0 },
      ],
      figures: [
        { what: `until ${renewed.count} had nothing due`, got: rounded(renewed.seconds), unit: 's' },
        {
          what: 'from the sweep to the last renewal',
          got: rounded(renewed.count / renewed.seconds),
          unit: 'licenses/s',
        },
      ],
    };
  });
}

/** A year of team that has ended. Neither that its end comes up nor that it is renewed has been noticed. */
function anOrder(index: number, now: number): Order {
  const id = `bench-${index}`;
  const at = new Date(now - 60 * DAY_MS).toISOString();
  const items = [{ plan: 'team@1', from: addDays(civilDate(now, 'UTC'), -366) }];
  return orderSchema.parse({ source: 'bench', order: id, version: 1, at, product: 'atlas', customer: { id }, items });
}

/** Has the sweeper called, as its schedule does. */
async function sweep({ aws }: Cell): Promise<void> {
  const lambda = new LambdaClient(aws);
  const { Functions = [] } = await lambda.send(new ListFunctionsCommand({ MaxItems: 100 }));
  const FunctionName = Functions.find(({ Environment }) => Environment?.Variables?.['RENEW_LICENSE_ARN'])?.FunctionName;
  await lambda.send(new InvokeCommand({ FunctionName }));
}
