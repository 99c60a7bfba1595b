import { decisionInWords } from '../../local/story/words.ts';
import type { Step } from '../../local/story/step.ts';
import { day } from './first-steps.ts';
import type { Year } from './year.ts';

/** The end of a term, three times: approved late, forgotten, and over. */
export function renewals({ admin, account, customer, license, ask, until, date, types }: Year): Step[] {
  const openGate = async () => {
    const { items } = await admin.call('GET /v1/gates', { query: { limit: 200 } });
    return items.find((gate) => gate.customer === customer);
  };
  return [
    {
      title: 'The end of the year comes up',
      why: '30 days before it, as the plan gives notice. 12 renders were used all year: the offer says which plan would have done.',
      expect: 'a renewal with an offer, and a gate that waits for an approval',
      act: async () => {
        const usage = Array.from({ length: 12 }, (_, index) => ({
          specversion: '1.0' as const,
          id: `${customer}-${index}`,
          source: 'demo',
          type: 'render.finished',
          subject: customer,
          time: `${date(3, 1)}T08:00:00Z`,
          data: {},
        }));
        await admin.call('POST /v1/events', { body: usage });
        await until(date(12));
        const { renewals: coming, state } = await license();
        const gate = await openGate();
        const offer = coming[0]?.offer;
        account.note(`the offer: ${offer?.plan}, as at most ${offer?.peaks['renders']} renders were used in a month`);
        return {
          ok: state === 'active' && offer?.plan === 'solo@1' && gate?.kind === 'approval',
          saw: `${state}, ${gate?.kind} asked for until ${gate?.deadline.slice(0, 10)}, offer ${offer?.plan}`,
        };
      },
    },
    {
      title: 'Nobody answers, and the term ends',
      why: 'The grace of the plan: everything is granted for two more weeks.',
      expect: 'a license in its grace that still grants',
      act: async () => {
        await until(date(12, 20));
        const [{ state }, editor] = [await license(), await ask('editor')];
        return { ok: state === 'grace' && editor.allowed, saw: `${state}: editor ${decisionInWords(editor)}` };
      },
    },
    {
      title: 'The approval comes',
      why: 'The gate is answered by API, with who and why. The term follows the last one without a gap, and the add-on with it.',
      expect: 'a renewed license that is active for another year',
      act: async () => {
        const gate = await openGate();
        await admin.call('POST /v1/gates/{id}/answer', {
          path: { id: gate?.id ?? '' },
          body: { answer: 'yes', by: 'ada@studio.example', note: 'PO 4711' },
        });
        const { state, items } = await license();
        const term = items.findLast(({ plan }) => plan === 'crew@1');
        const pack = items.findLast(({ plan }) => plan === 'review-pack@1');
        return {
          ok: state === 'active' && term?.to === pack?.to && (await types()).includes('license.renewed.v1'),
          saw: `${state}, to ${day(term?.to)}, and the add-on to ${day(pack?.to)}`,
        };
      },
    },
    {
      title: 'The same answer again, and another one',
      why: 'Callbacks are repeated, and two people may answer. Each has one outcome.',
      expect: 'the repeat to change nothing, and the other answer to be refused as gate_settled',
      act: async () => {
        const { gates, revision } = await license();
        const id = gates.findLast(({ answer }) => answer !== undefined)?.id ?? '';
        await admin.call('POST /v1/gates/{id}/answer', {
          path: { id },
          body: { answer: 'yes', by: 'ada@studio.example' },
        });
        const other = await admin
          .call('POST /v1/gates/{id}/answer', { path: { id }, body: { answer: 'no', by: 'bob@studio.example' } })
          .then(
            () => 'taken',
            (error: unknown) => String(error),
          );
        return { ok: (await license()).revision === revision && other.includes('gate_settled'), saw: other };
      },
    },
    {
      title: 'A year later everybody has forgotten',
      why: 'Notice, gate, end, grace, and nobody has said a word.',
      expect: 'an expired license that grants nothing',
      act: async () => {
        await until(date(26));
        const [{ state }, editor] = [await license(), await ask('editor')];
        return {
          ok: state === 'expired' && editor.reason === 'license_expired',
          saw: `${state}: editor ${decisionInWords(editor)}; ${(await types()).slice(-4).join(', ')}`,
        };
      },
    },
    {
      title: 'What an expired license does not allow',
      why: 'It cannot be suspended any more. The refusal says what can be done.',
      expect: 'a refusal that names renew among the legal commands',
      act: async () => {
        const { id } = await license();
        const refused = await admin
          .call('POST /v1/licenses/{id}/commands', { path: { id }, body: { command: { type: 'suspend' } } })
          .then(
            () => 'carried out',
            (error: unknown) => String(error),
          );
        return { ok: refused.includes('command_refused') && refused.includes('renew'), saw: refused };
      },
    },
    {
      title: 'They come back, and leave',
      why: 'Renewed by command, then cancelled at the end of that term.',
      expect: 'an active license that ends on its day',
      act: async () => {
        const { id } = await license();
        const path = { id };
        await admin.call('POST /v1/licenses/{id}/commands', { path, body: { command: { type: 'renew' } } });
        await admin.call('POST /v1/licenses/{id}/commands', { path, body: { command: { type: 'cancel', at: 'end' } } });
        const before = await license();
        await until(date(38));
        const after = await license();
        return {
          ok: before.state === 'active' && after.state === 'cancelled',
          saw: `${before.state}, cancelled as of ${day(before.cancellation?.at)}; then ${after.state}`,
        };
      },
    },
  ];
}
