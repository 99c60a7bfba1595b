/**
 * Why a decision is what it is: everything that was considered on the way to it, in order.
 *
 *   node examples/explain-a-decision.ts
 */
import type { LoadedProgram } from '@licet/core/catalog';
import { explain, type Facts, open } from '@licet/core/decision';
import { program } from './decide-in-your-own-process.ts';

const now = Date.parse('2026-11-24T09:00:00Z');
const from = Date.parse('2026-11-01T00:00:00Z');

// #region facts
/** Two units of team and an export pack; two segments that hold, one that does not; twice the exports, by a promise of sales. */
const facts: Facts = {
  v: 1,
  customer: 'fjord',
  product: 'atlas',
  license: 'lic_00000000000000000000000000000000',
  revision: 4,
  state: 'active',
  anchor: '2026-11-01',
  zone: 'Europe/Oslo',
  items: [
    { plan: 'team@2', quantity: 2, from, to: null },
    { plan: 'export-pack@1', quantity: 1, from, to: null },
  ],
  segments: { 'export-regulars': true, 'power-analysts': true, 'emerging-markets': false },
  overrides: [{ id: 'promise-17', feature: 'exports', operation: 'multiply', value: 2, from, to: null }],
};
// #endregion

// #region explain
/** May somebody with these roles export? */
export function explainExports(roles: readonly string[], of: LoadedProgram = program) {
  const request = { feature: 'exports', user: { id: 'ada', roles }, used: 37 };
  return explain(open(of, facts), request, now);
}
// #endregion

if (import.meta.main) console.log(explainExports(['viewer']));
