import { decideUnder } from '../regulations.ts';
import type { Subject } from '../subject.ts';

/** Acts on every feature everywhere, and has nothing against who holds the permit. */
const PERMIT = `{ bench-permit: {
  title: A permit, where: ['*'], who: [consumer, small_business, business], factor: usage, status: in_force, on: true, source: Bench, tag: B,
  reviewed_by: null, review_due: 2027-05-31, provisions: [{ kind: require.attribute, attributes: [bench_permit] }] } }`;

export const subject: Subject = {
  name: 'licet, rows act',
  answers: 'reason, source, staleAfter',
  prepare: () => decideUnder(PERMIT, { evidence: { bench_permit: '2026-01-01' } }),
};
