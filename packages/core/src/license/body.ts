import { NO_USAGE } from '../metering/usage.ts';
import { evaluateSegments, type Memberships } from '../segment/membership.ts';
import type { Scope } from '../segment/scope.ts';
import { activeItems } from '../terms/active-items.ts';
import { daysBetween } from '../time/civil.ts';
import { civilDate } from '../time/zone.ts';
import { keptConsents } from './consent.ts';
import type { Decided } from './decided.ts';
import { initialState } from './event.ts';
import { factsOf } from './facts.ts';
import { type Customer, type License, type LicenseBody, licenseId } from './license.ts';
import type { Order } from './order.ts';
import { projectOrders } from './project.ts';
import type { World } from './world.ts';
import { stateAt } from './state.ts';

/** What a license comes to at a moment: its orders, with what was decided before and what is decided now. */
export function bodyAt(world: World, customer: Customer, product: string, decided: Decided, now: number): LicenseBody {
  const { program } = world;
  const before = world.license ?? pending(customer.id, product);
  const used = firstUse(world, before, product, now);
  const decisions = { ...decisionsOf(before), ...(used !== null && { started: used }), ...decided };
  const { anchor, ...projected } = projectOrders(
    world.orders,
    product,
    program,
    world.license,
    customer.zone,
    decisions,
  );
  const standing = { ...projected, ...decisions };
  const body: LicenseBody = {
    ...standing,
    state: stateAt(standing, program, now),
    zone: customer.zone,
    anchor: anchor ?? world.license?.anchor ?? civilDate(now, customer.zone),
    memberships: before.memberships,
    jurisdiction: jurisdictionOf(customer),
  };
  return {
    ...body,
    consents: keptConsents(body, program, now),
    memberships: membershipsOf(world, customer, { ...before, ...body }, now),
  };
}

/** What orders say that a customer is to the law, and where, and what is proven. */
export function jurisdictionOf({
  kind,
  country,
  subdivision,
  evidence = {},
}: Partial<Pick<Order['customer'], 'kind' | 'country' | 'subdivision' | 'evidence'>>): LicenseBody['jurisdiction'] {
  return {
    ...(kind !== undefined && { licensee: kind }),
    ...(country !== undefined && { country }),
    ...(subdivision !== undefined && { subdivision }),
    ...(Object.keys(evidence).length > 0 && { evidence }),
  };
}

/** A customer's license for a product before anything happened to it. */
export function pending(customer: string, product: string): License {
  return initialState({ license: licenseId(customer, product), customer, product });
}

function decisionsOf(license: License) {
  const { overrides, amendments, hold, cancellation, started, renewals, gates, handled, ...rest } = license;
  const { consents, evidence, held, notices } = rest;
  return {
    overrides,
    amendments,
    hold,
    cancellation,
    started,
    renewals,
    gates,
    handled,
    consents,
    evidence,
    held,
    notices,
  };
}

/** The day of the first use, for plans whose term begins with it: any recorded usage of the product counts. */
function firstUse({ usage, program }: World, { items, started, zone }: License, product: string, now: number) {
  const waits = started === null && items.some(({ plan }) => program.plans.get(plan)?.plan.firstUse === true);
  const used = program.program.meters.some(
    ({ name, product: of }) => of === product && (usage[name]?.last90d ?? 0) > 0,
  );
  return waits && used ? civilDate(now, zone) : null;
}

/** Segments are evaluated over the license as it will be, since rules may read its plan and tier. */
function membershipsOf(world: World, customer: Customer, license: License, now: number): Memberships {
  const active = activeItems(world.program, factsOf(license, world.program, now), now);
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
