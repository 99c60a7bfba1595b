import type { LicenseEvent } from '@licet/core/license';
import { eventually, type Seen } from '../eventually.ts';
import { segmentOf } from '../simulate/habits.ts';
import type { StoryCustomer, Stage } from './stage.ts';
import type { Step } from './step.ts';
import { eventInWords } from './words.ts';

/** Everybody whose usage changed is swept, and ends in the segment that their habits lead to. */
export function sweepSteps(stage: Stage): Step[] {
  const { account, operator, announcements, customers, signal } = stage;
  const acme = stage.customer('acme');
  const awaited = customers.filter(({ id, habit }) => segmentOf(habit) && id !== acme.id);
  return [
    {
      title: 'The sweep finds the others',
      why: 'Usage has marked its customers. The workflow reevaluate-segments goes through 16 shards, every five minutes by itself; now it is started by hand.',
      expect: `${awaited.length} customers to be in the segments of their habits`,
      act: async () => {
        const unsubscribe = announcements.subscribe((event) => {
          const customer = awaited.find(({ id }) => id === event.customer);
          if (customer && event.type === 'license.migrated.v1')
            account.note(`${customer.name}: ${eventInWords(event)}`);
        });
        const execution = await operator.startSweep('marked');
        const swept = await eventually(
          async (): Promise<Seen> => {
            const status = await operator.executionStatus(execution);
            const missing = awaited.filter(
              (customer) => !announcements.events.some((event) => entered(customer, event)),
            );
            const rest = missing.length > 0 ? `; not ${missing.map(({ name }) => name).join(', ')}` : '';
            const moved = `${awaited.length - missing.length} of ${awaited.length} are in their segments`;
            return {
              ok: missing.length === 0 && status === 'SUCCEEDED',
              saw: `${moved}, the sweep: ${status.toLowerCase()}${rest}`,
            };
          },
          { signal },
        );
        unsubscribe();
        return swept;
      },
    },
  ];
}

/** Whether it is the event by which a customer entered the segment of its habit. */
function entered({ id, habit }: StoryCustomer, { customer, after }: LicenseEvent): boolean {
  return customer === id && (after.memberships?.[segmentOf(habit) ?? '']?.holds ?? false);
}
