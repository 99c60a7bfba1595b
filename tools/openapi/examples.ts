/** What the examples of the reference are about: Acme, a customer of Atlas, and its one license. */
export const LICENSE = 'lic_751c9d4655d07fc40d5a0d8811080d34';
export const VERSION = 'cv_e15abcf08337992d';
export const PROGRAM = '3f0c2ab9d1c9a7e05d1f6c1f8f7c55a2c4f1f3f9a5c0b6a5c1a4d2b0e7f6a9c8';
export const KEY_ID = 'efe5a008abf9e59f';

const order = {
  source: 'api',
  order: '1',
  version: 1,
  at: '2026-11-24T09:00:00Z',
  customer: { id: 'acme', name: 'Acme', country: 'US', zone: 'America/New_York' },
  items: [
    { plan: 'team', quantity: 2, from: '2026-11-24' },
    { plan: 'export-pack', from: '2026-11-24' },
  ],
};
export const ORDER = order;
export const STORED_ORDER = {
  order: {
    ...order,
    status: 'active',
    items: [
      { plan: 'team', quantity: 2, from: '2026-11-24' },
      { plan: 'export-pack', quantity: 1, from: '2026-11-24' },
    ],
  },
  outcome: { status: 'applied' },
};

export const CUSTOMER = {
  id: 'acme',
  home: 'us-east-1',
  name: 'Acme',
  zone: 'America/New_York',
  country: 'US',
  attributes: { industry: 'Software' },
};

const [from, to] = [Date.parse('2026-11-24T05:00:00Z'), Date.parse('2027-11-24T05:00:00Z')];
const item = { plan: 'team@2', quantity: 2, from, to };
const body = {
  state: 'active',
  zone: 'America/New_York',
  anchor: '2026-11-24',
  items: [{ ...item, order: 'api/1', ordered: 'team', pinned: 'team@2', line: 'api/1:team', trial: false }],
  waiting: [],
  orders: { 'api/1': 1 },
  memberships: {
    'power-analysts': {
      holds: true,
      since: Date.parse('2026-12-03T08:15:00Z'),
      evidence: { 'usage.queries.last30d': 61_250, 'license.plan': 'team' },
    },
  },
  overrides: [],
  amendments: [],
  hold: null,
  cancellation: null,
  started: null,
  renewals: [],
  gates: [],
  handled: {},
  jurisdiction: { country: 'DE' },
  consents: [],
  evidence: {},
  held: {},
  notices: [],
};
export const LICENSE_BODY = {
  id: LICENSE,
  customer: 'acme',
  product: 'atlas',
  revision: 2,
  at: Date.parse('2026-12-03T08:15:00Z'),
  ...body,
};
export const FACTS = {
  v: 1,
  customer: 'acme',
  product: 'atlas',
  license: LICENSE,
  revision: 2,
  state: 'active',
  anchor: '2026-11-24',
  zone: 'America/New_York',
  items: [item],
  segments: { 'power-analysts': true },
  overrides: [],
};
export const LICENSE_EVENT = {
  id: `${LICENSE}#2`,
  type: 'license.migrated.v1',
  license: LICENSE,
  customer: 'acme',
  product: 'atlas',
  revision: 2,
  at: Date.parse('2026-12-03T08:15:00Z'),
  catalogVersion: VERSION,
  cause: { kind: 'segments', segments: ['power-analysts'] },
  actor: { kind: 'system', id: 'licet' },
  before: { memberships: {} },
  after: { memberships: body.memberships },
  terms: [
    {
      feature: 'exports',
      kind: 'raised',
      before: 0,
      after: 200,
      source: { kind: 'overlay', id: 'power-analysts' },
    },
  ],
};

const raised = { ...body.items[0], quantity: 3 };
const amendment = { line: 'api/1:team', from: Date.parse('2026-12-04T09:00:00Z'), to, plan: 'team@2', quantity: 3 };
const amended = {
  items: [
    { ...body.items[0], to: amendment.from },
    { ...raised, from: amendment.from },
  ],
  amendments: [{ ...amendment, trial: false, why: 'amendment' }],
};
const CHANGED_TERMS = [
  { feature: 'dashboards', kind: 'raised', before: 100, after: 150, source: { kind: 'plan', id: 'team@2' } },
];
export const CHANGE = {
  outcome: 'changed',
  license: { ...LICENSE_BODY, ...amended, revision: 3, at: amendment.from },
  event: {
    ...LICENSE_EVENT,
    id: `${LICENSE}#3`,
    type: 'license.changed.v1',
    revision: 3,
    at: amendment.from,
    cause: { kind: 'command', command: { type: 'amend', quantity: 3 }, note: 'One more team' },
    actor: { kind: 'person', id: 'ada@vendor.example', via: KEY_ID },
    before: { items: body.items, amendments: [] },
    after: amended,
    terms: CHANGED_TERMS,
  },
  terms: CHANGED_TERMS,
};

export const GATE = {
  id: 'gate_5f0c7a9be1d24c7f8a3b6c5d4e3f2a1b',
  license: LICENSE,
  customer: 'acme',
  product: 'atlas',
  kind: 'approval',
  command: { type: 'amend', quantity: 3 },
  opened: '2026-12-04T09:00:00.000Z',
  deadline: '2026-12-11T05:00:00.000Z',
};

export const USAGE = {
  customer: 'acme',
  product: 'atlas',
  meters: [
    {
      meter: 'queries',
      window: { start: '2026-11-24', end: '2026-12-24' },
      total: 61_250,
      last7d: 20_400,
      last30d: 61_250,
      last90d: 61_250,
      days30d: 9,
    },
  ],
};
