import type { UsageEvent } from '@licet/contracts';
import { eventually } from '../eventually.ts';
import { inParallel } from '../in-parallel.ts';
import { monthOfUsage } from '../simulate/usage.ts';
import { ask, type Question } from './ask.ts';
import type { Stage } from './stage.ts';
import type { Step } from './step.ts';
import { amount, decisionInWords, eventInWords } from './words.ts';

/** Behaviour becomes membership, membership becomes terms, and the same check differs. */
export function behaviourSteps(stage: Stage, question: Question): Step[] {
  const { admin, account, announcements, signal, customers, now } = stage;
  const acme = stage.customer('acme');
  const path = { id: acme.id };
  let before = '';
  const queries = async () => {
    const { meters } = await admin.call('GET /v1/customers/{id}/usage', { path });
    return meters.find(({ meter }) => meter === 'queries')?.last30d;
  };
  return [
    {
      title: 'A month of work',
      why: 'Gateways report usage as CloudEvents. Each counts once, on the day on which it happened; a batch that is sent again adds nothing.',
      expect: `exactly what was sent to be counted for ${acme.name}, though it was sent twice`,
      act: async () => {
        const batches = customers.map((customer) => monthOfUsage(customer, now)).filter((events) => events.length > 0);
        const total = batches.reduce((sum, { length }) => sum + length, 0);
        const send = (events: UsageEvent[]) => admin.call('POST /v1/events', { body: events });
        await account.counting('usage events', total, ({ tick }) =>
          inParallel(batches, 4, async (events) => {
            await send(events);
            tick(events.length);
          }),
        );
        const own = monthOfUsage(acme, now);
        await send(own);
        const sent = sumOf(own, 'query.executed');
        const counted = (await queries()) ?? 0;
        return { ok: counted === sent, saw: `${acme.name} ran ${amount(counted)} queries; ${amount(sent)} were sent` };
      },
    },
    {
      title: `${acme.name} is looked at again`,
      why: 'The rule of power-analysts: usage.queries.last30d > 50000 && license.plan == "team". A sweep would come by itself; this one is on demand.',
      expect: 'a migration into power-analysts to be announced',
      act: async () => {
        before = decisionInWords((await ask(stage, question))('exports'));
        await admin.call('POST /v1/customers/{id}/reevaluate', { path });
        const look = () => {
          const migrated = announcements.events.find(
            ({ customer, type }) => customer === acme.id && type === 'license.migrated.v1',
          );
          const holds = migrated?.after.memberships?.['power-analysts']?.holds ?? false;
          return { ok: holds, saw: migrated ? eventInWords(migrated) : 'no migration' };
        };
        return eventually(look, { signal });
      },
    },
    {
      title: 'The same check, another answer',
      why: 'Nothing was sold, clicked or deployed: the customer behaves differently, and its terms have followed.',
      expect: 'exports to be allowed by the overlay power-analysts, 200 of them',
      act: () =>
        eventually(
          async () => {
            const answer = await ask(stage, question);
            const { allowed, limit, source } = answer('exports');
            return {
              ok: allowed && limit === 200 && source?.id === 'power-analysts',
              saw: `exports: ${decisionInWords(answer('exports'))}; it was: ${before}`,
            };
          },
          { signal },
        ),
    },
  ];
}

function sumOf(events: readonly UsageEvent[], type: string): number {
  return events.filter((event) => event.type === type).reduce((sum, { data }) => sum + Number(data?.['count'] ?? 0), 0);
}
