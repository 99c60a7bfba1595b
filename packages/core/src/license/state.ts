import type { LoadedProgram } from '../catalog/load.ts';
import type { LicenseState } from '../terms/facts.ts';
import type { Item, LicenseBody } from './license.ts';

type Standing = Pick<LicenseBody, 'items' | 'waiting' | 'hold' | 'cancellation'>;

/**
 * Where a license is in its life at a moment. A hold of a person comes first; then its base plan says it: whether a term has begun, is a
 * trial, has ended and is in its grace, or is over. What is suspended can still be cancelled.
 */
export function stateAt(body: Standing, program: LoadedProgram, now: number): LicenseState {
  if (body.hold?.state === 'revoked') return 'revoked';
  const own = unheld(body, program, now);
  return body.hold === null || own === 'cancelled' ? own : 'suspended';
}

function unheld({ items, waiting, cancellation }: Standing, program: LoadedProgram, now: number): LicenseState {
  const bases = items.filter(({ plan }) => program.plans.get(plan)?.plan.kind === 'base');
  const current = bases.find(({ from, to }) => from <= now && (to === null || now < to));
  if (current !== undefined) return current.trial ? 'trial' : 'active';
  if (bases.some((item) => inGrace(item, now))) return 'grace';
  if (bases.some(({ from }) => from > now)) return 'pending';
  const cancelled = ({ order }: Item) => (cancellation?.orders[order] ?? Number.POSITIVE_INFINITY) <= now;
  const last = bases.at(-1);
  if (last === undefined) return waiting.every(cancelled) ? 'cancelled' : 'pending';
  if (cancelled(last)) return 'cancelled';
  return program.plans.get(last.plan)?.plan.renewal.expiration === 'revoke' && !last.trial ? 'revoked' : 'expired';
}

/** Grace ends; what grants for ever after its term has expired all the same. */
function inGrace({ to, graceTo }: Item, now: number): boolean {
  return to !== null && to <= now && graceTo !== undefined && graceTo !== null && now < graceTo;
}
