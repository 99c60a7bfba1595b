import { eventually } from '../eventually.ts';
import { amended } from '../simulate/orders.ts';
import { licenseOrderEvent } from '../simulate/salesforce.ts';
import { seeDecision } from './ask.ts';
import type { StoryCustomer, Stage } from './stage.ts';
import type { Step } from './step.ts';

/** A license is what its orders amount to, in whatever order and however often they come. */
export function orderLawSteps(stage: Stage): Step[] {
  const { operator, signal, now } = stage;
  const [acme, kiwi] = [stage.customer('acme'), stage.customer('kiwi')];
  const [cinder, helio] = [stage.customer('cinder'), stage.customer('helio')];
  return [
    {
      title: 'Late and twice',
      why: 'Buses deliver twice, and out of order. The third version of one order overtakes its second; another comes two times more.',
      expect: `${kiwi.name} to have 3 units by version 3, and ${acme.name} to stay at revision 1`,
      act: async () => {
        const version = (number: number) => {
          const items = kiwi.order.items.map((item) => ({ ...item, quantity: number }));
          return amended(kiwi.order, { version: number, items }, now + number);
        };
        const sent = [version(3), version(2), acme.order, acme.order];
        await operator.putEvents(sent.map((order) => licenseOrderEvent(order)));
        return eventually(
          async () => {
            const license = await licenseOf(stage, kiwi);
            const [quantity, newest] = [license.items[0]?.quantity, Object.values(license.orders)[0]];
            const { revision } = await licenseOf(stage, acme);
            return {
              ok: quantity === 3 && newest === 3 && revision === 1,
              saw: `${kiwi.name} has ${quantity} units by version ${newest}; ${acme.name} is at revision ${revision}`,
            };
          },
          { signal },
        );
      },
    },
    {
      title: `${cinder.name} cancels, ${helio.name} moves up`,
      why: 'A cancellation is a version of its order. An order that replaces another takes its place.',
      expect: `dashboards to be denied to ${cinder.name} as license_cancelled, and sso to be allowed to ${helio.name}`,
      act: async () => {
        const cancelled = amended(cinder.order, { status: 'cancelled' }, now);
        const items = helio.order.items.map((item) => ({ ...item, plan: 'business', quantity: 1 }));
        const { order: replaces } = helio.order;
        const moved = amended(helio.order, { order: `${replaces}-B`, version: 1, items, replaces }, now);
        await operator.putEvents([cancelled, moved].map((order) => licenseOrderEvent(order)));
        return eventually(
          async () => {
            const dashboards = { customer: cinder.id, features: ['dashboards'] };
            const gone = await seeDecision(stage, dashboards, ({ reason }) => reason === 'license_cancelled');
            const more = await seeDecision(stage, { customer: helio.id, features: ['sso'] }, ({ allowed }) => allowed);
            return { ok: gone.ok && more.ok, saw: `${cinder.name}: ${gone.saw}; ${helio.name}: ${more.saw}` };
          },
          { signal },
        );
      },
    },
  ];
}

function licenseOf({ admin }: Stage, { id }: StoryCustomer) {
  return admin.call('GET /v1/customers/{id}/license', { path: { id } });
}
