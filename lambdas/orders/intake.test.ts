import { type Catalog, catalogSchema } from '@licet/core/catalog';
import { type Order, orderKey } from '@licet/core/license';
import { describe, expect, it } from 'vitest';
import { compiled, LAB_FILES, loadedProgram } from '../../test/support/catalogs.ts';
import { order } from '../../test/support/orders.ts';
import { LAWFUL_PACKS, noon } from '../../test/support/regulations.ts';
import type { OrderRepository } from '../registry/orders.ts';
import { ConflictError } from '../registry/transaction.ts';
import { type IntakeDependencies, takeIn } from './intake.ts';
import { orderMessage } from './intake-message.ts';
import { turnAway } from './turn-away.ts';

const { catalog } = compiled(LAB_FILES);
const program = loadedProgram(LAB_FILES);
/** A second product, so that orders have to say which one they are about. */
const TWO_FILES = {
  ...LAB_FILES,
  'other.yaml':
    'catalog: 1\nproducts: { other: { name: Other } }\nplans: { other-base@1: { product: other, kind: base, tier: 1, term: P1Y, renewal: { policy: none }, grants: {} } }\n',
};
const two = { catalog: compiled(TWO_FILES).catalog, program: loadedProgram(TWO_FILES) };

/** The laboratory with the packs that ship. */
const LAWFUL_FILES = { ...LAB_FILES, ...LAWFUL_PACKS };
const lawful = { catalog: compiled(LAWFUL_FILES).catalog, program: loadedProgram(LAWFUL_FILES) };
const HOMES = [
  { id: 'us-east-1', place: 'US' },
  { id: 'eu-central-1', place: 'DE', address: 'https://eu.example' },
];
const NOW = noon('2026-11-24');

interface Started {
  readonly name: string;
  readonly input: Readonly<Record<string, string | number>>;
}

/** Intake over orders in memory, which are stored by the law of the table: only what is newer, and of the same customer. */
function intake(
  current: Awaited<ReturnType<IntakeDependencies['currentCatalog']>> = { program, catalog },
  here = 'us-east-1',
) {
  const stored = new Map<string, Order>();
  const started: Started[] = [];
  /** What happens between reading and storing, once each. */
  const interruptions: (() => void)[] = [];
  const orders: Pick<OrderRepository, 'pointer' | 'find'> = {
    pointer: (source, id) => {
      const known = stored.get(orderKey({ source, order: id }));
      return Promise.resolve(known && { customer: known.customer.id, version: known.version });
    },
    find: (_, source, id) => {
      const known = stored.get(orderKey({ source, order: id }));
      return Promise.resolve(known && { order: known, outcome: { status: 'received' } });
    },
  };
  const answers: unknown[] = [];
  const deps: IntakeDependencies = {
    orders,
    takeAnswer: ({ detail }) => {
      answers.push(detail);
      return Promise.resolve({ outcome: 'answered', gate: 'gate_1' });
    },
    currentCatalog: () => Promise.resolve(current),
    turnAway: (loaded, addressed) => {
      const isKnown = (id: string) => Promise.resolve([...stored.values()].some(({ customer }) => customer.id === id));
      return turnAway({ homes: { here, all: HOMES }, isKnown }, loaded, addressed, NOW);
    },
    startIssue: (name, input) => {
      started.push({ name, input });
      return Promise.resolve(name);
    },
    store: (taken) => {
      interruptions.shift()?.();
      const known = stored.get(orderKey(taken));
      const newer = known === undefined || (known.version < taken.version && known.customer.id === taken.customer.id);
      if (!newer) return Promise.reject(new ConflictError([0]));
      stored.set(orderKey(taken), taken);
      return Promise.resolve();
    },
  };
  return {
    stored,
    started,
    answers,
    interruptions,
    take: (message: string, id = 'message-1') => takeIn(deps, message, id),
    takeOrder: (taken: Order, id = 'message-1') => takeIn(deps, orderMessage(taken), id),
  };
}

const products = (started: readonly Started[]) => started.map(({ input }) => String(input['product'])).toSorted();

