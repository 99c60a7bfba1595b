import { editCatalog } from '../catalog-files.ts';
import { eventually, type Seen } from '../eventually.ts';
import { licenseOrderEvent } from '../simulate/salesforce.ts';
import type { Stage } from './stage.ts';
import type { Step } from './step.ts';

/** An order that cannot be mapped waits where people see it, says why, and goes through once the reason is mended. */
export function deadLetterSteps(stage: Stage): Step[] {
  const { admin, operator, signal, account } = stage;
  const tessera = stage.customer('tessera');
  let letter = '';
  return [
    {
      title: 'An order that nobody understands',
      why: 'Sales operations have invented a status, "Approved". To take an unknown status for active would give rights away.',
      expect: 'a dead letter that says what is wrong with the order',
      act: async () => {
        await operator.putEvents([licenseOrderEvent(tessera.order, 'Approved')]);
        return eventually(
          async () => {
            const { items } = await admin.call('GET /v1/dead-letters', { query: { limit: 10 } });
            const found = items.find(({ body, redrivenAt }) => body?.includes(tessera.order.order) && !redrivenAt);
            letter = found?.id ?? '';
            const saw = found ? `dead letter ${found.id}: ${found.reason}, ${found.detail}` : 'no dead letter';
            return { ok: found?.reason === 'order_invalid', saw };
          },
          { signal },
        );
      },
    },
    {
      title: 'The mapping learns the word',
      why: 'The mapping is a line of the catalog: one is published that knows "Approved", and the letter is redriven as it is.',
      expect: `${tessera.name} to be licensed`,
      act: async () => {
        const { version } = await admin.call('POST /v1/catalog-versions', { body: { files: mended(stage) } });
        account.note(`published ${version}`);
        await admin.call('POST /v1/dead-letters/{id}/redrive', { path: { id: letter } });
        return eventually(() => seeLicense(stage, tessera.id), { signal });
      },
    },
  ];
}

/** The catalog with the mapping that knows both words. */
export function mended({ catalog }: Pick<Stage, 'catalog'>): Stage['catalog'] {
  const passage = "payload.Status__c == 'Activated' ?";
  return editCatalog(
    catalog,
    'catalog/atlas/mappings.yaml',
    passage,
    "payload.Status__c in ['Activated', 'Approved'] ?",
  );
}

async function seeLicense({ admin }: Stage, customer: string): Promise<Seen> {
  const { state, items } = await admin.call('GET /v1/customers/{id}/license', { path: { id: customer } });
  return { ok: state === 'active', saw: `redriven and ${state}: ${items.map(({ plan }) => plan).join(' + ')}` };
}
