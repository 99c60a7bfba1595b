import type { Step } from '../../local/story/step.ts';
import type { Year } from './year.ts';

/** Any moment can be asked for again. */
export function lookingBack({ admin, license, date }: Year): Step[] {
  return [
    {
      title: 'Why, before and after',
      why: 'The decision of a moment, from the program, the facts and the memberships of that moment, with the events that led to it.',
      expect:
        '2 seats in the second month because of the order, 5 in the fourth because of the amendment, none at the end',
      act: async () => {
        const { id } = await license();
        const at = async (months: number, days: number) =>
          admin.call('GET /v1/licenses/{id}/why', {
            path: { id },
            query: { feature: 'seats', at: `${date(months, days)}T12:00:00Z` },
          });
        const [before, after, end] = [await at(1, 5), await at(3, 5), await at(38, 0)];
        const told = [before, after, end].map(
          ({ decision, events }) => `${decision.limit ?? decision.reason} (${events[0]?.cause.kind})`,
        );
        return {
          ok:
            before.decision.limit === 2 &&
            after.decision.limit === 5 &&
            after.events.some(({ cause }) => cause.kind === 'command') &&
            !end.decision.allowed,
          saw: told.join(', then '),
        };
      },
    },
  ];
}
