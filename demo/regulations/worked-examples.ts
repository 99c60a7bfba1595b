import type { Step } from '../../local/story/step.ts';
import { columns } from '../../tools/regulations/columns.ts';
import {
  type Asked,
  CALIFORNIAN_WITH_RISE,
  german,
  IRISH_SEATS,
  irishSeat,
} from '../../tools/regulations/worked-examples.ts';
import type { Lands } from './lands.ts';

/** What of a consumer's annual contract has to be known in five jurisdictions, and the worked examples of the packs' authors. */
export function workedExamples({ america: { admin }, account }: Lands): Step[] {
  const explained = (body: Asked) => admin.call('POST /v1/regulations/explain', { body });
  const annual = (place: string): Asked => ({
    at: '2026-03-01',
    act: 'renewal',
    licensee: 'consumer',
    places: { billing: [place] },
    contract: { concluded: '2025-08-01', initialTerm: 'P1Y' },
  });
  return [
    {
      title: 'One contract, five jurisdictions',
      why: 'A consumer bought a year on 2025-08-01; it renews on 2026-08-01. The windows are inclusive, in the customer’s civil dates.',
      expect: 'a window of its own in each, and no fixed renewal in Germany',
      act: async () => {
        const places = ['US-CA', 'US-NY', 'US-IL', 'FR', 'DE'];
        const answers = await Promise.all(places.map((place) => explained(annual(place))));
        const windows = answers.map(({ obligations }) =>
          obligations.flatMap((one) =>
            one.kind === 'notice.window' ? [`${one.row} ${one.earliest ?? ''}…${one.latest ?? ''}`] : [],
          ),
        );
        const rows = answers.map(({ contract, rows: acting, disclaimer }, index) => [
          places[index] ?? '',
          windows[index]?.join(', ') ?? '',
          contract?.renewalMode?.mode ?? 'as agreed',
          contract?.noticeCaps.map(({ max, from }) => `≤ ${max} from ${from}`).join(', ') ?? '',
          contract?.channels.map(({ name }) => name).join(', ') ?? '',
          `${acting.length}, ${disclaimer.unreviewed.length} unreviewed`,
        ]);
        const head = ['where', 'notice between', 'renewal', 'notice to leave', 'ways to cancel', 'rows'];
        for (const line of columns(head, rows).split('\n')) account.plain(line);
        account.aside(answers[0]?.disclaimer.text ?? '');
        const expected = [
          ['ca-notice 2026-06-17…2026-07-17'],
          ['ny-notice 2026-06-17…2026-07-17'],
          ['il-notice 2026-06-02…2026-07-02'],
          ['fr-notice 2026-05-01…2026-07-01'],
          [],
        ];
        return {
          ok:
            JSON.stringify(windows) === JSON.stringify(expected) &&
            answers[4]?.contract?.renewalMode?.mode === 'indefinite_only',
          saw: windows.map((some, index) => `${places[index]}: ${some.join(', ') || 'none'}`).join('; '),
        };
      },
    },
    {
      title: 'Example A: California, extended after the law changed',
      why: 'An annual plan since 2024-08-01, extended on 2025-08-01: AB 2863 holds for what is extended after 2025-07-01.',
      expect:
        'a notice between 2026-06-17 and 2026-07-17, a yearly reminder, proof of consent, and a notice of the price rise',
      act: async () => {
        const { obligations } = await explained(CALIFORNIAN_WITH_RISE);
        const told = obligations.map((one) => `${one.row} ${one.kind}`).toSorted();
        const notice = obligations.find(({ row }) => row === 'ca-notice');
        const dates = notice?.kind === 'notice.window' ? `${notice.earliest}…${notice.latest}` : 'no window';
        const expected = [
          'ca-2863 notice.periodic',
          'ca-2863 require.consent',
          'ca-fee change.notice',
          'ca-notice notice.window',
        ];
        return {
          ok: dates === '2026-06-17…2026-07-17' && JSON.stringify(told) === JSON.stringify(expected),
          saw: `${dates}; ${told.join(', ')}`,
        };
      },
    },
    {
      title: 'Example B: Germany, the old contract and the new one',
      why: 'A contract of 2021 stays under the old law. A migration that formed a new contract re-anchors it; whether it did is a legal call that somebody has made.',
      expect: 'terms of at most a year before; indefinite from 2024-03-01 and 14 days to withdraw after',
      act: async () => {
        const [{ contract: before }, { contract: after }] = [
          await explained(german(false)),
          await explained(german(true)),
        ];
        const [withdrawal] = after?.coolingOff ?? [];
        const channels = after?.channels.map(({ name }) => name) ?? [];
        return {
          ok:
            before?.renewalMode === null &&
            before.renewalTermCap?.max === 'P12M' &&
            after?.renewalMode?.mode === 'indefinite_only' &&
            after.renewalMode.from === '2024-03-01' &&
            withdrawal?.from === '2023-03-01' &&
            !channels.includes('withdrawal_function'),
          saw: `≤ ${before?.renewalTermCap?.max ?? 'any'}; then ${after?.renewalMode?.mode ?? ''} from ${after?.renewalMode?.from ?? ''}, to withdraw until ${withdrawal?.lastDay ?? 'never'}`,
        };
      },
    },
    {
      title: 'Example C: an Irish business, and where its people sit',
      why: 'The seat decides, not the invoice. Each answer is that of its day.',
      expect: 'emotion inference at work denied from 2025-02-02; UA-14 reviewed; SY denied, then open for EAR99',
      act: async () => {
        const seen = await Promise.all(
          IRISH_SEATS.map(async ([place, at, more]) => (await explained(irishSeat(place, at, more))).verdict),
        );
        return {
          ok: IRISH_SEATS.every(([, , , verdict], index) => seen[index] === verdict),
          saw: IRISH_SEATS.map(([place, at], index) => `${place} ${at} ${seen[index]}`).join(', '),
        };
      },
    },
  ];
}
