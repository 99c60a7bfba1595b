/** Life goes on, gently: customers work, order a little more or less, and are swept; what changes is told as it is announced. */
import { setTimeout as delay } from 'node:timers/promises';
import { ApiError } from '../api-client.ts';
import type { StoryCustomer, Stage } from '../story/stage.ts';
import { eventInWords } from '../story/words.ts';
import { amended } from './orders.ts';
import { licenseOrderEvent } from './salesforce.ts';
import { usageEvent } from './usage.ts';

/** Between two things that happen: often enough to watch, seldom enough to forget. */
const PACE_MS = 3000;

/** Goes on until the signal aborts. A refusal is told, and does not end it. */
export async function live(stage: Stage): Promise<void> {
  const { account, announcements, customers, signal } = stage;
  announcements.subscribe((event) => {
    const name = customers.find(({ id }) => id === event.customer)?.name ?? event.customer;
    account.note(`${new Date(event.at).toISOString().slice(11, 19)}  ${name}: ${eventInWords(event)}`);
  });
  for (let turn = 1; !signal.aborted; turn += 1) {
    await happen(stage, turn).catch((error: unknown) => {
      if (!(error instanceof ApiError)) throw error;
      account.note(error.message);
    });
    await delay(PACE_MS, undefined, { signal });
  }
}

async function happen(stage: Stage, turn: number): Promise<void> {
  const { customers, customer, operator } = stage;
  // One who is about to be an analyst is left to the person who watches; another's first order counts no more.
  const others = customers.filter(({ id }) => id !== customer('harbor').id && id !== customer('helio').id);
  const rising = others.filter(({ habit }) => habit === 'rising');
  const steady = others.filter(({ habit, order }) => habit === 'steady' && order.source === 'salesforce');
  if (turn % 10 === 0) return changeOrder(stage, pick(steady, turn / 10), 1 + ((turn / 10) % 3));
  if (turn % 5 === 0) return void (await operator.startSweep('marked'));
  await work(stage, pick(turn % 2 === 0 ? rising : steady, turn), turn);
}

async function work({ admin, cell }: Stage, { id }: StoryCustomer, turn: number): Promise<void> {
  const now = Date.now();
  const trace = { type: 'query.executed', property: 'count', perDay: 300 + ((turn * 577) % 1300) };
  await admin.call('POST /v1/events', { body: usageEvent(id, trace, now, `${cell.home}/${id}/${now}`) });
}

/** Sales sells a unit more, or one less. */
async function changeOrder(
  { admin, operator }: Stage,
  { order: { source, order: id } }: StoryCustomer,
  quantity: number,
) {
  const { order } = await admin.call('GET /v1/orders/{source}/{id}', { path: { source, id } });
  if (order.status === 'cancelled') return;
  const items = order.items.map((item) => ({ ...item, quantity }));
  await operator.putEvents([licenseOrderEvent(amended(order, { items }, Date.now()))]);
}

function pick<T>(from: readonly T[], turn: number): T {
  const picked = from[turn % from.length];
  if (picked === undefined) throw new Error('There is nobody to pick from.');
  return picked;
}
