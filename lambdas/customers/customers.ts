import { type Customer, factsOf, type License } from '@licet/core/license';
import { NO_USAGE, windowAt } from '@licet/core/metering';
import { civilDate } from '@licet/core/time';
import { allowAnyCustomer, allowCustomer, type Principal } from '../http/authenticate.ts';
import { ProblemError } from '../http/problem-error.ts';
import { throwCursorProblem } from '../http/cursor-problem.ts';
import type { RouteHandlers } from '../http/serve.ts';
import { type ReevaluateDependencies, reevaluateCustomer } from '../segments/reevaluate.ts';
import type { UsageTable } from '../usage/usage-table.ts';

export interface CustomerDependencies extends ReevaluateDependencies {
  readonly counted: UsageTable;
}

type CustomerRoute =
  | 'GET /v1/customers'
  | 'GET /v1/customers/{id}'
  | 'GET /v1/customers/{id}/license'
  | 'GET /v1/customers/{id}/usage'
  | 'GET /v1/customers/{id}/facts'
  | 'POST /v1/customers/{id}/reevaluate';

/** What can be read of customers, and the re-evaluation of one on demand. */
export function customerRoutes(deps: CustomerDependencies): RouteHandlers<CustomerRoute> {
  return {
    'GET /v1/customers': async ({ query: { limit, cursor }, principal }) => {
      allowAnyCustomer(principal);
      const { customers, ...page } = await deps.customers.list(limit, cursor).catch(throwCursorProblem);
      return { items: customers, ...page };
    },
    'GET /v1/customers/{id}': ({ path: { id }, principal }) => find(deps, id, principal),
    'GET /v1/customers/{id}/license': ({ path: { id }, query: { product }, principal }) =>
      findLicense(deps, id, product, principal),
    'GET /v1/customers/{id}/facts': async ({ path: { id }, query: { product }, principal, now }) => {
      const [license, program] = await Promise.all([findLicense(deps, id, product, principal), deps.currentProgram()]);
      if (program === undefined)
        throw new ProblemError('catalog_missing', 'publish a catalog first: POST /v1/catalog-versions');
      return factsOf(license, program, now);
    },
    'GET /v1/customers/{id}/usage': async ({ path: { id }, query: { product }, principal, now }) =>
      usageOf(deps, await findLicense(deps, id, product, principal), now),
    'POST /v1/customers/{id}/reevaluate': async ({ path: { id }, principal, clock }) => {
      await find(deps, id, principal);
      return { customer: id, licenses: await reevaluateCustomer(deps, id, clock) };
    },
  };
}

async function find(deps: CustomerDependencies, id: string, principal: Principal): Promise<Customer> {
  allowCustomer(principal, id);
  const stored = await deps.customers.find(id);
  if (stored === undefined)
    throw new ProblemError('customer_unknown', `no customer "${id}" has its home here; an order brings one`);
  return stored.customer;
}

async function findLicense(
  deps: CustomerDependencies,
  id: string,
  product: string | undefined,
  principal: Principal,
): Promise<License> {
  await find(deps, id, principal);
  const wanted = product ?? principal.product;
  const licenses = (await deps.licenses.ofCustomer(id)).filter(
    (license) => wanted === undefined || license.product === wanted,
  );
  const [license, ...others] = licenses;
  if (license === undefined)
    throw new ProblemError(
      'license_unknown',
      `"${id}" has no license${wanted === undefined ? '' : ` for "${wanted}"`}`,
    );
  if (others.length > 0)
    throw new ProblemError(
      'product_ambiguous',
      `"${id}" has licenses for ${licenses.map((known) => known.product).join(', ')}; say which with ?product=`,
    );
  if (principal.product !== undefined && license.product !== principal.product)
    throw new ProblemError('product_forbidden', `this API key belongs to the product "${principal.product}"`);
  return license;
}

/** Every meter of the license's product: the current window, and the sums that rules read. */
async function usageOf(deps: CustomerDependencies, { customer, product, anchor, zone }: License, now: number) {
  const program = await deps.currentProgram();
  const declared = program?.program.meters.filter((meter) => meter.product === product) ?? [];
  const sums = await deps.usage.summaries(customer, declared, civilDate(now, zone));
  const meters = await Promise.all(
    declared.map(async ({ name, window: kind }) => {
      const window = windowAt(kind, anchor, zone, now);
      const { total } = await deps.counted.read({ customer, meter: name, window });
      return { meter: name, window: { start: window.start, end: window.end }, total, ...(sums[name] ?? NO_USAGE) };
    }),
  );
  return { customer, product, meters };
}
