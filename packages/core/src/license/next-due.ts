import type { License } from './license.ts';

/** What falls due for a license, and when (epoch milliseconds). */
export interface Due {
  readonly at: number;
  readonly command: 'activate' | 'end-trial' | 'renew' | 'end-item';
}

/**
 * The next moment at which time alone asks for a command: an item that begins, a trial or a term that ends. It is stored
 * with the license in the due index, from which a sweeper starts what is due.
 */
export function nextDue(license: License): Due | undefined {
  if (license.state === 'cancelled' || license.state === 'revoked' || license.state === 'expired') return undefined;
  const dues: Due[] = [];
  for (const item of license.items) {
    const base = item.order === license.items[0]?.order && item.plan === license.items[0]?.plan;
    if (license.state === 'pending' && base) dues.push({ at: item.from, command: 'activate' });
    if (item.to !== null) dues.push({ at: item.to, command: item.trial ? 'end-trial' : base ? 'renew' : 'end-item' });
  }
  return dues.reduce<Due | undefined>(
    (first, due) => (first === undefined || due.at < first.at ? due : first),
    undefined,
  );
}