const busEvent = (detail: unknown, detailType = 'Order') =>
  JSON.stringify({ source: 'crm', 'detail-type': detailType, detail, account: '1', region: 'us-east-1' });

describe('takeIn', () => {
  it('stores a new order and starts its workflow, with nothing but ids', async () => {
    const { takeOrder, stored, started } = intake();
    const taken = order({ customer: { id: 'acme', name: 'Acme', country: 'DE' } });
    expect(await takeOrder(taken)).toEqual({ outcome: 'started', order: taken });
    expect([...stored.values()]).toEqual([taken]);
    expect(started.map(({ input }) => input)).toEqual([
      { source: 'crm', order: 'a', version: 1, customer: 'acme', product: 'lab' },
    ]);
  });

  it('starts the same execution for the same message, and another one for a message that is sent anew', async () => {
    const { takeOrder, started } = intake();
    for (const message of ['message-1', 'message-1', 'message-2']) await takeOrder(order(), message);
    const [first, again, anew] = started.map(({ name }) => name);
    expect(again).toBe(first);
    expect(anew).not.toBe(first);
  });

  it('leaves an order as it is where an older version comes after it', async () => {
    const { takeOrder, stored, started } = intake();
    await takeOrder(order({ version: 5 }));
    expect(await takeOrder(order({ version: 4 }))).toMatchObject({ outcome: 'stale' });
    expect([...stored.values()]).toMatchObject([{ version: 5 }]);
    expect(started).toHaveLength(1);
  });

  it('takes in a cancellation that comes before its order, and one that does not say what it cancels', async () => {
    const { takeOrder, stored } = intake();
    await takeOrder(order({ version: 2, status: 'cancelled' }));
    expect(await takeOrder(order({ version: 1 }))).toMatchObject({ outcome: 'stale' });
    expect([...stored.values()]).toMatchObject([{ version: 2, status: 'cancelled' }]);
  });

  it('looks again where another version is stored at the same moment, newer or older', async () => {
    const { takeOrder, stored, interruptions } = intake();
    interruptions.push(() => stored.set('crm/a', order({ version: 2 })));
    expect(await takeOrder(order({ version: 3 }))).toMatchObject({ outcome: 'started' });
    expect(stored.get('crm/a')).toMatchObject({ version: 3 });
    interruptions.push(() => stored.set('crm/a', order({ version: 9 })));
    expect(await takeOrder(order({ version: 8 }))).toMatchObject({ outcome: 'stale' });
    expect(stored.get('crm/a')).toMatchObject({ version: 9 });
  });

  it('sees that the order went to another customer at the same moment', async () => {
    const { takeOrder, stored, interruptions } = intake();
    interruptions.push(() => stored.set('crm/a', order({ version: 1, customer: { id: 'other' } })));
    expect(await takeOrder(order({ version: 2 }))).toMatchObject({ outcome: 'rejected', reason: 'customer_changed' });
  });

  it('gives an order to every product that it is about, and to those that it was about', async () => {
    const { takeOrder, started } = intake(two);
    const both = order({
      items: [
        { plan: 'lab-pro', from: '2026-01-01' },
        { plan: 'other-base', from: '2026-01-01' },
      ],
    });
    await takeOrder(both);
    expect(products(started)).toEqual(['lab', 'other']);
    await takeOrder({ ...both, version: 2, items: both.items.slice(0, 1) });
    expect(products(started.slice(2))).toEqual(['lab', 'other']);
  });

  it('knows by an earlier version what a cancellation is about', async () => {
    const { takeOrder, started } = intake(two);
    const { product: _, ...ordered } = order();
    await takeOrder(ordered);
    expect(await takeOrder({ ...ordered, version: 2, status: 'cancelled', items: [] })).toMatchObject({
      outcome: 'started',
    });
    expect(started.map(({ input }) => input['product'])).toEqual(['lab', 'lab']);
  });

  it('cancels what it no longer knows the plan of', async () => {
    const { takeOrder } = intake();
    const gone = order({ version: 2, status: 'cancelled', items: [{ plan: 'gone', from: '2026-01-01' }] });
    expect(await takeOrder(gone)).toMatchObject({ outcome: 'started' });
  });
});

