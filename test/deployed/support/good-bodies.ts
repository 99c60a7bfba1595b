import type { RouteKey } from '@licet/contracts';
import { anOrder } from './customers.ts';

/** Good bodies of all routes that take one. That of a catalog publishes nothing: it would withdraw all plans there are. That of the clock is over: nobody's time is moved. */
export const GOOD_BODIES = {
  'POST /v1/check': {
    customer: 'nobody',
    product: 'atlas',
    features: ['sso', 'exports'],
    user: { id: 'u1', roles: ['viewer'], department: 'data' },
    context: { country: 'DE', subdivision: 'DE-BE', device: { id: 'd1', managed: true } },
    existing: { dashboards: 3 },
    consume: { exports: 1 },
    idempotencyKey: 'k',
    minRevision: 0,
  },
  'POST /v1/events': {
    specversion: '1.0',
    id: '1',
    source: 'fuzz',
    type: 'query.executed',
    subject: 'nobody',
    time: '2026-11-01T00:00:00Z',
    data: { count: 1 },
  },
  'POST /v1/orders': anOrder({
    customer: { id: 'fuzz', name: 'Fuzz', country: 'DE', attributes: { industry: 'Noise' } },
    items: [{ plan: 'no-such-plan', quantity: 1, from: '2026-01-01', to: '2027-01-01', trial: true }],
    replaces: 'another',
    product: 'atlas',
  }),
  'POST /v1/licenses/{id}/commands': {
    command: { type: 'amend', line: 'crm/1:team', quantity: 3, from: '2026-12-01' },
    by: 'ada',
    note: 'One more team',
    gate: { kind: 'approval', deadline: '2099-01-01' },
    idempotencyKey: 'k',
    expectedRevision: 1,
    dryRun: true,
  },
  'POST /v1/licenses/{id}/republish': { after: 0 },
  'POST /v1/gates/{id}/answer': { answer: 'yes', by: 'ada', note: 'PO 4711' },
  'POST /v1/catalog-versions': { files: { 'a.yaml': 'catalog: 1\nproducts: { a: { name: A } }\n' }, activate: false },
  'POST /v1/catalog-versions/{version}/activate': { allowWithdrawals: false },
  'POST /v1/regulations/explain': {
    at: '2026-06-01',
    act: 'renewal',
    licensee: 'consumer',
    places: { billing: ['US-CA'], usage: ['UA-14'], dataSubject: ['DE'], governingLaw: ['US'] },
    vendorNexus: ['US', 'EU'],
    zone: 'America/Los_Angeles',
    feature: {
      tags: ['biometric'],
      exportClass: '5D002',
      enc: 'b2',
      softwareClass: 'design',
      context: 'workplace',
      purpose: 'medical',
    },
    delivery: 'cloud',
    attributes: { scc: '2024-01-01' },
    consents: ['express'],
    contract: {
      concluded: '2024-08-01',
      changes: [{ on: '2025-08-01', what: 'extension', newContract: false }],
      initialTerm: 'P1Y',
      renewalTerm: 'P1Y',
      noticePeriod: 'P1M',
      trial: { from: '2024-08-01', end: '2024-10-01' },
      feeChange: { kind: 'rise', on: '2026-08-01' },
      consentedOn: '2024-08-01',
      waiver: ['consent'],
    },
    lastInteraction: '2026-01-01',
    peopleAYear: 1000,
    homes: [{ id: 'eu-central-1', place: 'DE', operator: ['dpf'] }],
  },
  'POST /v1/api-keys': {
    name: 'fuzz',
    scopes: ['check'],
    customer: 'nobody',
    product: 'atlas',
    expiresAt: '2099-01-01T00:00:00Z',
  },
  'POST /v1/api-keys/{id}/rotate': { overlapSeconds: 60 },
  'POST /v1/sandbox/clock': { to: '2020-01-01T00:00:00Z' },
} as const satisfies Partial<Record<RouteKey, unknown>>;

/** Path parameters that lead nowhere, so that nothing is done to what there is. */
export function nowhere(route: string): Readonly<Record<string, string>> {
  const kind = ['lic', 'gate'].find((prefix) => route.includes(`/v1/${prefix}`));
  const id = kind === undefined ? 'a'.repeat(16) : `${kind}_${'0'.repeat(32)}`;
  return { source: 'test', id, version: 'cv_0000000000000000' };
}

/** Method and path of a route, its parameters filled in. */
export function addressOf(
  route: string,
  parameters: Readonly<Record<string, string>> = nowhere(route),
): { method: string; path: string } {
  const [method = '', template = ''] = route.split(' ');
  return {
    method,
    path: template.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(parameters[name] ?? '')),
  };
}

/** Every route that takes a body, with a good one, and an address of it that leads nowhere. */
export const ROUTES_WITH_BODY = Object.entries(GOOD_BODIES).map(([route, good]) => ({
  route,
  good,
  path: addressOf(route).path,
}));
