import { createHash } from 'node:crypto';
import type { ApiDecision, CheckRequest, CheckResponse } from '@licet/contracts';
import {
  type Decision,
  type DecisionRequest,
  decide,
  open,
  type Session,
  windowOf,
  withoutLicense,
} from '@licet/core/decision';
import { civilDate } from '@licet/core/time';
import { type Entitlements, type EntitlementsReader, ProductAmbiguousError } from '../entitlements/reader.ts';
import { allowCustomer, type Principal } from '../http/authenticate.ts';
import { ProblemError } from '../http/problem-error.ts';
import { retryConflicts } from '../registry/transaction.ts';
import type { UsageTable } from '../usage/usage-table.ts';

export interface CheckDependencies {
  readonly entitlements: EntitlementsReader;
  readonly usage: UsageTable;
}

/** The longest that a client may keep an answer, since a license can change at any time without time's help. */
const MAX_STALE_MS = 60_000;

/** Decides the features that a request names, and consumes where it asks to. */
export async function check(
  deps: CheckDependencies,
  principal: Principal,
  request: CheckRequest,
  now: number,
): Promise<CheckResponse> {
  const customer = request.customer ?? principal.customer;
  if (customer === undefined)
    throw new ProblemError('request_invalid', 'body.customer: is missing, and the key is not bound to a customer');
  allowCustomer(principal, customer);
  const { program, facts } = await readEntitlements(deps, principal, customer, request, now);
  const session = facts && open(program, facts);
  const consumed = consumedFeature(request);
  const names = new Set(consumed === undefined ? request.features : [...request.features, consumed.feature]);
  const decisions = new Map<string, Decision>();
  for (const feature of names) {
    const amount = consumed?.feature === feature ? consumed.amount : undefined;
    decisions.set(
      feature,
      session === undefined ? withoutLicense() : await decideFeature(deps, session, request, feature, amount, now),
    );
  }
  const staleAfter = Math.min(now + MAX_STALE_MS, ...[...decisions.values()].map((decision) => decision.staleAfter));
  return {
    customer,
    license: facts?.license ?? null,
    catalogVersion: program.program.catalog,
    revision: facts?.revision ?? 0,
    at: new Date(now).toISOString(),
    staleAfter: new Date(staleAfter).toISOString(),
    decisions: Object.fromEntries([...decisions].map(([feature, decision]) => [feature, shown(decision)])),
  };
}

async function readEntitlements(
  deps: CheckDependencies,
  principal: Principal,
  customer: string,
  request: CheckRequest,
  now: number,
): Promise<Entitlements> {
  const product = request.product ?? principal.product;
  if (principal.product !== undefined && product !== principal.product) {
    throw new ProblemError('product_forbidden', `this API key belongs to the product "${principal.product}"`);
  }
  const read = await deps.entitlements.read(customer, product, now, request.minRevision).catch((error: unknown) => {
    throw error instanceof ProductAmbiguousError ? new ProblemError(error.code, error.message) : error;
  });
  if (read === undefined)
    throw new ProblemError('catalog_missing', 'publish a catalog first: POST /v1/catalog-versions');
  if (!read.customerKnown)
    throw new ProblemError('customer_unknown', `no customer "${customer}" has its home here; an order brings one`);
  const revision = read.facts?.revision ?? 0;
  if (revision < (request.minRevision ?? 0)) {
    throw new ProblemError(
      'revision_not_reached',
      `the license is at revision ${revision}, not yet at ${request.minRevision}; try again`,
      { revision },
    );
  }
  return read;
}

function consumedFeature({ consume }: CheckRequest): { feature: string; amount: number } | undefined {
  const [first, ...others] = Object.entries(consume ?? {});
  if (others.length > 0)
    throw new ProblemError('consume_invalid', 'one metered feature is consumed a check; send one check for each');
  return first && { feature: first[0], amount: first[1] };
}

async function decideFeature(
  deps: CheckDependencies,
  session: Session,
  { user, context, existing, idempotencyKey }: CheckRequest,
  feature: string,
  amount: number | undefined,
  now: number,
): Promise<Decision> {
  const place = {
    ...(context?.country && { country: context.country }),
    ...(context?.subdivision && { subdivision: context.subdivision }),
  };
  const asked: DecisionRequest = {
    feature,
    place,
    ...(user && { user: attributes(user) }),
    ...(context?.device && { device: attributes(context.device) }),
  };
  const meter = session.program.features[session.program.featureIndex.get(feature) ?? -1]?.meter;
  const window = meter === undefined ? undefined : windowOf(session, meter, now);
  const first = decide(session, asked, now);
  if (meter === undefined || window === undefined) {
    if (amount !== undefined && first.reason !== 'feature_unknown')
      throw new ProblemError('consume_invalid', `"${feature}" is not metered, so nothing of it can be consumed`);
    const used = existing?.[feature];
    return used === undefined ? first : decide(session, { ...asked, used }, now);
  }
  const slot = { customer: session.facts.customer, meter, window };
  if (amount === undefined || !first.allowed) {
    const { total } = await deps.usage.read(slot);
    return decide(session, { ...asked, used: total, ...(amount !== undefined && { wanted: amount }) }, now);
  }
  const key =
    idempotencyKey && createHash('sha256').update(`${feature}\n${idempotencyKey}`).digest('base64url').slice(0, 22);
  const consumption = { ...slot, amount, limit: first.limit ?? 0, key, now, day: civilDate(now, session.facts.zone) };
  const [consumed] = await Promise.all([
    retryConflicts(() => deps.usage.consume(consumption)),
    deps.usage.mark(slot.customer, now).catch(() => undefined),
  ]);
  // The decision as it was before this use of it; what is left is as of after.
  const before = consumed.outcome === 'exhausted' ? consumed.total : Math.max(0, consumed.total - amount);
  const decision = decide(session, { ...asked, used: before, wanted: amount }, now);
  if (consumed.outcome === 'exhausted') return decision;
  return {
    ...decision,
    allowed: true,
    reason: 'granted',
    used: consumed.total,
    remaining: Math.max(0, consumption.limit - consumed.total),
  };
}

function attributes(of: Readonly<Record<string, unknown>>): Record<string, string | number | boolean | string[]> {
  const known: Record<string, string | number | boolean | string[]> = {};
  for (const [name, value] of Object.entries(of)) {
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') known[name] = value;
    else if (Array.isArray(value)) known[name] = value.filter((text) => typeof text === 'string');
  }
  return known;
}

function shown({ allowed, reason, value, source, limit, used, remaining, resetsAt }: Decision): ApiDecision {
  const isLimit = limit !== null;
  return {
    allowed,
    reason,
    value: finite(value),
    source,
    ...(isLimit && { limit: finiteNumber(limit), ...(used !== null && { used, remaining: finiteNumber(remaining) }) }),
    ...(resetsAt !== null && { resetsAt: new Date(resetsAt).toISOString() }),
  };
}

/** JSON has no infinity: unlimited is null. */
function finiteNumber(value: number | null): number | null {
  return value === Number.POSITIVE_INFINITY ? null : value;
}

function finite(value: Decision['value']): Decision['value'] {
  return value === Number.POSITIVE_INFINITY ? null : value;
}
