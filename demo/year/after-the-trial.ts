import { decisionInWords } from '../../local/story/words.ts';
import type { Step } from '../../local/story/step.ts';
import type { Year } from './year.ts';

/** What is sold within a year: an add-on, a top-up, more seats. */
export function afterTheTrial({ admin, order, license, ask, until, date }: Year): Step[] {
  return [
    {
      title: 'An add-on that ends with the plan',
      why: 'Bought in the second month, co-termed: it ends when the plan does and is renewed with it.',
      expect: 'review links to be allowed, and both items to end together',
      act: async () => {
        await until(date(1));
        await order({ id: '2', items: [{ plan: 'review-pack', from: date(1), coterm: true }] });
        const { items } = await license();
        const ends = new Set(
          ['crew@1', 'review-pack@1'].map((plan) => items.findLast((item) => item.plan === plan)?.to),
        );
        const links = await ask('review-links');
        return { ok: links.allowed && ends.size === 1, saw: `review links ${decisionInWords(links)}` };
      },
    },
    {
      title: 'A top-up for a big month',
      why: 'A thousand renders, once. It does not renew: a month later it is gone.',
      expect: 'an allowance of 1,200 renders, and of 200 a month later',
      act: async () => {
        await order({ id: '3', items: [{ plan: 'render-top-up', from: date(1) }] });
        const during = await ask('renders');
        await until(date(2, 3));
        const after = await ask('renders');
        return { ok: during.limit === 1200 && after.limit === 200, saw: `${during.limit}, then ${after.limit}` };
      },
    },
    {
      title: 'Five people from next month on: what would it do?',
      why: 'A dry run is the proposal itself, which nobody commits.',
      expect: 'a proposal that raises seats from 2 to 5, and a license that is as it was',
      act: async () => {
        const { id, revision } = await license();
        const command = { type: 'amend', quantity: 5, from: date(3) } as const;
        const { outcome, terms } = await admin.call('POST /v1/licenses/{id}/commands', {
          path: { id },
          body: { command, dryRun: true },
        });
        const still = (await license()).revision === revision;
        return {
          ok: outcome === 'changed' && still,
          saw: `${outcome}, ${terms.length} terms change today, revision ${revision} stays`,
        };
      },
    },
    {
      title: 'And it is done',
      why: 'The same command, committed. It begins on its day; nothing has to run then for a check to know.',
      expect: '2 seats before the day, 5 on it',
      act: async () => {
        const { id } = await license();
        await admin.call('POST /v1/licenses/{id}/commands', {
          path: { id },
          body: {
            command: { type: 'amend', quantity: 5, from: date(3) },
            note: 'Five editors from the third month on',
          },
        });
        const before = await ask('seats');
        await until(date(3, 1));
        const after = await ask('seats');
        return { ok: before.limit === 2 && after.limit === 5, saw: `${before.limit} seats, then ${after.limit}` };
      },
    },
  ];
}
