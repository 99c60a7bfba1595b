import { createHash } from 'node:crypto';
import type { CheckRequest } from '@licet/contracts';
import { type Decision, type DecisionRequest, decide, type Session, windowOf } from '@licet/core/decision';
import { civilDate } from '@licet/core/time';
import { ProblemError } from '../http/problem-error.ts';
import { retryConflicts } from '../registry/transaction.ts';
import type { UsageSlot, UsageTable } from '../usage/usage-table.ts';

/** A decision, and the request that explains it. */
export interface Decided {
  readonly decision: Decision;
  readonly asked: DecisionRequest;
}

/**
 * Decides one feature of an opened license, with the usage that it needs: one item read where it is metered, or one
 * conditional write where `amount` of it is to be consumed.
 */
export async function decideFeature(
  usage: UsageTable,
  session: Session,
  request: CheckRequest,
  feature: string,
  amount: number | undefined,
  now: number,
): Promise<Decided> {
  const asked = askedOf(request, feature);
  const first = decide(session, asked, now);
  const slot = first.reason === 'feature_unknown' ? undefined : slotOf(session, feature, now);
  if (slot === undefined) {
    if (amount !== undefined && first.reason !== 'feature_unknown')
      throw new ProblemError('consume_invalid', `"${feature}" is not metered, so nothing of it can be consumed`);
    const counted = { ...asked, used: request.existing?.[feature] };
    return { decision: decide(session, counted, now), asked: counted };
  }
  if (amount !== undefined && first.allowed)
    return consume(usage, session, slot, asked, request.idempotencyKey, amount, first.limit ?? 0, now);
  const { total } = await usage.read(slot);
  const counted = { ...asked, used: total, wanted: amount };
  return { decision: decide(session, counted, now), asked: counted };
}

async function consume(
  usage: UsageTable,
  session: Session,
  slot: UsageSlot,
  asked: DecisionRequest,
  idempotencyKey: string | undefined,
  amount: number,
  limit: number,
  now: number,
): Promise<Decided> {
  const key =
    idempotencyKey &&
    createHash('sha256').update(`${asked.feature}\n${idempotencyKey}`).digest('base64url').slice(0, 22);
  const consumption = { ...slot, amount, limit, key, now, day: civilDate(now, session.facts.zone) };
  const [{ outcome, total }] = await Promise.all([
    retryConflicts(() => usage.consume(consumption)),
    // A mark that is lost is made good by the next sweep over all.
    usage.mark(slot.customer, now).catch(() => undefined),
  ]);
  if (outcome === 'exhausted') {
    const counted = { ...asked, used: total, wanted: amount };
    return { decision: decide(session, counted, now), asked: counted };
  }
  // Decided as it was before this use; what is left is as of after it.
  const counted = { ...asked, used: Math.max(0, total - amount), wanted: amount };
  const before = decide(session, counted, now);
  const remaining = Math.max(0, limit - total);
  return { decision: { ...before, allowed: true, reason: 'granted', used: total, remaining }, asked: counted };
}

/** Where a metered feature's use is counted at a moment; undefined for any other feature. */
function slotOf(session: Session, feature: string, now: number): UsageSlot | undefined {
  const { program, facts } = session;
  const meter = program.features[program.featureIndex.get(feature) ?? -1]?.meter;
  const window = meter === undefined ? undefined : windowOf(session, meter, now);
  return meter === undefined || window === undefined ? undefined : { customer: facts.customer, meter, window };
}

function askedOf({ user, context }: CheckRequest, feature: string): DecisionRequest {
  const { country, subdivision, device, use } = context ?? {};
  return {
    feature,
    user: user && attributes(user),
    place: { country, subdivision },
    device: device && attributes(device),
    use,
  };
}

/** The request's form allows nothing else; this is where the types learn it. */
function attributes(of: Readonly<Record<string, unknown>>): Record<string, string | number | boolean | string[]> {
  const known: Record<string, string | number | boolean | string[]> = {};
  for (const [name, value] of Object.entries(of)) {
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') known[name] = value;
    else if (Array.isArray(value)) known[name] = value.filter((text) => typeof text === 'string');
  }
  return known;
}
