import type { Answered } from '../api-client.ts';
import { eventually } from '../eventually.ts';
import { licenseOrderEvent } from '../simulate/salesforce.ts';
import { ask, type Question } from './ask.ts';
import type { Stage } from './stage.ts';
import type { Step } from './step.ts';
import { decisionInWords } from './words.ts';

type License = Answered<'GET /v1/customers/{id}/license'>;

/** One order becomes a license, and the license answers. */
export function firstOrderSteps(stage: Stage, question: Question): Step[] {
  const { admin, account, operator, stopwatch, signal } = stage;
  const acme = stage.customer('acme');
  const look = async () => {
    const license = await admin.call('GET /v1/customers/{id}/license', { path: { id: acme.id } });
    return { ok: license.state === 'active' && license.items[0]?.plan === 'team@2', saw: licenseInWords(license) };
  };
  return [
    {
      title: `${acme.name} orders`,
      why: 'Salesforce sends an event. Rule, queue, mapping (an expression in the catalog), workflow: and there is a license.',
      expect: 'an active license on the newest version of the plan team',
      act: async () => {
        await operator.putEvents([licenseOrderEvent(acme.order)]);
        const seen = await eventually(look, { signal });
        stopwatch.lap('first order');
        return seen;
      },
    },
    {
      title: 'May they export?',
      why: 'An analyst of theirs wants to, and the product asks with the demo key. The plan team has no exports.',
      expect: 'exports to be denied as not_granted',
      act: async () => {
        const answer = await ask(stage, question);
        stopwatch.lap('first check');
        account.note(`Up to this answer: ${stopwatch.inWords()}`);
        account.note(`queries: ${decisionInWords(answer('queries'))}`);
        const { reason } = answer('exports');
        return { ok: reason === 'not_granted', saw: `exports: ${decisionInWords(answer('exports'))}` };
      },
    },
  ];
}

function licenseInWords({ id, state, items, memberships, revision }: License): string {
  const segments = Object.keys(memberships).filter((name) => memberships[name]?.holds);
  const inSegments = segments.length > 0 ? `, in ${segments.join(', ')}` : '';
  return `${state}: ${items.map(({ plan }) => plan).join(' + ')}${inSegments}, revision ${revision} (${id})`;
}
