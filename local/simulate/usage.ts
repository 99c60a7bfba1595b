/** What a month of a customer's work looks like to the gateway that reports it: CloudEvents, the same for the same day. */
import type { UsageEvent } from '@licet/contracts';
import { bucket } from '@licet/core/hash';
import type { SimulatedCustomer } from './customers.ts';
import { tracesOf, type Trace } from './habits.ts';

const DAY_MS = 86_400_000;

/** The month before `now` (epoch milliseconds), the oldest first. Every event has an id of its own that a repeat has too. */
export function monthOfUsage(customer: SimulatedCustomer, now: number): UsageEvent[] {
  return tracesOf(customer.habit).flatMap((trace) => traceEvents(customer, trace, now));
}

/** A sum reported at a moment, such as 500 queries. */
export function usageEvent(subject: string, trace: Omit<Trace, 'days' | 'within'>, at: number, id: string): UsageEvent {
  const { type, property, perDay } = trace;
  return {
    specversion: '1.0',
    id,
    source: 'atlas-gateway',
    type,
    subject,
    time: new Date(at).toISOString(),
    ...(property && { data: { [property]: perDay } }),
  };
}

function traceEvents({ id, since }: SimulatedCustomer, trace: Trace, now: number): UsageEvent[] {
  const days = Array.from({ length: Math.min(trace.days, since) }, (_, index) => daysAgo(index, trace));
  return days.toReversed().flatMap((ago) => {
    const at = now - ago * DAY_MS;
    const day = new Date(at).toISOString().slice(0, 10);
    const events = trace.property ? 1 : trace.perDay;
    return Array.from({ length: events }, (_, index) => {
      const name = `${id}/${trace.type}/${day}/${index}`;
      return usageEvent(id, { ...trace, perDay: around(trace.perDay, name) }, at, name);
    });
  });
}

function daysAgo(index: number, { days, within = 28 }: Trace): number {
  return Math.floor((index * within) / days);
}

/** An amount that varies by a fifth from day to day. */
function around(amount: number, name: string): number {
  return Math.round(amount * (0.8 + bucket('usage', name) / 250));
}
