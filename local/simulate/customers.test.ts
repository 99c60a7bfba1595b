import { loadProgram, mapEvent, validateCatalog } from '@licet/core/catalog';
import { type License, orderSchema, propose } from '@licet/core/license';
import { summariseUsage } from '@licet/core/metering';
import { civilDate } from '@licet/core/time';
import { describe, expect, it } from 'vitest';
import { catalogFiles } from '../catalog-files.ts';
import { type SimulatedCustomer, simulatedCustomers } from './customers.ts';
import { segmentOf } from './habits.ts';
import { amended, firstOrder, itemsOf } from './orders.ts';
import { licenseOrderEvent } from './salesforce.ts';
import { monthOfUsage } from './usage.ts';

const NOW = Date.parse('2026-11-24T08:30:00Z');
const { compiled, problems } = validateCatalog(catalogFiles());
if (!compiled) throw new Error(JSON.stringify(problems));
const { catalog, hash } = compiled;
const program = loadProgram(compiled.program, hash);
const customers = simulatedCustomers();

/** What a customer's order and month of usage amount to, without a cloud. */
function licensed(customer: SimulatedCustomer): License {
  const order = firstOrder(customer, 1, NOW);
  const events = monthOfUsage(customer, NOW);
  const today = civilDate(NOW, customer.zone);
  const usage = program.program.meters.map(({ name, event, property }) => {
    const days: Record<string, number> = {};
    for (const { time, data } of events.filter(({ type }) => type === event)) {
      const day = civilDate(Date.parse(time!), customer.zone);
      days[day] = (days[day] ?? 0) + (property ? Number(data?.[property]) : 1);
    }
    return [name, summariseUsage(days, today)] as const;
  });
  const world = { home: 'us-east-1', license: undefined, orders: [order], program, usage: Object.fromEntries(usage) };
  const { source, order: id } = order;
  const command = { type: 'apply-orders', customer: customer.id, product: 'atlas', source, order: id } as const;
  const proposal = propose(world, command, NOW);
  if (proposal.outcome !== 'changed') throw new Error(`${customer.id}: ${proposal.outcome}`);
  return proposal.next;
}

describe('the simulated customers', () => {
  it('are forty, each under an id of its own', () => {
    expect(new Set(customers.map(({ id }) => id)).size).toBe(40);
    expect(simulatedCustomers('-2').map(({ id }) => id)).toEqual(customers.map(({ id }) => `${id}-2`));
  });

  it('are as different as customers are', () => {
    expect(new Set(customers.map(({ place }) => place.slice(0, 2))).size).toBeGreaterThan(25);
    expect(new Set(customers.map(({ bought }) => bought)).size).toBeGreaterThan(8);
    const states = customers.map((customer) => licensed(customer).state);
    expect(new Set(states)).toEqual(new Set(['active', 'trial', 'expired']));
  });

  it.each(customers.filter(({ habit }) => segmentOf(habit)))('$name ends in the segment of its habit', (customer) => {
    const membership = licensed(customer).memberships[segmentOf(customer.habit)!];
    expect(membership).toMatchObject({ holds: true });
  });

  it.each(customers.filter(({ habit }) => habit === 'rising'))('$name is a busy day away from it', (customer) => {
    const { memberships } = licensed(customer);
    const evidence = Object.values(memberships['power-analysts']!.evidence);
    expect(memberships['power-analysts']!.holds).toBe(false);
    expect(Math.max(...evidence.map(Number).filter(Number.isFinite))).toBeGreaterThan(35_000);
  });
});

describe('their usage', () => {
  const events = customers.flatMap((customer) => monthOfUsage(customer, NOW));

  it('is the same whenever it is asked for, and has an id for every event', () => {
    expect(customers.flatMap((customer) => monthOfUsage(customer, NOW))).toEqual(events);
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
  });

  it('lies within the month that a cell takes', () => {
    const ages = events.map(({ time }) => (NOW - Date.parse(time!)) / 86_400_000);
    expect(Math.min(...ages)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...ages)).toBeLessThan(31);
  });
});

describe('their orders', () => {
  it.each(customers)('$name orders in Salesforce what the mapping makes of the event', (customer) => {
    const order = firstOrder(customer, 7, NOW);
    const mapped = mapEvent(catalog.mappings, licenseOrderEvent(order));
    expect(mapped.outcome).toBe('mapped');
    if (mapped.outcome !== 'mapped') return;
    const { industry, employees } = customer;
    const publicSector = industry === 'Government';
    expect(orderSchema.parse(mapped.order)).toEqual({
      ...order,
      source: 'salesforce',
      customer: { ...order.customer, attributes: { industry, employees, publicSector } },
    });
  });

  it('can be amended, replaced and cancelled', () => {
    const order = firstOrder(customers[0]!, 7, NOW);
    expect(amended(order, {}, NOW + 1)).toEqual({ ...order, version: 2, at: new Date(NOW + 1).toISOString() });
    const cancelled = mapEvent(catalog.mappings, licenseOrderEvent(amended(order, { status: 'cancelled' }, NOW)));
    expect(cancelled).toMatchObject({ order: { status: 'cancelled', version: 2 } });
  });

  it('are written down in short', () => {
    const from = '2026-01-01';
    expect(itemsOf('team x3 + export-pack', from)).toEqual([
      { plan: 'team', quantity: 3, from },
      { plan: 'export-pack', quantity: 1, from },
    ]);
    expect(itemsOf('business trial', from)).toEqual([{ plan: 'business', quantity: 1, from, trial: true }]);
  });
});