describe('takeIn rejects', () => {
  const { product: _, ...productless } = order({ status: 'cancelled' });

  it.each([
    ['words', 'json_invalid', '{ not json'],
    ['nothing', 'json_invalid', ''],
    ['JSON that is no event', 'unmapped', '[1, 2]'],
    ['an order that is none', 'unmapped', JSON.stringify({ licet: 'order', order: { source: 'crm' } })],
    ['an event that no mapping matches', 'unmapped', busEvent({}, 'Weather')],
    [
      'an order of an unknown plan',
      'plan_unknown',
      orderMessage(order({ items: [{ plan: 'gold', from: '2026-01-01' }] })),
    ],
    [
      'an order of an unknown plan version',
      'plan_unknown',
      orderMessage(order({ items: [{ plan: 'lab-pro@9', from: '2026-01-01' }] })),
    ],
    ['a cancellation of nothing in particular', 'product_unknown', orderMessage(productless)],
  ])('%s as %s', async (_, reason, message) => {
    const { take, stored, started } = intake(two);
    expect(await take(message)).toMatchObject({ outcome: 'rejected', reason, detail: expect.stringMatching(/\w/) });
    expect([stored.size, started]).toEqual([0, []]);
  });

  it('everything while no catalog is published', async () => {
    const deps = intake(undefined);
    const nothing = takeIn(
      { ...dependenciesWithout(), currentCatalog: () => Promise.resolve(undefined) },
      orderMessage(order()),
      'message-1',
    );
    expect(await nothing).toMatchObject({ outcome: 'rejected', reason: 'catalog_missing' });
    expect(deps.started).toEqual([]);
  });

  it('an order that belongs to another customer', async () => {
    const { takeOrder } = intake();
    await takeOrder(order());
    expect(await takeOrder(order({ version: 2, customer: { id: 'other' } }))).toMatchObject({
      outcome: 'rejected',
      reason: 'customer_changed',
      detail: expect.stringContaining('"acme"'),
    });
  });
});

const mapped = (expression: string): Catalog =>
  catalogSchema.parse({
    ...catalog,
    mappings: { crm: { match: "event['detail-type'] == 'Order'", order: expression } },
  });
const complete =
  "{ 'source': 'crm', 'order': payload.id, 'version': payload.version, 'at': instant(payload.at), 'status': 'active', 'customer': { 'id': payload.customer }, 'items': json(payload.lines) }";
const detail = {
  id: 'o-1',
  version: 3,
  at: 1_772_000_000_000,
  customer: 'acme',
  lines: '[{"plan":"lab-pro","from":"2026-01-01"}]',
};

describe('takeIn by a mapping', () => {
  it.each([
    ['in a payload', { payload: detail }],
    ['bare, with an ISO date', { ...detail, at: '2026-02-25T06:13:20Z' }],
  ])('takes in an event, %s', async (_, of) => {
    const { take, stored } = intake({ program, catalog: mapped(complete) });
    expect(await take(busEvent(of))).toMatchObject({ outcome: 'started' });
    expect(stored.get('crm/o-1')).toMatchObject({
      version: 3,
      at: '2026-02-25T06:13:20.000Z',
      items: [{ plan: 'lab-pro', quantity: 1 }],
    });
  });

  it.each([
    ['lacks what the mapping reads', 'mapping_failed', { ...detail, version: undefined }],
    ['has lines that are not JSON', 'mapping_failed', { ...detail, lines: '[' }],
    ['has a time that is none', 'mapping_failed', { ...detail, at: 'yesterday' }],
    ['is made an order that is none', 'order_invalid', { ...detail, version: -1, customer: '' }],
  ])('rejects an event that %s as %s, and says where', async (_, reason, of) => {
    const { take } = intake({ program, catalog: mapped(complete) });
    expect(await take(busEvent(of))).toMatchObject({
      outcome: 'rejected',
      reason,
      detail: expect.stringContaining('"crm"'),
    });
  });
});

