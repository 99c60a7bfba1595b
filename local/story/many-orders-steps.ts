import { eventually } from '../eventually.ts';
import { inParallel } from '../in-parallel.ts';
import { licenseOrderEvent } from '../simulate/salesforce.ts';
import type { StoryCustomer, Stage } from './stage.ts';
import type { Step } from './step.ts';

/**
 * Orders that are under way at once. Each function that works beside another is a process of its own here, and an order that
 * finds all of them busy waits in its queue for a minute.
 */
const AT_ONCE = 5;

/** The other customers: most order through the CRM, some through the API. */
export function manyOrdersSteps(stage: Stage): Step[] {
  const { account, announcements, signal } = stage;
  // The first has its license already; of one, sales will send an order that nobody understands.
  const others = stage.customers.filter(
    ({ id }) => ![stage.customer('acme').id, stage.customer('tessera').id].includes(id),
  );
  const isLicensed = ({ id }: StoryCustomer) =>
    announcements.events.some(({ type, customer }) => type === 'license.issued.v1' && customer === id);
  return [
    {
      title: 'The others order',
      why: 'Most through Salesforce, some in a web shop that posts plain orders. Licenses are announced on the bus, where this account hears of them.',
      expect: `${others.length} more licenses to be announced`,
      act: () =>
        account.counting('licensed', others.length, async ({ tick }) => {
          await inParallel(others, AT_ONCE, async (customer) => {
            await sendOrder(stage, customer);
            const look = () => ({ ok: isLicensed(customer), saw: '' });
            if ((await eventually(look, { signal, everyMs: 25 })).ok) tick();
          });
          const missing = others.filter((customer) => !isLicensed(customer)).map(({ name }) => name);
          return {
            ok: missing.length === 0,
            saw: missing.length > 0 ? `none of ${missing.join(', ')}` : inWords(others),
          };
        }),
    },
  ];
}

async function sendOrder({ operator, admin }: Stage, { order }: StoryCustomer): Promise<void> {
  if (order.source === 'salesforce') await operator.putEvents([licenseOrderEvent(order)]);
  else await admin.call('POST /v1/orders', { body: order });
}

function inWords(customers: readonly StoryCustomer[]): string {
  const count = (of: (customer: StoryCustomer) => string) => new Set(customers.map(of)).size;
  const shop = customers.filter(({ order }) => order.source === 'shop').length;
  const places = `${count(({ place }) => place.slice(0, 2))} countries and ${count(({ zone }) => zone)} time zones`;
  return `${customers.length - shop} came through Salesforce and ${shop} through the API, from ${places}`;
}
