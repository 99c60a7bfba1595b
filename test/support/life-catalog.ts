import type { PackFiles } from '@licet/core/pack';
import { loadedProgram } from './catalogs.ts';
import { SHIPPED_PACKS } from './regulations.ts';

const term = (kind: string, of: string, renewal: string, grants = 'on: true, seats: 1, runs: 10') =>
  `{ product: lab, kind: ${kind}, tier: ${kind === 'base' ? 10 : 0}, ${of}, renewal: { ${renewal} }, grants: { ${grants} } }`;

/** A plan for each way in which a term can begin, go on and end; its name says which. */
const PLANS = {
  'small@1': term('base', 'term: P1Y', 'policy: auto'),
  'monthly@1': term('base', 'term: P1M', 'policy: auto'),
  'told@1': term('base', 'term: P1Y', 'policy: auto, notice: P30D'),
  'approved@1': term('base', 'term: P1Y', 'policy: auto, approval: true'),
  'paid@1': term('base', 'term: P1Y', 'policy: auto, payment: true, grace: P14D'),
  'paid-late@1': term('base', 'term: P1Y', 'policy: auto, payment: true, grace: P14D, basis: now-if-expired'),
  'careful@1': term('base', 'term: P1Y', 'policy: auto, notice: P30D, approval: true, payment: true, grace: P14D'),
  'by-hand@1': term('base', 'term: P1Y', 'policy: manual, grace: P14D'),
  'from-now@1': term('base', 'term: P1Y', 'policy: manual, basis: now'),
  'now-if-expired@1': term('base', 'term: P1Y', 'policy: manual, basis: now-if-expired'),
  'once@1': term('base', 'term: P1Y', 'policy: none'),
  'for-ever@1': term('base', 'term: evergreen', 'policy: none'),
  'maintained@1': term('base', 'term: P1Y', 'policy: none, expiration: maintain'),
  'let-be@1': term('base', 'term: P1Y', 'policy: none, expiration: allow'),
  'withdrawn@1': term('base', 'term: P1Y', 'policy: none, expiration: revoke'),
  'converting@1': term('base', 'term: P1Y, trial: P14D, trialEnd: convert', 'policy: auto'),
  'paid-after-trial@1': term('base', 'term: P1Y, trial: P14D, trialEnd: convert', 'policy: auto, payment: true'),
  'lapsing@1': term('base', 'term: P1Y, trial: P14D', 'policy: auto'),
  'long-trial@1': term('base', 'term: P1Y, trial: P45D, trialEnd: convert', 'policy: auto'),
  'rich@1': term('base', 'term: P1Y', 'policy: auto', 'on: true, seats: 9, runs: 10'),
  'two-years@1': term('base', 'term: P2Y', 'policy: auto'),
  'on-first-use@1': term('base', 'term: P1Y, firstUse: true', 'policy: auto'),
  'pack@1': term('addon', 'term: P1Y', 'policy: auto', 'seats: 3'),
  'tried-pack@1': term('addon', 'term: P1Y, trial: P14D, trialEnd: convert', 'policy: auto, payment: true', 'seats: 3'),
  'boost@1': term('topup', 'term: P1M', 'policy: none', 'runs: 1000'),
  'stock@1': term('topup', 'term: evergreen', 'policy: none', 'runs: 500'),
};

const LIFE_CATALOG = `
catalog: 1
products: { lab: { name: Lab }, works: { name: Works } }
attributes: { customer: { partner: { type: boolean } } }
meters:
  runs: { product: lab, event: lab.run, aggregate: count, window: month }
  jobs: { product: works, event: works.job, aggregate: count, window: month }
features:
  on: { product: lab, type: boolean }
  seats: { product: lab, type: limit }
  runs: { product: lab, type: metered, meter: runs }
  jobs: { product: works, type: metered, meter: jobs }
segments:
  partners: { level: customer, dimension: role, rank: 10, rule: customer.partner }
overlays:
  partners: { jobs: { add: 50 } }
plans:
${Object.entries(PLANS)
  .map(([name, plan]) => `  ${name}: ${plan}`)
  .join('\n')}
  # Sizes to choose from, for offers that real use would fit.
  works-s@1: { product: works, kind: base, tier: 10, term: P1Y, renewal: { policy: auto, notice: P30D }, grants: { jobs: 10 } }
  works-m@1: { product: works, kind: base, tier: 20, term: P1Y, renewal: { policy: auto, notice: P30D }, grants: { jobs: 100 } }
  works-l@1: { product: works, kind: base, tier: 30, term: P1Y, renewal: { policy: auto, notice: P30D }, grants: { jobs: 1000 } }
  works-pack@1: { product: works, kind: addon, tier: 0, term: P1Y, renewal: { policy: auto }, grants: { jobs: 90 } }
`;

export const lifeProgram = loadedProgram({ 'life.yaml': LIFE_CATALOG });

/** The same plans under regulations: those that ship, published by a vendor of both sides of the Atlantic, and others that a test adds. */
export const regulatedProgram = (packs: PackFiles = {}) =>
  loadedProgram({ 'life.yaml': LIFE_CATALOG, ...SHIPPED_PACKS, 'vendor.yaml': VENDOR, ...packs });

/** The same plans under packs of a test alone, which is faster. */
export const programUnder = (packs: PackFiles) => loadedProgram({ 'life.yaml': LIFE_CATALOG, ...packs });

const VENDOR = 'regulations: 1\npack: vendor\nvendor: { nexus: [US, EU], licensees: business }\n';
