import type { LoadedProgram } from '../catalog/load.ts';
import { canonicalJson } from '../hash/canonical-json.ts';
import { NO_USAGE, type UsageSummary } from '../metering/usage.ts';
import { evaluateSegments, type Memberships } from '../segment/membership.ts';
import type { Scope } from '../segment/scope.ts';
import { type TermChange, termChanges } from '../terms/difference.ts';
import { activeItems } from '../terms/active-items.ts';
import { daysBetween } from '../time/civil.ts';
import { civilDate } from '../time/zone.ts';
import { type Cause, evolve, initialState, type LicenseEvent, type LicenseEventType } from './event.ts';
import { factsOf } from './facts.ts';
import { type Customer, type License, type LicenseBody, licenseId } from './license.ts';
import { type Order, orderKey } from './order.ts';
import { PlanUnknownError, projectCustomer, projectOrders } from './project.ts';

/** All that a proposal may depend on: what is stored, and what the catalog says, at one moment. */
export interface World {
  readonly home: string;
  readonly license: License | undefined;
  /** The newest version of every order of the customer. */
  readonly orders: readonly Order[];
  readonly program: LoadedProgram;
  /** Sums per meter; a meter that is missing was never used. */
  readonly usage: Readonly<Record<string, UsageSummary>>;
}

/** What is wanted of a license. Both are total: they bring it to where its orders and its segments say it should be. */
export type Command =
  | {
      readonly type: 'apply-orders';
      readonly customer: string;
      readonly product: string;
      readonly source: string;
      readonly order: string;
    }
  | { readonly type: 'reclassify'; readonly customer: string; readonly product: string };

/** What a command would do. Preview is a proposal that nobody commits. */
export type Proposal =
  | {
      readonly outcome: 'changed';
      readonly next: License;
      readonly customer: Customer;
      readonly events: readonly [LicenseEvent];
      readonly diff: readonly TermChange[];
    }
  | { readonly outcome: 'unchanged'; readonly customer: Customer }
  | {
      readonly outcome: 'refused';
      readonly code: 'license_missing' | 'order_unknown' | 'plan_unknown';
      readonly message: string;
    };

/**
 * Proposes a change of a license at a moment (epoch milliseconds). Pure: the same world, command and moment give the
 * same proposal, so that a commit may propose again and see whether anything has moved.
 */
export function propose(world: World, command: Command, now: number): Proposal {
  const { license, orders } = world;
  const customer = projectCustomer(orders, command.customer, world.home);
  if (command.type === 'reclassify' && license === undefined) {
    return {
      outcome: 'refused',
      code: 'license_missing',
      message: `${command.customer} has no license for ${command.product}`,
    };
  }
  if (command.type === 'apply-orders' && !orders.some((order) => orderKey(order) === orderKey(command))) {
    return {
      outcome: 'refused',
      code: 'order_unknown',
      message: `the order ${orderKey(command)} is not stored for ${command.customer}`,
    };
  }
  try {
    const body = nextBody(world, customer, command.product, now);
    return settle(world, customer, command, body, now);
  } catch (error) {
    if (!(error instanceof PlanUnknownError)) throw error;
    return { outcome: 'refused', code: error.code, message: error.message };
  }
}

function nextBody(world: World, customer: Customer, product: string, now: number): LicenseBody {
  const { license, program } = world;
  const projected = projectOrders(world.orders, product, program, license, customer.zone, now);
  const held = license?.state === 'suspended' || license?.state === 'revoked';
  const body: LicenseBody = {
    state: held ? license.state : projected.state,
    zone: customer.zone,
    anchor: projected.anchor ?? license?.anchor ?? civilDate(now, customer.zone),
    items: projected.items,
    waiting: projected.waiting,
    orders: projected.orders,
    memberships: license?.memberships ?? {},
    overrides: license?.overrides ?? [],
  };
  return {
    ...body,
    memberships: membershipsOf(world, customer, { ...identity(world, customer, product), ...body }, now),
  };
}

function identity({ license }: World, customer: Customer, product: string) {
  return { id: licenseId(customer.id, product), customer: customer.id, product, revision: license?.revision ?? 0 };
}

/** Segments are evaluated over the license as it will be, since rules may read its plan and tier. */
function membershipsOf(world: World, customer: Customer, license: License, now: number): Memberships {
  const active = activeItems(world.program, factsOf(license, world.program), now);
  const scope: Scope = {
    customer: {
      ...customer.attributes,
      // Said even where they are unknown, so that an attribute of the same name cannot stand in for them.
      id: customer.id,
      country: customer.country,
      subdivision: customer.subdivision,
    },
    usage: Object.fromEntries(world.program.program.meters.map(({ name }) => [name, world.usage[name] ?? NO_USAGE])),
    license: { ...active.license, age: Math.max(0, daysBetween(license.anchor, civilDate(now, license.zone))) },
  };
  return evaluateSegments(world.program, scope, license.memberships, now);
}

function settle(world: World, customer: Customer, command: Command, body: LicenseBody, now: number): Proposal {
  const { license, program } = world;
  const before =
    license ??
    initialState({ ...identity(world, customer, command.product), license: licenseId(customer.id, command.product) });
  const changed = changedParts(before, body);
  if (license !== undefined && Object.keys(changed).length === 0) return { outcome: 'unchanged', customer };
  const revision = before.revision + 1;
  const after: License = { ...before, ...body, revision };
  const diff = termChanges(program, license && factsOf(license, program), factsOf(after, program), now);
  const event: LicenseEvent = {
    id: `${before.id}#${revision}`,
    type: eventType(license, after, changed, diff),
    license: before.id,
    customer: customer.id,
    product: command.product,
    revision,
    at: now,
    catalogVersion: program.program.catalog,
    cause: causeOf(command, world.orders, before.memberships, body.memberships),
    before: license === undefined ? {} : pick(license, changed),
    after: license === undefined ? body : changed,
    terms: diff,
  };
  return { outcome: 'changed', next: evolve(license, event), customer, events: [event], diff };
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

function eventType(
  license: License | undefined,
  after: License,
  changed: Partial<LicenseBody>,
  diff: readonly TermChange[],
): LicenseEventType {
  if (license === undefined) return 'license.issued.v1';
  if (changed.state === 'cancelled') return 'license.cancelled.v1';
  const onlyMemberships = Object.keys(changed).every((part) => part === 'memberships');
  if (onlyMemberships && after.state === license.state)
    return diff.length > 0 ? 'license.migrated.v1' : 'license.resegmented.v1';
  return 'license.changed.v1';
}

function causeOf(command: Command, orders: readonly Order[], before: Memberships, after: Memberships): Cause {
  if (command.type === 'apply-orders') {
    const order = orders.find((candidate) => orderKey(candidate) === orderKey(command));
    return { kind: 'order', source: command.source, order: command.order, version: order?.version ?? 0 };
  }
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].toSorted();
  return { kind: 'segments', segments: names.filter((name) => before[name]?.holds !== after[name]?.holds) };
}
