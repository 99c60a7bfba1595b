import type { CheckRequest, CheckResponse } from '@licet/contracts';
import { describe, expect, it } from 'vitest';
import { publishTogether } from './support/catalog.ts';
import { admin, answerIn, clientOf } from './support/client.ts';
import { aLicensedCustomer, anOrder, apply, unique } from './support/customers.ts';
import { someFacts, storeCustomer, storeFacts } from './support/store.ts';
import { eventually } from './support/waiting.ts';

/** How old the data of an answer may be. */
const FRESH_MS = 5_000;

type Answer = CheckResponse & { readonly instance: string };

/** Sends a check, and notes which instance of the function answered. */
async function ask(body: CheckRequest): Promise<Answer> {
  const reply = await admin.raw('POST /v1/check', { body });
  return { ...answerIn('POST /v1/check', reply), instance: reply.headers.get('x-licet-instance') ?? '' };
}

/** Asks several times at once, and again until two instances have answered: one alone could not differ from itself. */
function askAtOnce(body: CheckRequest): Promise<Answer[]> {
  const answers: Answer[] = [];
  return eventually(async () => {
    answers.push(...(await Promise.all([1, 2, 3, 4].map(() => ask(body)))));
    expect(instancesOf(answers).size).toBeGreaterThanOrEqual(2);
    return answers;
  });
}

function instancesOf(answers: readonly Answer[]): Set<string> {
  return new Set(answers.map(({ instance }) => instance));
}

/** Tells of an answer the part that changes. */
type Told = (answer: Answer) => unknown;

/**
 * Asks without a pause while something changes, until two instances that have told the old tell the new. Returns all answers.
 * Of each instance they must change only where five seconds have passed since it last read (that shows one read in five
 * seconds), and where five seconds have passed since the change, they must be new.
 */
async function expectConvergence(body: CheckRequest, told: Told, change: () => Promise<unknown>): Promise<Answer[]> {
  const answers = await askAtOnce(body);
  const [old, ...others] = new Set(answers.map(told));
  expect(others).toEqual([]);
  const isNew = (answer: Answer) => told(answer) !== old;
  const [changedAt] = await Promise.all([
    change().then(() => Date.now()),
    eventually(async () => {
      answers.push(...(await askAtOnce(body)));
      const [news, olds] = [answers.filter(isNew), answers.filter((answer) => !isNew(answer))];
      expect(instancesOf(news).intersection(instancesOf(olds)).size).toBeGreaterThanOrEqual(2);
    }),
  ]);
  const inOrder = answers.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const byInstance = [...Map.groupBy(inOrder, ({ instance }) => instance).values()];
  expect(byInstance.flatMap((own) => early(own, told))).toEqual([]);
  expect(inOrder.filter((answer) => !isNew(answer) && Date.parse(answer.at) - changedAt >= FRESH_MS)).toEqual([]);
  return inOrder;
}

/** The answers of one instance that changed before five seconds had passed since it last read. */
function early(answers: readonly Answer[], told: Told): Answer[] {
  let [last] = answers;
  return answers.filter((answer) => {
    if (last !== undefined && Date.parse(answer.at) - Date.parse(last.at) < FRESH_MS)
      return told(answer) !== told(last);
    last = answer;
    return false;
  });
}

