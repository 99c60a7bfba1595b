import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { loadedProgram } from '../../../../test/support/catalogs.ts';
import { type Life, life } from '../../../../test/support/life.ts';
import { regulatedProgram } from '../../../../test/support/life-catalog.ts';
import { LAWFUL_PACKS } from '../../../../test/support/regulations.ts';
import { licenseSchema } from './schema.ts';

const program = regulatedProgram();
const regulated = () => life({ program });
const SMALL = [{ plan: 'small', from: '2026-01-01' }];
const CONSENT = { form: 'express', text: 'terms-7', channel: 'checkout' } as const;
const ACKNOWLEDGED = { ...CONSENT, form: 'acknowledgement' } as const;

/** What a customer of such a kind at such a place gets for an order of a base plan. */
function ordered(customer: object, more: object = {}): Life & { readonly proposal: ReturnType<Life['buys']> } {
  const acme = regulated();
  const proposal = acme.buys({ items: SMALL, customer, ...more });
  return { ...acme, proposal };
}
const openKinds = (acme: Life) => acme.open().map(({ kind }) => kind);
const waiting = (acme: Life) => acme.license().waiting.map(({ reason }) => reason);
const held = (acme: Life) => acme.license().held['crm/a'];

describe('an order under regulations', () => {
  it.each([
    ['an Irish business', { country: 'IE' }],
    ['a Californian business', { country: 'US', subdivision: 'US-CA', kind: 'business' }],
    ['a Ukrainian in Lviv', { country: 'UA', subdivision: 'UA-46' }],
    ['an American of whom no state is known', { country: 'US', kind: 'consumer' }],
  ])('of %s counts at once', (_, customer) => {
    const acme = ordered(customer);
    expect([acme.state(), acme.license().held, acme.license().gates]).toEqual(['active', {}, []]);
  });

  // Nobody has said that the features are no strong encryption, so they may be.
  it('of a Cuban is refused, with the rows that forbid it', () => {
    expect(ordered({ country: 'CU' }).proposal).toEqual({
      outcome: 'refused',
      code: 'regulation_denied',
      message: 'regulations forbid the order crm/a: us-embargo, us-enc-deny',
      rows: ['us-embargo', 'us-enc-deny'],
    });
  });

  it.each([
    [
      'from Donetsk, where it depends on the place',
      { country: 'UA', subdivision: 'UA-14' },
      ['eu-ua-ngca', 'us-dnr-lnr'],
    ],
    ['from somewhere in Ukraine', { country: 'UA' }, ['eu-ua-ngca', 'us-crimea', 'us-dnr-lnr']],
  ])('%s waits for a review, and grants nothing', (_, customer, rows) => {
    const acme = ordered(customer);
    expect([acme.state(), acme.license().items, waiting(acme)]).toEqual(['pending', [], ['regulation_review']]);
    expect(held(acme)).toEqual({ version: 1, why: 'review', rows, forms: [], refused: false });
    expect(acme.open()).toMatchObject([
      { kind: 'review', command: { type: 'accept', order: 'crm/a' }, rows, deadline: Date.parse('2026-01-31') },
    ]);
    expect(acme.types()).toEqual(['license.issued']);
    expect(acme.grants('on')).toBe('license_pending');
  });

  it('of somebody of whom no place is known waits for a review, since it may be any', () => {
    expect(openKinds(ordered({}))).toEqual(['review']);
  });

  it.each([
    ['US-CA', ['ca-2863'], ['express']],
    ['US-IL', ['il-consent'], ['acknowledgement', 'express']],
  ])('of a consumer in %s waits for the consent that is missing', (subdivision, rows, forms) => {
    const acme = ordered({ country: 'US', subdivision, kind: 'consumer' });
    expect(held(acme)).toEqual({ version: 1, why: 'consent', rows, forms, refused: false });
    expect(acme.open()).toMatchObject([{ kind: 'consent', rows, forms }]);
    expect([acme.state(), waiting(acme)]).toEqual(['pending', ['consent_missing']]);
  });

  it('that began before a row was in force needs none', () => {
    const acme = regulated();
    acme.buys({
      items: [{ plan: 'small', from: '2025-06-30', to: '2026-06-30' }],
      customer: { country: 'US', subdivision: 'US-CA', kind: 'consumer' },
    });
    expect(acme.state()).toBe('active');
  });

  it('that brings its consent counts at once, and the license keeps the proof', () => {
    const acme = ordered(
      { country: 'US', subdivision: 'US-CA', kind: 'consumer' },
      { consents: [{ ...CONSENT, at: '2026-01-01T11:58:00Z' }] },
    );
    expect([acme.state(), acme.license().gates]).toEqual(['active', []]);
    expect(acme.license().consents).toMatchObject([
      { ...CONSENT, at: Date.parse('2026-01-01T11:58:00Z'), withdrawn: null, keepUntil: null },
    ]);
  });

  it('is reviewed no more with evidence that softens the row, which may come with the order', () => {
    const donetsk = { country: 'UA', subdivision: 'UA-14' };
    expect(held(ordered(donetsk))).toMatchObject({ why: 'review' });
    expect(ordered({ ...donetsk, evidence: { postal_evidence: '2025-12-31' } }).state()).toBe('active');
  });

  it('is refused where no home is permitted for its data', () => {
    const acme = regulated();
    const home = (place: string) => ({ id: 'home', place });
    const issue = (place: string) => acme.wouldBuy({ items: SMALL, customer: { country: 'IE' } }, [home(place)]);
    expect(issue('SG')).toMatchObject({ outcome: 'refused', code: 'home_not_permitted', rows: ['eu-home'] });
    expect(issue('IE')).toMatchObject({ outcome: 'changed' });
  });
});

