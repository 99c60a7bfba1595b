import { eventually } from '../../local/eventually.ts';
import { publishEverywhere } from '../../local/publish-everywhere.ts';
import { searchRegion } from '../../local/search.ts';
import type { Step } from '../../local/story/step.ts';
import { submitOrder } from '../../local/submit-order.ts';
import { anAnnualOrder, type Lands, order, SOURCES } from './lands.ts';

/** The same law in both cells, and a customer whose data may live in one of them only. */
export function homes(lands: Lands, now: Date): Step[] {
  const { america, europe, signal } = lands;
  const today = now.toISOString().slice(0, 10);
  // Found nowhere by accident.
  const [id, name] = [`muster-${now.getTime().toString(36)}`, `Muster ${now.getTime().toString(36)} GmbH`];
  const german = anAnnualOrder({ id, name, kind: 'business', country: 'DE' }, today, now.toISOString());
  return [
    {
      title: 'The packs are published with the catalog, in both cells',
      why: 'Rules and law are one document with one hash. Equal hashes prove that both cells decide alike.',
      expect: 'the same program in us-east-1 and eu-central-1',
      act: async () => {
        const cells = [america, europe].map(({ cell, admin }) => ({ home: cell.home, admin }));
        const published = await publishEverywhere(cells, SOURCES);
        return {
          ok: new Set(published.map(({ program }) => program)).size === 1,
          saw: published.map(({ home, program }) => `${home} ${program.slice(0, 12)}`).join(', '),
        };
      },
    },
    {
      title: 'A German order arrives in America',
      why: 'The GDPR lets its records live in the EEA and in adequate countries, and this operator is not certified under the DPF.',
      expect: 'customer_foreign, with the address of its home',
      act: async () => {
        const { code, home, address } = await submitOrder(america.cell.api, america.key, german);
        return {
          ok: code === 'customer_foreign' && home === 'eu-central-1' && address === europe.cell.api,
          saw: `${code}: ${home} at ${address}`,
        };
      },
    },
    {
      title: 'Its home takes it, and it is used there',
      why: 'An order, a check, some use, and an order that is wrong.',
      expect: 'an order that is applied, use that is counted, and a dead letter',
      act: async () => {
        const status = await order(europe, german, signal);
        const { decisions } = await europe.admin.call('POST /v1/check', {
          body: { customer: id, features: ['meetings'], consume: { minutes: 30 } },
        });
        const wrong = { ...german, order: `${id}-2`, items: [{ plan: 'unheard-of', from: today }] };
        await europe.admin.call('POST /v1/orders', { body: wrong });
        const letter = await eventually(
          async () => {
            const { items } = await europe.admin.call('GET /v1/dead-letters', { query: { limit: 50 } });
            const [about] = items.filter(({ body }) => body?.includes(wrong.order));
            return { ok: about !== undefined, saw: `a dead letter: ${about?.reason}` };
          },
          { signal },
        );
        const { used } = decisions['minutes'] ?? {};
        return {
          ok: status === 'applied' && used === 30 && letter.ok,
          saw: `${status}, ${used} minutes used, ${letter.saw}`,
        };
      },
    },
    {
      title: 'Where is anything of it?',
      why: 'Tables, queues, logs, histories of executions and objects of both regions are searched for its id and its name.',
      expect: 'records in eu-central-1, and nothing in us-east-1',
      act: async () => {
        const found = async ({ cell }: Lands['america']) => {
          const places = await Promise.all([id, name].map((words) => searchRegion(cell.aws, words)));
          return [...new Set(places.flat())];
        };
        const [there, here] = [await found(europe), await found(america)];
        const tables = [europe.cell.registryTable, europe.cell.usageTable].map((table) => `table/${table}`);
        return {
          ok: here.length === 0 && tables.every((table) => there.includes(table)),
          saw: `us-east-1: ${here.length} places; eu-central-1: ${there.length}, both tables among them`,
        };
      },
    },
  ];
}
