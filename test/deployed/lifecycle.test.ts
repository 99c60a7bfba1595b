/** The life of a license by the API: each command once, what is only tried, what is refused, and what waits for an answer. */
import type { LifecycleCommand } from '@licet/core/license';
import { describe, expect, it } from 'vitest';
import { PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { cloud, eventBridge } from './support/aws.ts';
import { admin } from './support/client.ts';
import { aLicensedCustomer, daysAgo, type License, unique } from './support/customers.ts';
import { aKey } from './support/keys.ts';
import { letterWith, lettersWith } from './support/letters.ts';
import { expectSoundLog, licenseOf, logOf } from './support/licenses.ts';
import { eventually } from './support/waiting.ts';

type Wish = Omit<Parameters<typeof admin.call<'POST /v1/licenses/{id}/commands'>>[1]['body'], 'command'>;

const give = ({ id }: Pick<License, 'id'>, command: LifecycleCommand, wish: Wish = {}) =>
  admin.call('POST /v1/licenses/{id}/commands', { path: { id }, body: { command, ...wish } });
const refused = ({ id }: License, command: LifecycleCommand, wish: Wish = {}) =>
  admin.refused('POST /v1/licenses/{id}/commands', { path: { id }, body: { command, ...wish } }, 'command_refused');
const inDays = (days: number) => daysAgo(-days);
const trial = [{ plan: 'team', from: daysAgo(3), trial: true }];
const check = async (customer: string, feature: string) => {
  const body = { customer, product: 'atlas', features: [feature] };
  return (await admin.call('POST /v1/check', { body })).decisions[feature];
};

describe('each command', () => {
  it('activate: a term that lies ahead begins now', async () => {
    const { license } = await aLicensedCustomer({ items: [{ plan: 'team', from: inDays(30) }] });
    expect(await give(license, { type: 'activate' })).toMatchObject({
      event: { type: 'license.activated.v1' },
      license: { state: 'active' },
    });
  });

  it('amend, migrate, override and clear-override: other terms, and the check follows', async () => {
    const { customer, license } = await aLicensedCustomer();
    await give(license, { type: 'amend', quantity: 3 });
    expect(await give(license, { type: 'migrate', plan: 'business' })).toMatchObject({
      event: { type: 'license.migrated.v1' },
      terms: expect.arrayContaining([expect.objectContaining({ feature: 'sso', kind: 'granted' })]),
    });
    const promise = { type: 'override', id: 'promise', feature: 'scim', operation: 'set', value: true } as const;
    const { license: promised } = await give(license, promise);
    const body = { customer, product: 'atlas', features: ['scim', 'dashboards'], minRevision: promised.revision };
    const { decisions } = await admin.call('POST /v1/check', { body });
    expect(decisions).toMatchObject({
      scim: { allowed: true, source: { kind: 'override', id: 'promise' } },
      dashboards: { limit: 1500 },
    });
    expect(await give(license, { type: 'clear-override', id: 'promise' })).toMatchObject({
      license: { overrides: [] },
    });
    await expectSoundLog(await licenseOf(customer));
  });

  it('suspend, reinstate, revoke and reinstate: stopped, and going on', async () => {
    const { customer, license } = await aLicensedCustomer();
    const types = [];
    for (const type of ['suspend', 'reinstate', 'revoke', 'reinstate'] as const)
      types.push((await give(license, { type })).event?.type);
    expect(types).toEqual([
      'license.suspended.v1',
      'license.reinstated.v1',
      'license.revoked.v1',
      'license.reinstated.v1',
    ]);
    await expectSoundLog(await licenseOf(customer));
  });

  it('extend-trial and convert: a trial goes on, and becomes a paid term', async () => {
    const { license } = await aLicensedCustomer({ items: trial });
    expect(license.state).toBe('trial');
    const extended = await give(license, { type: 'extend-trial', to: inDays(40) });
    expect(extended.license.items.at(-1)).toMatchObject({ trial: true, to: Date.parse(`${inDays(40)}T00:00:00Z`) });
    expect(await give(license, { type: 'convert' })).toMatchObject({
      event: { type: 'license.converted.v1' },
      license: { state: 'active' },
    });
  });

  it('renew and cancel: a term more, and an end', async () => {
    const { customer, license } = await aLicensedCustomer();
    expect(await give(license, { type: 'renew' })).toMatchObject({ event: { type: 'license.renewed.v1' } });
    expect(await give(license, { type: 'cancel', at: inDays(10) })).toMatchObject({ license: { state: 'active' } });
    await give(license, { type: 'reinstate' });
    expect(await give(license, { type: 'cancel' })).toMatchObject({
      event: { type: 'license.cancelled.v1' },
      license: { state: 'cancelled' },
    });
    await eventually(async () =>
      expect(await check(customer, 'sharing')).toMatchObject({ reason: 'license_cancelled' }),
    );
  });
});

describe('a transfer', () => {
  it.each([
    { expiry: 'keep', term: 'go on to their ends', days: 0 },
    { expiry: 'reset', term: 'begin anew', days: 100 },
  ] as const)('hands over what is held, whose terms $term', async ({ expiry, days }) => {
    const items = [{ plan: 'team', quantity: 2, from: daysAgo(100) }];
    const { customer, license } = await aLicensedCustomer({ items });
    const to = unique('heir');
    const { event, license: left } = await give(license, { type: 'transfer', to, expiry });
    expect([event?.type, left.state]).toEqual(['license.transferred.v1', 'cancelled']);

    const received = await eventually(() => licenseOf(to));
    const [held] = license.items;
    expect(received).toMatchObject({
      state: 'active',
      items: [{ plan: held?.plan, quantity: 2, order: `licet/${license.id}-${left.revision}` }],
    });
    const later = (Number(received.items[0]?.to) - Number(held?.to)) / 86_400_000;
    expect(later).toBe(days);
    await expectSoundLog(received);
    await expectSoundLog(await licenseOf(customer));
  });

  it('is no order that anybody else can write', async () => {
    const { customer } = await aLicensedCustomer();
    const order = { source: 'licet', order: '1', version: 1, at: new Date().toISOString(), customer: { id: customer } };
    const body = { ...order, items: [{ plan: 'team', from: daysAgo(1) }] };
    const { detail } = await admin.refused('POST /v1/orders', { body }, 'request_invalid');
    expect(detail).toContain('body.source');
  });

  it('is refused to a key of one customer, whose license it is', async () => {
    const { customer, license } = await aLicensedCustomer();
    const { client } = await aKey({ scopes: ['manage'], customer });
    const body = { command: { type: 'transfer', to: unique('heir'), expiry: 'keep' } } as const;
    const path = { id: license.id };
    await client.refused('POST /v1/licenses/{id}/commands', { path, body }, 'customer_forbidden');
    expect(await licenseOf(customer)).toEqual(license);
  });
});

describe('a command', () => {
  it('that is only tried commits nothing, and says what it would do', async () => {
    const { customer, license } = await aLicensedCustomer();
    const tried = await give(license, { type: 'suspend' }, { dryRun: true });
    expect(tried).toMatchObject({ outcome: 'changed', event: { type: 'license.suspended.v1', revision: 2 } });
    expect(tried.terms).toContainEqual(expect.objectContaining({ feature: 'sharing', kind: 'withdrawn' }));
    expect(await licenseOf(customer)).toEqual(license);
    expect(await logOf(license.id)).toHaveLength(1);
  });

  it('that the state does not allow is refused, with the commands that it does', async () => {
    const { license } = await aLicensedCustomer();
    await give(license, { type: 'suspend' });
    const problem = await refused(license, { type: 'renew' });
    expect(problem).toMatchObject({ status: 409, refusal: 'command_illegal' });
    expect(problem['legal']).toEqual(expect.arrayContaining(['reinstate', 'revoke', 'cancel']));
    expect(problem['legal']).not.toContain('renew');
  });

  it('whose plan or line there is none of is refused, and says which there are', async () => {
    const { license } = await aLicensedCustomer();
    expect(await refused(license, { type: 'migrate', plan: 'no-such-plan' })).toMatchObject({
      refusal: 'plan_unknown',
    });
    const { detail } = await refused(license, { type: 'renew', line: 'crm/0:team' });
    expect(detail).toContain(license.items[0]?.line);
  });

  it('that expects another revision is a conflict, and a repeat with the same key is none', async () => {
    const { license } = await aLicensedCustomer();
    const wish = { idempotencyKey: unique('key'), expectedRevision: 1 };
    const first = await give(license, { type: 'amend', quantity: 2 }, wish);
    const again = await give(license, { type: 'amend', quantity: 2 }, wish);
    expect(again).toEqual({ outcome: 'unchanged', license: first.license, terms: [] });
    const path = { id: license.id };
    const body = { command: { type: 'suspend' as const }, expectedRevision: 1 };
    const problem = await admin.refused('POST /v1/licenses/{id}/commands', { path, body }, 'revision_conflict');
    expect(problem).toMatchObject({ revision: 2 });
  });

  it('is in the log with the person, the key that vouches for it, and the note', async () => {
    const { license } = await aLicensedCustomer();
    const { client, id } = await aKey({ scopes: ['manage'] });
    const body = { command: { type: 'suspend' as const }, by: 'ada', note: 'unpaid' };
    await client.call('POST /v1/licenses/{id}/commands', { path: { id: license.id }, body });
    expect((await logOf(license.id)).at(-1)).toMatchObject({
      actor: { kind: 'person', id: 'ada', via: id },
      cause: { kind: 'command', command: { type: 'suspend' }, note: 'unpaid' },
    });
  });

  it('of five at once waits for none of them, and each is carried out once', async () => {
    const { customer, license } = await aLicensedCustomer();
    const promises = Array.from({ length: 5 }, (_, index) => `promise-${index}`);
    const made = await Promise.all(
      promises.map((id) =>
        give(
          license,
          { type: 'override', id, feature: 'dashboards', operation: 'add', value: 1 },
          { idempotencyKey: id },
        ),
      ),
    );
    expect(new Set(made.map(({ event }) => event?.revision)).size).toBe(5);
    const after = await licenseOf(customer);
    expect(after.overrides.map(({ id }) => id).toSorted()).toEqual(promises.toSorted());
    await expectSoundLog(after);
  });
});

describe('a gate', () => {
  const APPROVAL = { kind: 'approval', deadline: inDays(7) } as const;

  async function asked() {
    const { customer, license } = await aLicensedCustomer();
    const { gate } = await give(license, { type: 'amend', quantity: 4 }, { gate: APPROVAL });
    if (gate === undefined) throw new Error('no gate was opened');
    const answer = (word: 'yes' | 'no', note = 'PO 1') =>
      admin.call('POST /v1/gates/{id}/answer', { path: { id: gate.id }, body: { answer: word, by: 'ada', note } });
    return { customer, license, gate, answer };
  }

  async function listed(): Promise<string[]> {
    const ids: string[] = [];
    let cursor: string | undefined;
    do {
      const query = { limit: 7, ...(cursor !== undefined && { cursor }) };
      const page: Awaited<ReturnType<typeof admin.call<'GET /v1/gates'>>> = await admin.call('GET /v1/gates', {
        query,
      });
      ids.push(...page.items.map(({ id }) => id));
      cursor = page.cursor;
    } while (cursor !== undefined);
    return ids;
  }

  it('is listed while it waits, and shows what its command would do', async () => {
    const { customer, license, gate, answer } = await asked();
    await eventually(async () => expect(await listed()).toContain(gate.id));
    expect(await admin.call('GET /v1/gates/{id}', { path: { id: gate.id } })).toMatchObject({
      license: license.id,
      customer,
      product: 'atlas',
      deadline: `${inDays(7)}T00:00:00.000Z`,
      proposal: {
        outcome: 'changed',
        event: { terms: expect.arrayContaining([expect.objectContaining({ feature: 'editors', after: 40 })]) },
      },
    });
    await answer('no');
    await eventually(async () => expect(await listed()).not.toContain(gate.id));
    const closed = await admin.call('GET /v1/gates/{id}', { path: { id: gate.id } });
    expect(closed).toMatchObject({ answered: { answer: 'no' }, closed: { outcome: 'declined' } });
    expect(closed).not.toHaveProperty('proposal');
  });

  it('carries its command out with the answer, once, however often it is given', async () => {
    const { customer, answer } = await asked();
    expect(await answer('yes')).toMatchObject({ outcome: 'changed', gate: { closed: { outcome: 'passed' } } });
    const after = await licenseOf(customer);
    expect(after.items.at(-1)).toMatchObject({ quantity: 4 });
    expect(await answer('yes')).toMatchObject({ outcome: 'unchanged', license: after });
    await expectSoundLog(after);
  });

  it('takes no other answer after the first', async () => {
    const { gate, answer } = await asked();
    await answer('no');
    const given = { path: { id: gate.id }, body: { answer: 'yes' as const } };
    const { detail } = await admin.refused('POST /v1/gates/{id}/answer', given, 'gate_settled');
    expect(detail).toContain('no by ada');
  });

  it('takes many answers at once, and the same one counts for all', async () => {
    const { customer, answer } = await asked();
    const answers = await Promise.all(Array.from({ length: 4 }, () => answer('yes')));
    expect(answers.filter(({ outcome }) => outcome === 'changed')).toHaveLength(1);
    const after = await licenseOf(customer);
    expect(after.items.filter(({ quantity }) => quantity === 4)).toHaveLength(1);
    await expectSoundLog(after);
  });

  it('that is a notice takes none', async () => {
    const { license } = await aLicensedCustomer();
    const wish = { gate: { kind: 'notice', deadline: inDays(7) } } as const;
    const { gate } = await give(license, { type: 'suspend' }, wish);
    const given = { path: { id: gate?.id ?? '' }, body: { answer: 'yes' as const } };
    const { status } = await admin.refused('POST /v1/gates/{id}/answer', given, 'gate_unanswerable');
    expect(status).toBe(409);
  });

  it('that there is none of is a 404', async () => {
    const path = { id: `gate_${'0'.repeat(32)}` };
    const { status } = await admin.refused('GET /v1/gates/{id}', { path }, 'gate_unknown');
    expect(status).toBe(404);
  });

  const announce = (detail: object, source = 'payments') =>
    eventBridge.send(
      new PutEventsCommand({
        Entries: [
          {
            EventBusName: cloud.busName,
            Source: source,
            DetailType: 'Licet Gate Answer',
            Detail: JSON.stringify(detail),
          },
        ],
      }),
    );

  it('is answered by an event of the bus too, and twice as well as once', async () => {
    const { customer, license, gate } = await asked();
    const paid = { gate: gate.id, answer: 'yes', note: unique('invoice'), amount: 12 };
    await announce(paid);
    await announce(paid);
    await eventually(async () => expect((await licenseOf(customer)).items.at(-1)).toMatchObject({ quantity: 4 }));
    expect((await logOf(license.id)).at(-1)).toMatchObject({ actor: { kind: 'system', id: 'payments' } });
    expect(await lettersWith(paid.note)).toEqual([]);
  });

  it('leaves a dead letter of an answer that cannot be taken, with the reason', async () => {
    const note = unique('lost');
    await announce({ gate: `gate_${'0'.repeat(32)}`, answer: 'yes', note });
    expect(await letterWith(note)).toMatchObject({ reason: 'gate_unknown' });
  });
});

describe('a moment', () => {
  it('is decided as it was, and says what led to it; what was decided since is no part of it', async () => {
    const { license } = await aLicensedCustomer();
    const why = (at: number) =>
      admin.call('GET /v1/licenses/{id}/why', {
        path: { id: license.id },
        query: { feature: 'dashboards', at: new Date(at).toISOString() },
      });
    await give(license, { type: 'amend', quantity: 3 });
    const { at } = await licenseOf(license.customer);
    const [before, after] = [await why(at - 1), await why(at)];
    expect(before).toMatchObject({ revision: 1, decision: { limit: 50 } });
    expect(after).toMatchObject({ revision: 2, decision: { limit: 150 } });
    expect(after.events.map(({ cause }) => cause.kind)).toEqual(['command', 'order']);
    expect(before.events.map(({ type }) => type)).toEqual(['license.issued.v1']);
  });

  it('before there was a license has none', async () => {
    const { license } = await aLicensedCustomer();
    const query = { feature: 'dashboards', at: '2020-01-01T00:00:00Z' };
    expect(await admin.call('GET /v1/licenses/{id}/why', { path: { id: license.id }, query })).toMatchObject({
      revision: 0,
      decision: { allowed: false, reason: 'license_missing' },
      events: [],
    });
  });

  it('that was corrected since is told as it was known then, and as it is known now', async () => {
    const { license } = await aLicensedCustomer();
    const { at } = await licenseOf(license.customer);
    await give(license, { type: 'amend', quantity: 2, from: daysAgo(5) });
    const query = { feature: 'dashboards', at: new Date(at).toISOString() };
    const told = await admin.call('GET /v1/licenses/{id}/why', { path: { id: license.id }, query });
    expect([told.decision.limit, told.knownNow?.decision.limit]).toEqual([50, 100]);
  });
});

it('a log is put on the bus again as often as it is asked for', async () => {
  const { license } = await aLicensedCustomer();
  await give(license, { type: 'amend', quantity: 3 });
  const again = (after: number) =>
    admin.call('POST /v1/licenses/{id}/republish', { path: { id: license.id }, body: { after } });
  expect(await again(0)).toEqual({ republished: 2, revision: 2, done: true });
  expect(await again(2)).toEqual({ republished: 0, revision: 2, done: true });
});