describe('an order of which some features are denied', () => {
  const files = {
    'shop.yaml': `
catalog: 1
products: { lab: { name: Lab } }
features:
  plain: { product: lab, type: boolean, exportClass: EAR99 }
  strong: { product: lab, type: boolean, exportClass: 5D002, enc: b2 }
plans:
  strong@1: { product: lab, kind: base, tier: 10, term: P1Y, renewal: { policy: auto }, grants: { strong: true } }
  both@1: { product: lab, kind: base, tier: 20, term: P1Y, renewal: { policy: auto }, grants: { plain: true, strong: true } }
`,
    ...LAWFUL_PACKS,
  };
  const buys = (plan: string) => {
    const acme = life({ program: loadedProgram(files) });
    return acme.buys({ items: [{ plan, from: '2026-01-01' }], customer: { country: 'SY' } });
  };

  it('is issued, and the check bars those by itself', () => {
    expect(buys('both')).toMatchObject({ outcome: 'changed', next: { state: 'active' } });
  });

  it('renews as it was issued, and is not moved to a plan that has those alone', () => {
    const acme = life({ program: loadedProgram(files) });
    acme.buys({ items: [{ plan: 'both', from: '2026-01-01' }], customer: { country: 'SY' } });
    acme.until('2027-01-02');
    expect([acme.state(), acme.terms().length]).toEqual(['active', 2]);
    expect(acme.tries({ type: 'migrate', plan: 'strong' })).toMatchObject({
      code: 'regulation_denied',
      rows: ['us-enc-deny', 'us-sy-ear'],
    });
  });

  it('is refused where there are no others', () => {
    expect(buys('strong')).toMatchObject({ outcome: 'refused', rows: ['us-enc-deny', 'us-sy-ear'] });
  });
});

