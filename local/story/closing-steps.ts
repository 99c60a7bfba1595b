import type { Answered } from '../api-client.ts';
import { eventually } from '../eventually.ts';
import { inParallel } from '../in-parallel.ts';
import type { Stage } from './stage.ts';
import type { Step } from './step.ts';

/** The books are closed: every change of every license was announced, and nothing counted twice. */
export function closingSteps(stage: Stage): Step[] {
  const { admin, announcements, customers, signal } = stage;
  const acme = stage.customer('acme');
  return [
    {
      title: 'Nothing lost, nothing twice',
      why: 'License and event are written in one transaction, and a relay carries the events to the bus. Every revision has to have come.',
      expect: `an announcement for every revision of every license, and ${acme.name} at revision 2`,
      act: async () => {
        const licenses: Answered<'GET /v1/customers/{id}/license'>[] = [];
        await inParallel(customers, 4, async ({ id }) => {
          licenses.push(await admin.call('GET /v1/customers/{id}/license', { path: { id } }));
        });
        const written = licenses.flatMap(({ id, revision }) =>
          Array.from({ length: revision }, (_, index) => `${id}#${index + 1}`),
        );
        const { revision } = licenses.find(({ customer }) => customer === acme.id) ?? {};
        return eventually(
          () => {
            const announced = new Set(announcements.events.map(({ id }) => id));
            const missing = written.filter((id) => !announced.has(id)).length;
            const saw = `${written.length} revisions of ${licenses.length} licenses, ${missing} of them not announced; ${acme.name} at revision ${revision}`;
            return { ok: missing === 0 && revision === 2, saw };
          },
          { signal, withinMs: 20_000 },
        );
      },
    },
  ];
}
