/** Some years of one license in fast-forward, on the deployed app: what people do, and what time brings. */
import type { CivilDate } from '@licet/core/time';
import type { Account } from '../../local/account.ts';
import { ApiClient } from '../../local/api-client.ts';
import { catalogFiles } from '../../local/catalog-files.ts';
import type { Cell } from '../../local/cell.ts';
import { eventually } from '../../local/eventually.ts';
import { moveClock } from '../../local/move-clock.ts';
import { operatorOf } from '../../local/operator.ts';
import type { Step } from '../../local/story/step.ts';
import { afterTheTrial } from './after-the-trial.ts';
import { firstSteps } from './first-steps.ts';
import { lookingBack } from './looking-back.ts';
import { renewals } from './renewals.ts';

/** What a year is played on. */
export interface Year {
  readonly admin: ApiClient;
  readonly account: Account;
  readonly customer: string;
  /** A civil date so many days or months after the first one. */
  readonly date: (months: number, days?: number) => CivilDate;
  /** The license as it is now. */
  readonly license: () => Promise<License>;
  /** Whether a feature is allowed, and why. */
  readonly ask: (feature: string) => Promise<Decision>;
  readonly order: (order: OrderLines) => Promise<void>;
  /** Moves the clock of the sandbox to the morning of a date; on the way everything that falls due is done at its moment. */
  readonly until: (date: CivilDate) => Promise<void>;
  readonly types: () => Promise<string[]>;
}

type License = Awaited<ReturnType<typeof readLicense>>;
type Decision = Awaited<ReturnType<typeof readDecision>>;

/** An order of the year: its id and lines. */
interface OrderLines {
  readonly id: string;
  readonly version?: number;
  readonly items: readonly { plan: string; quantity?: number; from: CivilDate; trial?: boolean; coterm?: boolean }[];
}

const PRODUCT = 'studio';

/** Opens the year: a key, the catalog of Studio, and a customer of Berlin. */
export async function openYear(cell: Cell, account: Account, signal: AbortSignal): Promise<Year> {
  const { key } = await operatorOf(cell, signal).createAdminKey();
  const admin = new ApiClient(cell.api, key, { signal });
  await admin.call('POST /v1/catalog-versions', { body: { files: { ...catalogFiles('demo/year') } } });
  const customer = `nimbus-${Date.now().toString(36)}`;
  const { now } = await admin.call('GET /v1/sandbox/clock');
  // From the first of the next month on, so that the dates are easy to read.
  const first = new Date(Date.UTC(new Date(now).getUTCFullYear(), new Date(now).getUTCMonth() + 1));
  const date = (months: number, days = 0) =>
    new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + months, 1 + days)).toISOString().slice(0, 10);
  const license = () => readLicense(admin, customer);
  const year: Year = {
    admin,
    account,
    customer,
    date,
    license,
    ask: (feature) => readDecision(admin, customer, feature),
    order: async ({ id, version = 1, items }) => {
      const at = (await admin.call('GET /v1/sandbox/clock')).now;
      await admin.call('POST /v1/orders', {
        body: {
          source: 'crm',
          order: `${customer}-${id}`,
          version,
          at,
          product: PRODUCT,
          customer: { id: customer, name: 'Nimbus Film', country: 'DE', zone: 'Europe/Berlin' },
          items: [...items],
        },
      });
      const path = { source: 'crm', id: `${customer}-${id}` };
      const { ok, saw } = await eventually(
        async () => {
          const { outcome, order } = await admin.call('GET /v1/orders/{source}/{id}', { path });
          return { ok: outcome.status === 'applied' && order.version === version, saw: outcome.status };
        },
        { signal },
      );
      if (!ok) throw new Error(`the order ${id} is ${saw}`);
    },
    until: (to) => moveClock(admin, `${to}T08:00:00Z`, account, signal),
    types: async () => {
      const { id } = await license();
      const { items } = await admin.call('GET /v1/licenses/{id}/events', { path: { id }, query: { limit: 200 } });
      return items.map(({ type }) => type);
    },
  };
  await year.until(date(0));
  return year;
}

async function readLicense(admin: ApiClient, customer: string) {
  return admin.call('GET /v1/customers/{id}/license', { path: { id: customer }, query: { product: PRODUCT } });
}

async function readDecision(admin: ApiClient, customer: string, feature: string) {
  // A check may be a few seconds behind; this one asks for the license as it is.
  const { revision } = await readLicense(admin, customer);
  const answer = await admin.call('POST /v1/check', {
    body: { customer, product: PRODUCT, features: [feature], minRevision: revision },
  });
  const decision = answer.decisions[feature];
  if (decision === undefined) throw new Error(`the check did not answer ${feature}`);
  return decision;
}

/** The year, step by step. */
export function yearSteps(year: Year): Step[] {
  return [...firstSteps(year), ...afterTheTrial(year), ...renewals(year), ...lookingBack(year)];
}