describe('an order that waits for a review', () => {
  const donetsk = () => ordered({ country: 'UA', subdivision: 'UA-14' });

  it('counts from its own dates on, once a person says yes', () => {
    const acme = donetsk();
    acme.until('2026-01-05');
    acme.answers(acme.open()[0]?.id);
    acme.advance();
    expect(acme.types()).toEqual(['license.issued', 'gate.answered', 'license.activated']);
    expect([acme.state(), acme.terms()]).toEqual(['active', ['2026-01-01…2027-01-01 1×small@1']]);
    expect([acme.license().held, acme.license().waiting, acme.open()]).toEqual([{}, [], []]);
  });

  it('stays out after a no, until it comes in another version', () => {
    const acme = donetsk();
    acme.answers(acme.open()[0]?.id, false);
    expect([held(acme)?.refused, acme.state(), waiting(acme)]).toEqual([true, 'pending', ['regulation_review']]);
    expect(acme.takesIn('a')).toMatchObject({ outcome: 'unchanged' });
    expect(acme.refuses({ type: 'accept', order: 'crm/a' })).toBe('nothing_held');
    acme.buys({ items: SMALL });
    expect([held(acme)?.refused, openKinds(acme)]).toEqual([false, ['review']]);
  });

  it('stays out where nobody answers in time', () => {
    const acme = donetsk();
    acme.until('2026-02-01');
    expect([held(acme)?.refused, acme.state(), acme.types()]).toEqual([
      true,
      'pending',
      ['license.issued', 'gate.closed'],
    ]);
  });

  it('is asked about anew when it comes in another version', () => {
    const acme = donetsk();
    const [first] = acme.open();
    acme.buys({ items: [{ plan: 'small', from: '2026-01-01', quantity: 2 }] });
    expect(acme.open()).toHaveLength(1);
    expect(acme.open()[0]?.id).not.toBe(first?.id);
    expect(acme.answers(first?.id)).toMatchObject({ outcome: 'refused', code: 'gate_settled' });
  });

  it('counts as soon as another order says where the customer really is', () => {
    const acme = ordered({ country: 'UA' });
    acme.skip('2026-01-02');
    acme.buys({
      order: 'b',
      items: [{ plan: 'pack', from: '2026-01-02' }],
      customer: { country: 'UA', subdivision: 'UA-46' },
    });
    expect([acme.state(), acme.license().held, acme.open()]).toEqual(['active', {}, []]);
    expect(acme.license().items).toHaveLength(2);
  });

  it('counts as soon as there is evidence', () => {
    const acme = ordered({ country: 'UA', subdivision: 'UA-14' });
    acme.does({ type: 'record-evidence', attribute: 'postal_evidence', since: '2026-01-01' });
    expect([acme.state(), acme.license().held, acme.open()]).toEqual(['active', {}, []]);
  });

  it('is gone when it is cancelled, and so is the question', () => {
    const acme = donetsk();
    acme.buys({ status: 'cancelled', items: [] });
    expect([acme.state(), acme.license().held, acme.license().waiting, acme.open()]).toEqual(['cancelled', {}, [], []]);
  });

  it('replaces nothing', () => {
    const acme = ordered({ country: 'IE' });
    acme.skip('2026-01-02');
    acme.buys({ order: 'b', replaces: 'a', items: SMALL, customer: { country: 'UA', subdivision: 'UA-14' } });
    expect([acme.terms(), waiting(acme)]).toEqual([['2026-01-01…2027-01-01 1×small@1'], ['regulation_review']]);
  });

  it('is not accepted where it is denied by now', () => {
    const acme = donetsk();
    const [gate] = acme.open();
    acme.orders.push({
      ...acme.orders[0]!,
      order: 'z',
      at: '2026-01-03T00:00:00Z',
      customer: { id: 'acme', country: 'UA', subdivision: 'UA-43' },
    });
    acme.until('2026-01-04');
    acme.answers(gate?.id);
    acme.advance();
    expect([acme.state(), held(acme)?.refused, acme.types().at(-1)]).toEqual(['pending', true, 'gate.closed']);
    expect(acme.events.at(-1)?.cause).toMatchObject({ kind: 'time', due: { what: 'gate-passed', of: gate?.id } });
  });
});

