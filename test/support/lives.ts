import { fc } from '@fast-check/vitest';
import { type GateKind, type LifecycleCommand, lifecycleCommandSchema } from '@licet/core/license';
import { type Life, life } from './life.ts';
import { lifeProgram } from './life-catalog.ts';

const DAY = 86_400_000;
const plans = lifeProgram.program.plans.filter(({ product }) => product === 'lab').map(({ name }) => name.slice(0, -2));
const DATES = new Set(['from', 'to', 'at']);
const LINED = new Set(['amend', 'migrate', 'renew', 'convert', 'extend-trial']);
const days = fc.constantFrom(-400, -40, -14, -1, 0, 1, 14, 40, 366);
const ids = ['a', 'b', 'c'] as const;

const items = fc.record({
  plan: fc.oneof(fc.constantFrom(...plans), fc.constantFrom('careful', 'converting', 'pack', 'stock')),
  quantity: fc.integer({ min: 1, max: 3 }),
  from: days,
  length: fc.option(fc.constantFrom(1, 30, 365), { freq: 3 }),
  trial: fc.boolean(),
  coterm: fc.boolean(),
});
const orders = fc.record({
  kind: fc.constant('order' as const),
  order: fc.constantFrom(...ids),
  cancelled: fc.constantFrom(false, false, false, true),
  items: fc.array(items, { minLength: 1, maxLength: 2 }),
  zone: fc.option(fc.constantFrom('UTC', 'Europe/Berlin', 'America/Sao_Paulo', 'Pacific/Kiritimati'), { freq: 2 }),
  replaces: fc.option(fc.constantFrom(...ids), { freq: 6 }),
});

const quantity = fc.integer({ min: 1, max: 4 });
const plain = <T extends string>(...types: T[]) => fc.record({ type: fc.constantFrom(...types) });
/** Commands whose dates are still distances in days, and whose lines are not named yet. */
const wishes = fc.oneof(
  plain('activate', 'suspend', 'reinstate', 'revoke'),
  fc.record({ type: fc.constant('amend'), quantity, from: days }, { requiredKeys: ['type', 'quantity'] }),
  fc.record({ type: fc.constant('migrate'), plan: fc.constantFrom(...plans) }),
  fc.record(
    { type: fc.constant('renew'), follows: fc.constant(true), term: fc.constantFrom('P1M', 'P1Y'), quantity },
    { requiredKeys: ['type'] },
  ),
  fc.record({ type: fc.constant('convert'), at: fc.constantFrom('now', 'end') }),
  fc.record({ type: fc.constant('extend-trial'), to: days }),
  fc.record({ type: fc.constant('cancel'), at: fc.oneof(fc.constantFrom('now', 'end'), days) }),
  fc.record({ type: fc.constant('transfer'), expiry: fc.constantFrom('keep', 'reset') }),
  fc.record(
    {
      type: fc.constant('override'),
      id: fc.constantFrom('x', 'y'),
      value: fc.constantFrom(0, 7, null),
      from: days,
      to: days,
    },
    { requiredKeys: ['type', 'id', 'value'] },
  ),
  fc.record({ type: fc.constant('clear-override'), id: fc.constantFrom('x', 'y') }),
);
const commands = fc.record({
  kind: fc.constant('command' as const),
  wish: wishes,
  line: fc.option(fc.nat({ max: 3 }), { freq: 2 }),
  gate: fc.option(
    fc.record({ kind: fc.constantFrom<GateKind>('approval', 'payment', 'notice'), days: fc.constantFrom(1, 14, 60) }),
    { freq: 3 },
  ),
});
const answers = fc.record({ kind: fc.constant('answer' as const), gate: fc.nat({ max: 3 }), yes: fc.boolean() });
const uses = fc.record({ kind: fc.constant('use' as const) });
const waits = fc.record({
  kind: fc.constant('wait' as const),
  for: fc.constantFrom(60_000, 3_600_000, DAY, 8 * DAY, 31 * DAY, 100 * DAY, 366 * DAY, 1200 * DAY),
  sweeper: fc.constantFrom<'up' | 'down'>('up', 'up', 'down'),
});

type Of<A> = A extends fc.Arbitrary<infer T> ? T : never;
/** Something that happens to a license. */
export type Step = Of<typeof orders> | Of<typeof commands> | Of<typeof answers> | Of<typeof uses> | Of<typeof waits>;

/** What happens in a life: it begins with an order, and then anything comes at any time. */
export const lives: fc.Arbitrary<readonly Step[]> = fc
  .tuple(
    orders,
    fc.array(
      fc.oneof(
        { weight: 2, arbitrary: orders },
        { weight: 5, arbitrary: commands },
        { weight: 3, arbitrary: answers },
        { weight: 1, arbitrary: uses },
        { weight: 5, arbitrary: waits },
      ),
      { maxLength: 25 },
    ),
  )
  .map(([first, others]) => [{ ...first, cancelled: false }, ...others]);

/** Lets a step happen to a license. */
function happen(to: Life, step: Step): void {
  switch (step.kind) {
    case 'order':
      to.buys(written(to, step));
      return;
    case 'command': {
      const gate = step.gate && { kind: step.gate.kind, deadline: dayOf(to, step.gate.days) };
      to.tries(wished(to, step), gate === null ? {} : { gate });
      return;
    }
    case 'answer': {
      const open = to.open();
      to.answers(open[step.gate % Math.max(1, open.length)]?.id, step.yes);
      return;
    }
    case 'use':
      to.uses('runs');
      return;
    case 'wait':
      to.until(to.now() + step.for, { sweeper: step.sweeper });
  }
}

function dayOf(life: Life, distance: number): string {
  return new Date(life.now() + distance * DAY).toISOString().slice(0, 10);
}

function written(to: Life, { order, cancelled, zone, replaces, items: lines }: Of<typeof orders>) {
  return {
    order,
    status: cancelled ? 'cancelled' : 'active',
    customer: zone === null ? {} : { zone },
    ...(replaces !== null && { replaces }),
    items: lines.map(({ from, length, ...item }) => ({
      ...item,
      from: dayOf(to, from),
      ...(length !== null && { to: dayOf(to, from + length) }),
    })),
  };
}

function wished(to: Life, { wish, line: index }: Of<typeof commands>): LifecycleCommand {
  const { items: held } = to.license();
  const line = index === null ? undefined : held[index]?.line;
  const end = held.findLast((item) => item.line === (line ?? held[0]?.line))?.to ?? undefined;
  const dated = Object.entries({ ...wish, follows: undefined }).map(([key, value]) => [
    key,
    typeof value === 'number' && DATES.has(key) ? dayOf(to, value) : value,
  ]);
  const whole = {
    ...Object.fromEntries(dated),
    ...(LINED.has(wish.type) && { line }),
    ...('follows' in wish && { end }),
    ...(wish.type === 'transfer' && { to: 'zenith' }),
    ...(wish.type === 'override' && { feature: 'seats', operation: 'set' }),
  };
  return lifecycleCommandSchema.parse(JSON.parse(JSON.stringify(whole)));
}

/** A whole life, with what is looked at after every event. */
export function lived(steps: readonly Step[], look: (acme: Life, before: number) => void): Life {
  const acme = life();
  for (const step of steps) {
    const before = acme.events.length;
    happen(acme, step);
    look(acme, before);
  }
  return acme;
}
