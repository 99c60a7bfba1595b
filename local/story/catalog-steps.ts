import { validateCatalog } from '@licet/core/catalog';
import { ApiError } from '../api-client.ts';
import type { Stage } from './stage.ts';
import type { Step } from './step.ts';

/** What is sold becomes a program, and a key may do what it was made for and nothing else. */
export function catalogSteps({ admin, demo, catalog, stopwatch }: Stage): Step[] {
  return [
    {
      title: 'Atlas goes on sale',
      why: 'The catalog is YAML in catalog/atlas. Publishing compiles it once, into the program that every check decides with.',
      expect: 'the program that these sources compile to, anywhere',
      act: async () => {
        const { program, version } = await admin.call('POST /v1/catalog-versions', {
          body: { files: catalog, allowWithdrawals: true },
        });
        stopwatch.lap('catalog');
        const { compiled } = validateCatalog(catalog);
        const { features = [], plans = [], segments = [] } = compiled?.program ?? {};
        const sold = `${features.length} features, ${plans.length} plan versions, ${segments.length} segments`;
        return { ok: program === compiled?.hash, saw: `${sold}: ${version}, program ${program.slice(0, 12)}…` };
      },
    },
    {
      title: 'A key that may only ask',
      why: 'The demo key has the scope check. It gets decisions; what the cell knows of its customers is not for it.',
      expect: 'the list of customers to be refused with scope_missing',
      act: async () => {
        const refusal = await demo.call('GET /v1/customers').catch((error: unknown) => error);
        return refusal instanceof ApiError
          ? { ok: refusal.code === 'scope_missing', saw: refusal.message }
          : { ok: false, saw: 'the list of customers' };
      },
    },
  ];
}