describe('an order that waits for a consent', () => {
  const illinois = () => ordered({ country: 'US', subdivision: 'US-IL', kind: 'consumer' });

  it('needs it with the yes, and counts then', () => {
    const acme = illinois();
    const [gate] = acme.open();
    expect(acme.answers(gate?.id, true, [CONSENT])).toMatchObject({
      outcome: 'refused',
      code: 'consent_missing',
      message: 'consent is missing: acknowledgement; record it, or answer with it',
    });
    acme.answers(gate?.id, true, [CONSENT, ACKNOWLEDGED]);
    acme.advance();
    expect(acme.state()).toBe('active');
    expect(acme.license().consents.toSorted((a, b) => (a.form < b.form ? -1 : 1))).toMatchObject([
      { ...ACKNOWLEDGED, at: acme.now() },
      { ...CONSENT, at: acme.now() },
    ]);
  });

  it('counts as soon as it is recorded otherwise', () => {
    const acme = illinois();
    acme.does({ type: 'record-consent', ...CONSENT });
    expect(acme.state()).toBe('pending');
    acme.does({ type: 'record-consent', ...ACKNOWLEDGED, at: '2026-01-01T10:00:00Z' });
    expect([acme.state(), acme.open(), acme.types().at(-1)]).toEqual(['active', [], 'license.activated']);
  });

  it('is not accepted without it', () => {
    expect(illinois().refuses({ type: 'accept', order: 'crm/a' })).toBe('consent_missing');
  });
});

describe('what counts already', () => {
  it('is never taken away by screening, nor is more of it screened', () => {
    const acme = ordered({ country: 'IE' });
    acme.skip('2026-01-02');
    acme.buys({ items: [{ plan: 'small', from: '2026-01-01', quantity: 3 }], customer: { country: 'CU' } });
    expect(acme.terms()).toEqual(['2026-01-01…2027-01-01 3×small@1']);
    expect(acme.buys({ order: 'b', items: SMALL })).toMatchObject({ outcome: 'refused', code: 'regulation_denied' });
    acme.until('2026-12-31');
    acme.does({ type: 'suspend' });
    expect(acme.license().orders).toEqual({ 'crm/a': 2 });
    expect(acme.license().waiting).toEqual([]);
  });
});

describe('orders in whichever sequence', () => {
  const CALIFORNIA = { country: 'US', subdivision: 'US-CA', kind: 'consumer' };
  const all = [
    { order: 'a', at: '2026-01-01T01:00:00Z', items: SMALL, customer: CALIFORNIA },
    { order: 'b', at: '2026-01-01T02:00:00Z', items: [{ plan: 'pack', from: '2026-01-01' }], customer: CALIFORNIA },
    {
      order: 'c',
      at: '2026-01-01T03:00:00Z',
      items: [{ plan: 'told', from: '2027-01-01' }],
      customer: CALIFORNIA,
      consents: [{ ...CONSENT, at: '2026-01-01T00:00:00Z' }],
    },
  ];

  test.prop([fc.shuffledSubarray(all, { minLength: 3 }), fc.boolean()], { numRuns: 20 })(
    'end in the same license',
    (sequence, consented) => {
      const acme = regulated();
      for (const { consents, ...written } of sequence) acme.buys({ ...written, ...(consented && { consents }) });
      const { items, held: up, waiting: out, orders, state, consents } = acme.license();
      const straight = regulated();
      for (const { consents: given, ...written } of all)
        straight.buys({ ...written, ...(consented && { consents: given }) });
      const other = straight.license();
      expect({ items, up, out, orders, state, consents }).toEqual({
        items: other.items,
        up: other.held,
        out: other.waiting,
        orders: other.orders,
        state: other.state,
        consents: other.consents,
      });
      expect(Object.keys(up)).toHaveLength(consented ? 0 : 3);
      expect(licenseSchema.parse(JSON.parse(JSON.stringify(acme.license())))).toEqual(acme.license());
    },
  );
});
