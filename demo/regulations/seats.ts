import type { Sent } from '../../local/api-client.ts';
import type { Step } from '../../local/story/step.ts';
import { anAnnualOrder, type Lands, order, PRODUCT } from './lands.ts';

type Place = Sent<'POST /v1/check'>['body']['context'];

/** Where somebody sits and what for, and which of the features are granted there. */
const SEATS: readonly (readonly [where: string, context: Place, granted: readonly string[]])[] = [
  ['IE', { country: 'IE', use: { context: 'leisure' } }, ['meetings', 'vault', 'mood']],
  ['IE, at work', { country: 'IE', use: { context: 'workplace' } }, ['meetings', 'vault']],
  ['UA-14', { country: 'UA', subdivision: 'UA-14' }, []],
  ['UA, somewhere', { country: 'UA' }, []],
  ['SY', { country: 'SY', use: { context: 'leisure' } }, ['meetings', 'mood']],
];

/** Example C at the check itself: one license, and where its people sit. */
export function seats({ europe, signal }: Lands): Step[] {
  const now = new Date();
  const id = `erin-${now.getTime().toString(36)}`;
  const features = ['meetings', 'vault', 'mood'];
  return [
    {
      title: 'The same at the check: an Irish license, and five seats',
      why: 'Every answer is that of the deployed check. A denial names its row; what nobody knows is never "anywhere".',
      expect: SEATS.map(([where, , granted]) => `${where}: ${granted.join(', ') || 'nothing'}`).join('; '),
      act: async () => {
        const irish = anAnnualOrder(
          { id, kind: 'business', country: 'IE' },
          now.toISOString().slice(0, 10),
          now.toISOString(),
        );
        await order(europe, irish, signal);
        const seen = await Promise.all(
          SEATS.map(async ([, context]) => {
            const body = { customer: id, product: PRODUCT, features, ...(context && { context }) };
            const { decisions } = await europe.admin.call('POST /v1/check', { body });
            const granted = features.filter((feature) => decisions[feature]?.allowed);
            const rows = features.flatMap((feature) => {
              const source = decisions[feature]?.source;
              return source?.kind === 'regulation' ? [source.id] : [];
            });
            return { granted, rows: [...new Set(rows)] };
          }),
        );
        return {
          ok: SEATS.every(([, , granted], index) => seen[index]?.granted.join() === granted.join()),
          saw: seen
            .map(
              ({ granted, rows }, index) =>
                `${SEATS[index]?.[0]}: ${granted.join(', ') || 'nothing'} (${rows.join(', ') || 'no row'})`,
            )
            .join('; '),
        };
      },
    },
  ];
}