// At once: each waits for five seconds to pass.
describe.concurrent('freshness', () => {
  it('reads a customer once in 5 s and instance, and shows a change after 5 s at the latest', async () => {
    const facts = await storeFacts(someFacts());
    const body = { customer: facts.customer, product: 'atlas', features: ['sso'] };
    const answers = await expectConvergence(
      body,
      ({ revision }) => revision,
      () => storeFacts({ ...facts, revision: 2 }),
    );
    expect(new Set(answers.map(({ revision }) => revision))).toEqual(new Set([1, 2]));
  });

  it('brings two instances together after a license has changed', async () => {
    const order = anOrder();
    await apply(order);
    const body = { customer: order.customer.id, product: 'atlas', features: ['sso'] };
    const answers = await expectConvergence(
      body,
      ({ decisions }) => decisions['sso']?.allowed,
      () => apply({ ...order, version: 2, items: [{ plan: 'business', from: '2026-01-01' }] }),
    );
    expect(answers.map(({ decisions }) => decisions['sso']?.allowed)).toContain(true);
  });

  it('brings two instances together after a publish', async () => {
    const { customer } = await storeFacts(someFacts());
    const body = { customer, product: 'atlas', features: ['telepathy'] };
    const telepathy =
      'catalog: 1\nfeatures: { telepathy: { product: atlas, type: boolean, description: Queries by thought } }\n';
    const told: Told = ({ catalogVersion }) => catalogVersion;
    try {
      const answers = await expectConvergence(body, told, () => publishTogether({ 'test/telepathy.yaml': telepathy }));
      expect(new Set(answers.map(({ decisions }) => decisions['telepathy']?.reason))).toEqual(
        new Set(['feature_unknown', 'not_granted']),
      );
    } finally {
      await publishTogether({});
    }
  });

  it('reads anew where a revision is asked for that the cache has not seen', async () => {
    const facts = await storeFacts(someFacts());
    const body = { customer: facts.customer, product: 'atlas', features: ['sso'] };
    await askAtOnce(body);
    await storeFacts({ ...facts, revision: 7 });
    const answers = await askAtOnce({ ...body, minRevision: 7 });
    expect(new Set(answers.map(({ revision }) => revision))).toEqual(new Set([7]));
  });

  it('says where a revision has not been reached, and how far the license is', async () => {
    const { customer } = await storeFacts(someFacts({ revision: 3 }));
    const body = { customer, product: 'atlas', features: ['sso'], minRevision: 4 };
    const problem = await admin.refused('POST /v1/check', { body }, 'revision_not_reached');
    expect(problem).toMatchObject({ status: 409, revision: 3 });
  });

  it('shows what a workflow has just done to who asks for the revision that it was told', async () => {
    const { customer, license } = await aLicensedCustomer();
    const body = { customer, product: 'atlas', features: ['queries'], minRevision: license.revision };
    expect(await ask(body)).toMatchObject({ revision: license.revision, license: license.id });
  });
});

describe('whom a check is about', () => {
  it('takes customer and product from a key that is bound to them', async () => {
    const { customer, license } = await storeFacts(someFacts());
    const { key } = await admin.call('POST /v1/api-keys', {
      body: { name: 'bound', scopes: ['check'], customer, product: 'atlas' },
    });
    const answer = await clientOf(key).call('POST /v1/check', { body: { features: ['bulk-api'] } });
    expect(answer).toMatchObject({ customer, license, decisions: { 'bulk-api': { allowed: true } } });
  });

  it('needs to be told the customer where the key is bound to none', async () => {
    const problem = await admin.refused('POST /v1/check', { body: { features: ['sso'] } }, 'request_invalid');
    expect(problem.detail).toContain('body.customer');
  });

  it('needs to be told the product where the catalog has several', async () => {
    const { customer } = await storeFacts(someFacts());
    const problem = await admin.refused(
      'POST /v1/check',
      { body: { customer, features: ['sso'] } },
      'product_ambiguous',
    );
    expect(problem.detail).toMatch(/atlas.*lab|lab.*atlas/);
  });

  it('knows no customer that no order has brought', async () => {
    const body = { customer: unique('nobody'), product: 'atlas', features: ['sso'] };
    expect(await admin.refused('POST /v1/check', { body }, 'customer_unknown')).toMatchObject({ status: 404 });
  });

  it('denies a customer without a license, and does not call it unknown', async () => {
    const customer = await storeCustomer();
    const answer = await ask({ customer, product: 'atlas', features: ['sso', 'queries'] });
    expect(answer).toMatchObject({ license: null, revision: 0 });
    expect(Object.values(answer.decisions).map(({ reason }) => reason)).toEqual(['license_missing', 'license_missing']);
  });

  it('denies a license of another product', async () => {
    const { customer } = await storeFacts(someFacts());
    await storeCustomer(customer);
    const answer = await ask({ customer, product: 'lab', features: ['lab-cloud'] });
    expect(answer.decisions).toMatchObject({ 'lab-cloud': { allowed: false, reason: 'license_missing' } });
  });
});

