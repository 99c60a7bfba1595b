/**
 * A license over years, without a server: orders and commands come, time passes, and what falls due is done at its moment. What it
 * writes is what consumers of the bus get.
 *
 *   node examples/a-license-over-years.ts
 */
import { formatProblem, validateCatalog } from '@licet/core/catalog';
import { loadProgram } from '@licet/core/decision';
import {
  type Command,
  evolve,
  type License,
  type LicenseEvent,
  type LifecycleCommand,
  nextDue,
  type Order,
  orderSchema,
  propose,
} from '@licet/core/license';

// #region catalog
const catalog = `
catalog: 1
products: { studio: { name: Studio } }
meters: { renders: { product: studio, event: render.finished, aggregate: count, window: month } }
features:
  editor: { product: studio, type: boolean }
  seats: { product: studio, type: limit }
  renders: { product: studio, type: metered, meter: renders }
plans:
  solo@1:
    { product: studio, kind: base, tier: 10, term: P1Y, renewal: { policy: auto }, grants: { editor: true, seats: 1, renders: 20 } }
  team@1:
    product: studio
    kind: base
    tier: 20
    term: P1Y
    trial: P14D
    trialEnd: convert
    renewal: { policy: auto, notice: P30D, grace: P14D, approval: true }
    grants: { editor: true, seats: 5, renders: 500 }
  team@2:
    product: studio
    kind: base
    tier: 20
    term: P1Y
    renewal: { policy: auto, notice: P30D, grace: P14D, approval: true }
    grants: { editor: true, seats: 10, renders: 500 }
segments:
  busy: { level: customer, dimension: feature-usage, rank: 1, rule: usage.renders.last30d >= 10 }
`;
const regulations = `
regulations: 1
pack: example
vendor: { nexus: [US], licensees: business }
rows:
  ca-notice:
    title: Notice before the renewal of a long contract
    where: [US-CA]
    who: [consumer]
    factor: billing
    status: in_force
    on: true
    provisions: [{ kind: notice.window, anchor: renewal, min: P15D, max: P45D }]
    source: Cal. BPC 17602
    tag: S
    reviewed_by: null
    review_due: 2027-05-31
`;
const { compiled, problems } = validateCatalog({ 'studio.yaml': catalog, 'regulations.yaml': regulations });
if (compiled === undefined) throw new Error(problems.map(formatProblem).join('\n'));
export const program = loadProgram(compiled.program, compiled.hash);
// #endregion

const ADA = { kind: 'person', id: 'ada@vendor.example' } as const;

// #region life
/** A customer whose license lives from a date on. */
export function lifeOf(customer: string, from: string) {
  const orders: Order[] = [];
  const events: LicenseEvent[] = [];
  const target = { customer, product: 'studio' };
  let now = Date.parse(`${from}T09:00:00Z`);
  let used = 0;
  const license = () => events.reduce<License | undefined>(evolve, undefined);

  function give(command: Command): void {
    const usage = { renders: { last7d: used, last30d: used, last90d: used, days30d: 1 } };
    const windows = { renders: [{ startsAt: now - 1, endsAt: now, used }] };
    const proposal = propose({ home: 'local', license: license(), orders, program, usage, windows }, command, now);
    if (proposal.outcome === 'refused') throw new Error(proposal.message);
    if (proposal.outcome === 'changed') events.push(...proposal.events);
  }

  return {
    events,
    order(written: object) {
      const order = { source: 'crm', order: '1', version: orders.length + 1, at: new Date(now).toISOString() };
      orders.unshift(orderSchema.parse({ ...order, product: 'studio', customer: { id: customer }, ...written }));
      orders.splice(1);
      give({ type: 'apply-orders', ...target, source: 'crm', order: '1' });
    },
    /** Usage comes in, and the segments are looked at again. */
    uses(amount: number) {
      used += amount;
      give({ type: 'reclassify', ...target });
    },
    /** What a person does by the API. */
    does: (change: LifecycleCommand) => give({ type: 'change', ...target, change, actor: ADA }),
    /** Says yes to all that waits for an answer. */
    approve() {
      for (const { id, answer, closed } of license()?.gates ?? [])
        if (answer === undefined && closed === undefined)
          give({ type: 'answer-gate', ...target, gate: id, yes: true, actor: ADA, note: 'PO 4711' });
    },
    /** Time passes: each thing that falls due is done at its moment, as the sweeper does it. */
    until(date: string) {
      const end = Date.parse(`${date}T09:00:00Z`);
      for (;;) {
        const current = license();
        const due = current && nextDue(current, program);
        if (due === undefined || due.at > end) break;
        now = Math.max(now, due.at);
        give({ type: 'advance', ...target });
      }
      now = end;
    },
  };
}
// #endregion

/** Everything that can happen to a license, as the events that say so: four customers, from trial to revocation. */
export function everyEvent(): LicenseEvent[] {
  const nimbus = lifeOf('nimbus', '2026-01-10');
  nimbus.order({ items: [{ plan: 'team@1', quantity: 2, from: '2026-01-10', trial: true }] });
  nimbus.until('2026-02-01');
  nimbus.does({ type: 'amend', quantity: 3, from: '2026-03-01' });
  nimbus.until('2026-04-01');
  nimbus.uses(40);
  nimbus.does({ type: 'suspend' });
  nimbus.does({ type: 'reinstate' });
  nimbus.does({ type: 'migrate', plan: 'team@2' });
  nimbus.until('2027-01-05');
  nimbus.approve();
  nimbus.until('2028-03-01');
  nimbus.does({ type: 'renew' });
  nimbus.does({ type: 'transfer', to: 'nimbus-eu', expiry: 'keep' });
  const early = lifeOf('early', '2026-01-10');
  early.order({ items: [{ plan: 'solo@1', from: '2026-02-01' }] });
  early.until('2026-03-01');
  early.uses(12);
  early.does({ type: 'cancel', at: 'now' });
  const lost = lifeOf('lost', '2026-01-10');
  lost.order({ items: [{ plan: 'solo@1', from: '2026-01-10' }] });
  lost.does({ type: 'revoke' });
  const sol = lifeOf('sol', '2026-01-10');
  const customer = { id: 'sol', kind: 'consumer', country: 'US', subdivision: 'US-CA', zone: 'America/Los_Angeles' };
  sol.order({ customer, items: [{ plan: 'solo@1', from: '2026-01-10' }] });
  sol.until('2026-12-01');
  sol.does({ type: 'record-notice', row: 'ca-notice', on: '2027-01-10', channel: 'email' });
  sol.until('2028-01-01');
  return [...nimbus.events, ...early.events, ...lost.events, ...sol.events];
}

if (import.meta.main)
  for (const { type, customer, at } of everyEvent()) console.log(new Date(at).toISOString(), customer, type);
