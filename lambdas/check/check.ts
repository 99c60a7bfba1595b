import type { ApiDecision, CheckRequest, CheckResponse } from '@licet/contracts';
import { type Decision, explain, LICENSE_MISSING, open, type Session } from '@licet/core/decision';
import { type Entitlements, type EntitlementsReader, ProductAmbiguousError } from '../entitlements/reader.ts';
import { allowCustomer, type Principal } from '../http/authenticate.ts';
import { ProblemError } from '../http/problem-error.ts';
import type { UsageTable } from '../usage/usage-table.ts';
import { decideFeature } from './decide-feature.ts';
import { shownDecision } from './shown.ts';

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
  const decisions: Record<string, ApiDecision> = {};
  let staleAfter = now + MAX_STALE_MS;
  for (const feature of names) {
    const amount = consumed?.feature === feature ? consumed.amount : undefined;
    const [decision, shown] = await answer(deps, session, request, feature, amount, now);
    Object.defineProperty(decisions, feature, { value: shown, enumerable: true });
    staleAfter = Math.min(staleAfter, decision.staleAfter);
  }
  return {
    customer,
    license: facts?.license ?? null,
    catalogVersion: program.program.catalog,
    revision: facts?.revision ?? 0,
    at: new Date(now).toISOString(),
    staleAfter: new Date(staleAfter).toISOString(),
    decisions,
  };
}

async function answer(
  deps: CheckDependencies,
  session: Session | undefined,
  request: CheckRequest,
  feature: string,
  amount: number | undefined,
  now: number,
): Promise<readonly [Decision, ApiDecision]> {
  if (session === undefined) return [LICENSE_MISSING, shownDecision(LICENSE_MISSING, undefined)];
  const { decision, asked } = await decideFeature(deps.usage, session, request, feature, amount, now);
  return [decision, shownDecision(decision, request.trace === true ? explain(session, asked, now).trace : undefined)];
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
