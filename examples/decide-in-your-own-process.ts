/**
 * The three pure functions, without a server: a catalog becomes a program, an order a license, a question a decision.
 *
 *   node examples/decide-in-your-own-process.ts
 */
import { globSync, readFileSync } from 'node:fs';
import { formatProblem, validateCatalog } from '@licet/core/catalog';
import { type Decision, decide, loadProgram, open } from '@licet/core/decision';
import { factsOf, type License, type Order, propose } from '@licet/core/license';

const now = Date.parse('2026-11-24T09:00:00Z');

// #region compile
const files = Object.fromEntries(
  globSync('catalog/atlas/*.yaml').map((path) => [path, readFileSync(path, 'utf8')] as const),
);
const { compiled, problems } = validateCatalog(files);
if (compiled === undefined) throw new Error(problems.map(formatProblem).join('\n'));
export const program = loadProgram(compiled.program, compiled.hash);
// #endregion

// #region propose
const order: Order = {
  source: 'crm',
  order: '1',
  version: 1,
  at: '2026-11-24T08:00:00Z',
  status: 'active',
  customer: { id: 'acme', country: 'DE', zone: 'Europe/Berlin' },
  items: [{ plan: 'team', quantity: 2, from: '2026-11-24' }],
};

/** The license that the order makes, given what was used in the last 30 days. */
export function licenseOf(queries: number): License {
  const usage = { queries: { last7d: queries, last30d: queries, last90d: queries, days30d: 5 } };
  const world = { home: 'eu-central-1', license: undefined, orders: [order], program, usage };
  const command = { type: 'apply-orders', customer: 'acme', product: 'atlas', source: 'crm', order: '1' } as const;
  const proposal = propose(world, command, now);
  if (proposal.outcome !== 'changed') throw new Error(`the order changes nothing: ${proposal.outcome}`);
  return proposal.next;
}
// #endregion

// #region decide
/** Whether Acme may export, given what it used. */
export function mayExport(queries: number): Decision {
  const session = open(program, factsOf(licenseOf(queries), program, now));
  return decide(session, { feature: 'exports', user: { id: 'ada', roles: ['analyst'] } }, now);
}
// #endregion

if (import.meta.main) {
  // #region show
  for (const queries of [1_000, 60_000]) {
    const { allowed, reason, limit, source } = mayExport(queries);
    console.log({ queries, allowed, reason, limit, source: source?.id });
  }
  // #endregion
}
