import { addDays, addPeriod, civilDate, startOfDay } from '@licet/core/time';
import { moveClock } from '../../local/move-clock.ts';
import type { Step } from '../../local/story/step.ts';
import { anAnnualOrder, type Lands, order, PRODUCT } from './lands.ts';

const ZONE = 'America/Los_Angeles';
/** Of the packs: a notice between 45 and 15 days before the renewal of a contract of a year or more. */
const [FIRST, LAST] = [-45, -15];
/** The sweeper runs so often. */
const A_MINUTE = 60_000;

/** Two Californians whose years end, in fast-forward: one is told of it, the other is not. */
export function renewals({ america, account, signal }: Lands, now: Date): Step[] {
  const { admin } = america;
  const renewal = addDays(civilDate(now.getTime(), ZONE), 50);
  const bought = addPeriod(renewal, 'P1Y', -1);
  const run = now.getTime().toString(36);
  const [told, untold] = [`rey-${run}`, `sol-${run}`];
  const until = (day: string) =>
    moveClock(admin, new Date(startOfDay(day, ZONE) + 3_600_000).toISOString(), account, signal);
  const license = (customer: string) =>
    admin.call('GET /v1/customers/{id}/license', { path: { id: customer }, query: { product: PRODUCT } });
  const log = async (customer: string) => {
    const { id } = await license(customer);
    const { items } = await admin.call('GET /v1/licenses/{id}/events', { path: { id }, query: { limit: 200 } });
    return items;
  };
  const ofNotice = async (customer: string) => {
    const { id } = await license(customer);
    const { notices } = await admin.call('GET /v1/licenses/{id}/regulations', { path: { id } });
    return notices.find(({ row, on }) => row === 'ca-notice' && on === renewal);
  };
  return [
    {
      title: `Two Californians whose year ends on ${renewal}`,
      why: 'Bought nearly a year ago, with express consent. The first day of the notice is 45 days before the renewal; the clock of the sandbox goes there.',
      expect: `notice.due.v1 for both, right after midnight in California on ${addDays(renewal, FIRST)}, and not before`,
      act: async () => {
        for (const customer of [told, untold]) {
          const place = { id: customer, kind: 'consumer', country: 'US', subdivision: 'US-CA', zone: ZONE } as const;
          const consents = [{ form: 'express', text: 'terms-7', channel: 'checkout', at: now.toISOString() }] as const;
          await order(america, { ...anAnnualOrder(place, bought, now.toISOString()), consents: [...consents] }, signal);
        }
        const before = await Promise.all([told, untold].map(log));
        await until(addDays(renewal, FIRST));
        const after = await Promise.all([told, untold].map(log));
        const announced = after.map((events) => events.find(({ type }) => type === 'notice.due.v1')?.at ?? 0);
        const legal = startOfDay(addDays(renewal, FIRST), ZONE);
        return {
          ok:
            before.every((events) => events.every(({ type }) => type !== 'notice.due.v1')) &&
            announced.every((at) => at >= legal && at - legal < A_MINUTE),
          saw: announced.map((at) => new Date(at).toISOString()).join(', '),
        };
      },
    },
    {
      title: 'One of them is told, and renews',
      why: 'Whoever sends the mail says so: record-notice, a date within the window. The proof stays in the log.',
      expect: 'the notice given, then license.renewed.v1 and a second term',
      act: async () => {
        const { id } = await license(told);
        const command = { type: 'record-notice', row: 'ca-notice', on: renewal, channel: 'email' } as const;
        await admin.call('POST /v1/licenses/{id}/commands', { path: { id }, body: { command } });
        await until(renewal);
        const [notice, events, { items }] = [await ofNotice(told), await log(told), await license(told)];
        const renewed = events.some(({ type }) => type === 'license.renewed.v1');
        return {
          ok: notice?.given?.channel === 'email' && renewed && items.length === 2,
          saw: `${notice?.row} given by ${notice?.given?.channel}, ${renewed ? 'renewed' : 'not renewed'}, ${items.length} terms`,
        };
      },
    },
    {
      title: 'The other was told by nobody',
      why: 'On the morning after the last day the notice is missed: never silently passed. A person is asked before it renews, and silence is a no.',
      expect: `notice.missed.v1 on ${addDays(renewal, LAST + 1)}, a review that names ca-notice, and no second term`,
      act: async () => {
        const events = await log(untold);
        const missed = events.find(({ type }) => type === 'notice.missed.v1');
        const tooLate = startOfDay(addDays(renewal, LAST + 1), ZONE);
        const { gates, items } = await license(untold);
        const review = gates.find(({ kind }) => kind === 'review');
        return {
          ok:
            missed !== undefined &&
            missed.at >= tooLate &&
            missed.at - tooLate < A_MINUTE &&
            review?.rows?.includes('ca-notice') === true &&
            items.length === 1,
          saw: `missed ${new Date(missed?.at ?? 0).toISOString()}, ${review?.kind ?? 'nobody asked'} (${review?.rows?.join(', ')}), ${items.length} term`,
        };
      },
    },
  ];
}