it('takes no order under the name of Licet itself from a mapping', async () => {
  const { take, stored } = intake({ program, catalog: mapped(complete.replace("'crm'", "'licet'")) });
  const taken = await take(busEvent(detail));
  expect(taken).toMatchObject({
    outcome: 'rejected',
    reason: 'order_invalid',
    detail: expect.stringContaining('licet'),
  });
  expect(stored.size).toBe(0);
});

describe('what Licet says on the bus itself', () => {
  const own = (detail: unknown) => JSON.stringify({ source: 'licet', 'detail-type': 'license.transferred.v1', detail });
  const begins = order({ source: 'licet', order: 'lic_1-2', customer: { id: 'other' } });

  it('of a transfer is the order that the new customer begins with', async () => {
    const { take, stored } = intake();
    expect(await take(own({ order: begins }))).toEqual({ outcome: 'started', order: begins });
    expect(stored.get('licet/lic_1-2')).toEqual(begins);
  });

  it('is taken in again, where it is said again, and stored once', async () => {
    const { take, stored } = intake();
    for (const message of ['message-1', 'message-2']) await take(own({ order: begins }), message);
    expect([...stored.keys()]).toEqual(['licet/lic_1-2']);
  });

  it('is rejected without an order', async () => {
    expect(await intake().take(own({}))).toMatchObject({ outcome: 'rejected', reason: 'order_invalid' });
  });
});

describe('an order of a customer of another home', () => {
  const german = (over: Partial<Order> = {}) =>
    order({ ...over, customer: { id: 'acme', name: 'Acme GmbH', country: 'DE', ...over.customer } });

  it('is turned away, and nothing of it but which one it was is left', async () => {
    const { takeOrder, stored, started } = intake(lawful);
    expect(await takeOrder(german())).toEqual({
      outcome: 'turned_away',
      source: 'crm',
      id: 'a',
      because: expect.objectContaining({ code: 'customer_foreign', home: 'eu-central-1' }),
    });
    expect([stored.size, started]).toEqual([0, []]);
  });

  it('is turned away before anybody looks at what it orders', async () => {
    const { takeOrder } = intake(lawful);
    const unsold = german({ items: [{ plan: 'unheard-of', quantity: 1, from: '2026-01-01' }] });
    expect(await takeOrder(unsold)).toMatchObject({ outcome: 'turned_away' });
  });

  it('is taken in where its home is', async () => {
    expect(await intake(lawful, 'eu-central-1').takeOrder(german())).toMatchObject({ outcome: 'started' });
  });

  it('is taken in where the customer is known, since a home moves by nothing but a migration', async () => {
    const { takeOrder } = intake(lawful);
    await takeOrder(order({ customer: { id: 'acme', country: 'US' } }));
    expect(await takeOrder(german({ order: '2' }))).toMatchObject({ outcome: 'started' });
  });

  it('is taken in where nobody says where the customer is: issuing asks a person', async () => {
    const { takeOrder } = intake(lawful, 'eu-central-1');
    expect(await takeOrder(order({ customer: { id: 'acme' } }))).toMatchObject({ outcome: 'started' });
  });

  it('is taken in anywhere while the catalog has no regulations', async () => {
    expect(await intake().takeOrder(german())).toMatchObject({ outcome: 'started' });
  });
});

describe('an answer to a gate', () => {
  const said = (detail: unknown) => JSON.stringify({ source: 'stripe', 'detail-type': 'Licet Gate Answer', detail });

  it('is taken as one, whoever says it', async () => {
    const { take, answers } = intake();
    expect(await take(said({ gate: 'gate_1', answer: 'yes' }))).toEqual({ outcome: 'answered', gate: 'gate_1' });
    expect(answers).toEqual([{ gate: 'gate_1', answer: 'yes' }]);
  });
});

/** Dependencies of which nothing may be asked. */
function dependenciesWithout(): Omit<IntakeDependencies, 'currentCatalog'> {
  const never = () => Promise.reject(new Error('nothing is to be read, stored or started'));
  return {
    orders: { pointer: never, find: never },
    takeAnswer: never,
    turnAway: never,
    startIssue: never,
    store: never,
  };
}
