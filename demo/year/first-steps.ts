import { decisionInWords } from '../../local/story/words.ts';
import type { Step } from '../../local/story/step.ts';
import type { Year } from './year.ts';

/** A trial, and what becomes of it. */
export function firstSteps({ order, license, ask, until, date, types }: Year): Step[] {
  return [
    {
      title: 'Nimbus tries Studio',
      why: 'An order with a trial of 14 days, for two people.',
      expect: 'a trial that grants 200 renders',
      act: async () => {
        await order({ id: '1', items: [{ plan: 'crew', quantity: 2, from: date(0), trial: true }] });
        const [{ state }, renders] = [await license(), await ask('renders')];
        return { ok: state === 'trial' && renders.limit === 200, saw: `${state}: renders ${decisionInWords(renders)}` };
      },
    },
    {
      title: 'The trial becomes a year',
      why: 'The plan says trialEnd: convert. The clock goes on 20 days; at the trial’s end the sweeper finds it in the due index.',
      expect: 'an active license whose paid term began when the trial ended',
      act: async () => {
        await until(date(0, 20));
        const { state, items } = await license();
        const paid = items.find(({ trial }) => !trial);
        return {
          ok:
            state === 'active' &&
            paid !== undefined &&
            paid.from === items[0]?.to &&
            (await types()).includes('license.converted.v1'),
          saw: `${state}, paid from ${day(paid?.from)} to ${day(paid?.to)}`,
        };
      },
    },
  ];
}

/** An instant as the day that it falls on in Berlin. */
export function day(at: number | null | undefined): string {
  if (at === null || at === undefined) return 'never';
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin' }).format(at);
}
