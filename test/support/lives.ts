import { fc } from '@fast-check/vitest';
import { type GateKind, type LifecycleCommand, lifecycleCommandSchema } from '@licet/core/license';
import { type Life, life } from './life.ts';
import { lifeProgram } from './life-catalog.ts';

const DAY = 86_400_000;
const LAB = lifeProgram.program.plans.filter(({ product }) => product === 'lab');
const named = (are: (kind: string) => boolean) =>
  LAB.filter(({ kind }) => are(kind)).map(({ name }) => name.slice(0, -2));
const bases = fc.constantFrom(...named((kind) => kind === 'base'));
const others = fc.constantFrom(...named((kind) => kind !== 'base'));
const plans = fc.oneof(bases, others);
const DATES = new Set(['from', 'to', 'at']);
const LINED = new Set(['amend', 'migrate', 'renew', 'convert', 'extend-trial']);
const days = fc.constantFrom(-400, -40, -14, -1, 0, 1, 14, 40, 366);
const ids = ['a', 'b', 'c'] as const;
const seldom = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, { weight: 1, arbitrary });

type Of<A> = A extends fc.Arbitrary<infer T> ? T : never;
const itemOf = (plan: fc.Arbitrary<string>, from: fc.Arbitrary<number>) =>
  fc.record({
    plan,
    quantity: fc.integer({ min: 1, max: 3 }),
    from,
    length: seldom(fc.constantFrom(1, 30, 365)),
    trial: fc.boolean(),
    coterm: fc.boolean(),
  });
const orderOf = (items: fc.Arbitrary<Of<ReturnType<typeof itemOf>>[]>) =>
  fc.record({
    kind: fc.constant('order' as const),
    order: fc.constantFrom(...ids),
    cancelled: fc.constantFrom(false, false, false, true),
    items,
    zone: seldom(fc.constantFrom('UTC', 'Europe/Berlin', 'America/Sao_Paulo', 'Pacific/Kiritimati')),
    replaces: seldom(fc.constantFrom(...ids)),
  });
const orders = orderOf(fc.array(itemOf(plans, days), { minLength: 1, maxLength: 2 }));
/** A base plan that stands now, so that there is a life to speak of. */
const first = orderOf(fc.tuple(itemOf(bases, fc.constantFrom(-40, -14, -1, 0)), itemOf(others, days)));

const quantity = fc.integer({ min: 1, max: 4 });
const plain = <T extends string>(...types: T[]) => fc.record({ type: fc.constantFrom(...types) });
/** Commands whose dates are still distances in days, and whose lines are not named yet. */
const wishes = fc.oneof(
  plain('suspend', 'reinstate', 'reinstate', 'revoke', 'activate'),
  fc.record({ type: fc.constant('amend'), quantity, from: days }, { requiredKeys: ['type', 'quantity'] }),
  fc.record({ type: fc.constant('migrate'), plan: plans }),
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
  gate: seldom(
    fc.record({ kind: fc.constantFrom<GateKind>('approval', 'payment', 'notice'), days: fc.constantFrom(1, 14, 60) }),
  ),
});
const answers = fc.record({
  kind: fc.constant('answer' as const),
  gate: fc.nat({ max: 3 }),
  yes: fc.constantFrom(true, true, false),
});
const uses = fc.record({ kind: fc.constant('use' as const) });
const waits = fc.record({
  kind: fc.constant('wait' as const),
  for: fc.constantFrom(3_600_000, DAY, 8 * DAY, 14 * DAY, 31 * DAY, 100 * DAY, 366 * DAY, 1200 * DAY),
  sweeper: fc.constantFrom<'up' | 'down'>('up', 'up', 'down'),
});

/** Something that happens to a license. */
export type Step = Of<typeof orders> | Of<typeof commands> | Of<typeof answers> | Of<typeof uses> | Of<typeof waits>;

/** What happens in a life: it begins with an order, and then anything comes at any time. */
export const lives: fc.Arbitrary<readonly Step[]> = fc
  .tuple(
    first,
    fc.array(
      fc.oneof(
        { weight: 2, arbitrary: orders },
        { weight: 5, arbitrary: commands },
        { weight: 3, arbitrary: answers },
        { weight: 1, arbitrary: uses },
        { weight: 5, arbitrary: waits },
      ),
      { maxLength: 25, size: 'max' },
    ),
  )
  .map(([order, more]) => [{ ...order, cancelled: false, replaces: null }, ...more]);

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
export function lived(steps: readonly Step[], look: (acme: Life, before: number) => void, acme: Life = life()): Life {
  for (const step of steps) {
    const before = acme.events.length;
    happen(acme, step);
    look(acme, before);
  }
  return acme;
}