describe('what a check answers', () => {
  it('denies a feature that the catalog does not have, beside those that it has', async () => {
    const { customer } = await storeFacts(someFacts());
    const answer = await ask({ customer, product: 'atlas', features: ['bulk-api', 'bulk-ape', 'lab-cloud'] });
    expect(answer.decisions).toEqual({
      'bulk-api': { allowed: true, reason: 'granted', value: true, source: { kind: 'plan', id: 'team@1' } },
      'bulk-ape': { allowed: false, reason: 'feature_unknown', value: null, source: null },
      'lab-cloud': { allowed: false, reason: 'feature_unknown', value: null, source: null },
    });
  });

  it('answers a feature once, however often it is named, and as many features as it may be asked for', async () => {
    const { customer } = await storeFacts(someFacts());
    const names = Array.from({ length: 199 }, (_, index) => `feature-${index}`);
    const answer = await ask({ customer, product: 'atlas', features: ['sso', ...names.slice(1), 'sso'] });
    expect(Object.keys(answer.decisions).toSorted()).toEqual(['sso', ...names.slice(1)].toSorted());
  });

  it('says null where a limit or an allowance is unlimited', async () => {
    const items = [{ plan: 'enterprise@1', quantity: 1, from: 0, to: null }];
    const { customer } = await storeFacts(someFacts({ items }));
    const { decisions } = await ask({
      customer,
      product: 'atlas',
      features: ['dashboards', 'exports'],
      existing: { dashboards: 9 },
    });
    expect(decisions['dashboards']).toMatchObject({
      allowed: true,
      value: null,
      limit: null,
      used: 9,
      remaining: null,
    });
    expect(decisions['exports']).toMatchObject({ allowed: true, value: null, limit: null, used: 0, remaining: null });
  });

  it('counts what exists against a limit, up to it and not beyond', async () => {
    const { customer } = await storeFacts(someFacts());
    const asked = (existing: number) =>
      ask({ customer, product: 'atlas', features: ['dashboards'], existing: { dashboards: existing } });
    expect((await asked(49)).decisions).toMatchObject({
      dashboards: { allowed: true, limit: 50, used: 49, remaining: 1 },
    });
    expect((await asked(50)).decisions).toMatchObject({
      dashboards: { allowed: false, reason: 'limit_reached', limit: 50, used: 50, remaining: 0 },
    });
  });

  it('may be kept for a minute, and no longer than time alone leaves it true', async () => {
    const { customer } = await storeFacts(someFacts());
    const lasting = await ask({ customer, product: 'atlas', features: ['sso'] });
    expect(Date.parse(lasting.staleAfter) - Date.parse(lasting.at)).toBe(60_000);
    const to = Date.now() + 30_000;
    const ending = await storeFacts(someFacts({ items: [{ plan: 'team@1', quantity: 1, from: 0, to }] }));
    const answer = await ask({ customer: ending.customer, product: 'atlas', features: ['bulk-api'] });
    expect(answer.staleAfter).toBe(new Date(to).toISOString());
  });

  it('decides for the person, the place and the device that it is told of', async () => {
    const { customer } = await storeFacts(
      someFacts({ items: [{ plan: 'business@1', quantity: 1, from: 0, to: null }] }),
    );
    const asked = async (wish: Partial<CheckRequest>) => {
      const features = ['sharing', 'downloads', 'ai-assistant'];
      const { decisions } = await ask({ customer, product: 'atlas', features, ...wish });
      return features.filter((feature) => decisions[feature]?.allowed);
    };
    const place = { country: 'DE', device: { id: 'd1', managed: true } };
    expect(await asked({ user: { id: 'u1', roles: ['analyst'] }, context: place })).toEqual([
      'sharing',
      'downloads',
      'ai-assistant',
    ]);
    expect(await asked({ user: { id: 'u2', roles: ['viewer'] }, context: place })).toEqual([
      'downloads',
      'ai-assistant',
    ]);
    expect(await asked({ user: { id: 'u3', roles: ['analyst'], employment: 'contractor' }, context: place })).toEqual([
      'ai-assistant',
    ]);
    expect(await asked({ user: { id: 'u1', roles: ['analyst'] }, context: { device: { managed: false } } })).toEqual([
      'sharing',
    ]);
  });
});
