import { canonicalJson } from '../hash/canonical-json.ts';
import type { TermChange } from '../terms/difference.ts';
import { termChanges } from '../terms/difference.ts';
import { bodyAt, pending } from './body.ts';
import type { Decided } from './decided.ts';
import { type Actor, SYSTEM } from './command.ts';
import { type Cause, evolve, type LicenseEvent, type LicenseEventType } from './event.ts';
import { factsOf } from './facts.ts';
import type { LicenseState } from '../terms/facts.ts';
import type { Customer, License, LicenseBody } from './license.ts';
import type { Order } from './order.ts';
import { rightsOf } from './rights.ts';
import type { Proposal, World } from './world.ts';

/** What a proposal settles: what is decided, why, and what it is called. */
export interface Settlement {
  readonly decided: Decided;
  readonly cause: (before: License, body: LicenseBody) => Cause;
  readonly type: (
    before: License | undefined,
    changed: Partial<LicenseBody>,
    terms: readonly TermChange[],
  ) => LicenseEventType;
  readonly actor?: Actor;
  readonly order?: Order;
  /** Writes an event although no part of the license changes: that time has passed is a fact, too. */
  readonly always?: boolean;
}

/** Turns what is decided into the license that follows and the event that says so; nothing where nothing is other than before. */
export function settle(
  world: World,
  customer: Customer,
  product: string,
  settlement: Settlement,
  now: number,
): Proposal {
  const { license, program } = world;
  const before = license ?? pending(customer.id, product);
  const body = bodyAt(world, customer, product, settlement.decided, now);
  const changed = changedParts(before, body);
  if (license !== undefined && Object.keys(changed).length === 0 && settlement.always !== true)
    return { outcome: 'unchanged', customer };
  const revision = before.revision + 1;
  const after: License = { ...before, ...body, revision, at: now };
  const terms = termChanges(
    program,
    license && factsOf(license, program, license.at),
    factsOf(after, program, now),
    now,
    license?.at,
  );
  const cause = settlement.cause(before, body);
  const type = settlement.type(license, changed, terms);
  const rights = isCancelled(cause) && changed.cancellation ? rightsOf(before, program, now) : undefined;
  const event: LicenseEvent = {
    id: `${before.id}#${revision}`,
    type,
    license: before.id,
    customer: customer.id,
    product,
    revision,
    at: now,
    catalogVersion: program.program.catalog,
    cause,
    actor: settlement.actor ?? SYSTEM,
    ...(settlement.order && { order: settlement.order }),
    ...(rights && { rights }),
    before: license === undefined ? {} : pick(license, changed),
    after: license === undefined ? body : changed,
    terms,
  };
  return { outcome: 'changed', next: evolve(license, event), customer, events: [event], diff: terms };
}

function isCancelled(cause: Cause): boolean {
  return (cause.kind === 'command' || cause.kind === 'gate') && cause.command.type === 'cancel';
}

function changedParts(before: LicenseBody, body: LicenseBody): Partial<LicenseBody> {
  const changed = Object.entries(body).filter(
    ([part, value]) => canonicalJson(value) !== canonicalJson(Reflect.get(before, part)),
  );
  return Object.fromEntries(changed);
}

function pick(license: License, parts: Partial<LicenseBody>): Partial<LicenseBody> {
  return Object.fromEntries(Object.keys(parts).map((part) => [part, Reflect.get(license, part)]));
}

/** What it is called that a license came into another state; undefined where the state has no event of its own. */
export function stateType(
  before: LicenseState | undefined,
  after: LicenseState | undefined,
): LicenseEventType | undefined {
  switch (after) {
    case 'trial':
    case 'active':
      return before === 'pending' ? 'license.activated.v1' : undefined;
    case 'grace':
      return 'license.lapsed.v1';
    case 'expired':
      return 'license.expired.v1';
    case 'cancelled':
      return 'license.cancelled.v1';
    case 'revoked':
      return 'license.revoked.v1';
    default:
      return undefined;
  }
}
