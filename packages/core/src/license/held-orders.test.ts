import { describe, expect, it } from 'vitest';
import { life } from '../../../../test/support/life.ts';
import { regulatedProgram } from '../../../../test/support/life-catalog.ts';

const program = regulatedProgram();
const SMALL = { items: [{ plan: 'small', from: '2026-01-01' }] };
const PACK = { order: 'b', items: [{ plan: 'pack', from: '2026-01-01' }] };
const DONETSK = { country: 'UA', subdivision: 'UA-14' };
const ILLINOIS = { country: 'US', subdivision: 'US-IL', kind: 'consumer' };

/** A base plan and an add-on, ordered one after the other, and both held up. */
function heldUp(customer: object = DONETSK) {
  const acme = life({ program });
  acme.buys({ ...SMALL, customer });
  acme.buys({ ...PACK, customer });
  const gateOf = (order: string) =>
    acme.license().gates.findLast(({ command }) => command.type === 'accept' && command.order === order);
  const gates = () => ['crm/a', 'crm/b'].map((order) => gateOf(order)?.closed?.outcome ?? 'open');
  const held = () => Object.entries(acme.license().held).map(([order, { refused }]) => [order, refused]);
  return { ...acme, gateOf, gates, held };
}

describe('two orders that are held up', () => {
  it('are asked about one by one, and the first not again when the second comes', () => {
    const acme = life({ program });
    acme.buys({ ...SMALL, customer: DONETSK });
    const [asked] = acme.open();
    acme.buys({ ...PACK, customer: DONETSK });
    expect(acme.open()).toHaveLength(2);
    expect(acme.open()[0]).toEqual(asked);
    expect(asked).not.toHaveProperty('forms');
  });

  it('are let in one by one', () => {
    const acme = heldUp();
    acme.does({ type: 'accept', order: 'crm/a' });
    expect([acme.held(), acme.gates()]).toEqual([[['crm/b', false]], ['superseded', 'open']]);
    expect(acme.terms()).toEqual(['2026-01-01…2027-01-01 1×small@1']);
    acme.answers(acme.gateOf('crm/b')?.id);
    acme.advance();
    expect([acme.held(), acme.terms()]).toEqual([
      [],
      ['2026-01-01…2027-01-01 1×small@1', '2026-01-01…2027-01-01 1×pack@1'],
    ]);
  });

  it('are refused one by one', () => {
    const acme = heldUp();
    acme.answers(acme.gateOf('crm/b')?.id, false);
    expect([acme.held(), acme.gates()]).toEqual([
      [
        ['crm/a', false],
        ['crm/b', true],
      ],
      ['open', 'declined'],
    ]);
    expect(acme.tries({ type: 'accept', order: 'crm/b' })).toMatchObject({
      code: 'nothing_held',
      message: 'the order crm/b was refused; it is looked at again when it comes in another version',
    });
  });

  it('are asked about anew where one comes in another version', () => {
    const acme = heldUp();
    acme.answers(acme.gateOf('crm/b')?.id, false);
    acme.skip('2026-01-02');
    acme.buys({ ...PACK, customer: DONETSK });
    expect([acme.held().at(-1), acme.gates()]).toEqual([
      ['crm/b', false],
      ['open', 'open'],
    ]);
    acme.buys({ ...SMALL, items: [{ plan: 'rich', from: '2026-01-01' }], customer: DONETSK });
    expect(acme.license().gates.map(({ closed }) => closed?.outcome)).toEqual([
      'superseded',
      'declined',
      undefined,
      undefined,
    ]);
  });

  it('and wait for consents are let in by them, but for one that was refused', () => {
    const acme = heldUp(ILLINOIS);
    acme.answers(acme.gateOf('crm/b')?.id, false);
    for (const form of ['express', 'acknowledgement'] as const)
      acme.does({ type: 'record-consent', form, text: '1', channel: 'web' });
    expect([acme.held(), acme.state()]).toEqual([[['crm/b', true]], 'active']);
  });
});

describe('an order that is held up', () => {
  it('is denied by name where the law has changed its mind', () => {
    const acme = heldUp();
    acme.knows({ jurisdiction: { ...acme.license().jurisdiction, subdivision: 'UA-43' } });
    expect(acme.tries({ type: 'accept', order: 'crm/a' })).toMatchObject({
      code: 'regulation_denied',
      message: expect.stringMatching(/^regulations forbid the order crm\/a: /),
    });
  });

  it('is denied for what is in it, and not for what is in another', () => {
    const acme = heldUp();
    expect(acme.tries({ type: 'accept', order: 'crm/c' })).toMatchObject({
      code: 'nothing_held',
      message: 'no order "crm/c" is held up',
    });
  });

  it('names all forms of consent that are missing', () => {
    const acme = heldUp(ILLINOIS);
    expect(acme.tries({ type: 'accept', order: 'crm/a' })).toMatchObject({
      code: 'consent_missing',
      message: 'consent is missing: acknowledgement, express; record it, or answer with it',
    });
  });

  it('is not let in by a consent that could not be recorded', () => {
    const acme = heldUp(ILLINOIS);
    const ahead = {
      type: 'record-consent',
      form: 'express',
      text: '1',
      channel: 'web',
      at: '2027-01-01T00:00:00Z',
    } as const;
    expect(acme.refuses(ahead)).toBe('date_outside');
    expect(acme.held()).toHaveLength(2);
  });

  it('is looked at by its own command alone: what comes beside it stays out', () => {
    const acme = life({ program });
    acme.buys({ ...SMALL, customer: { country: 'IE' } });
    acme.orders.push({ ...acme.orders[0]!, order: 'b', items: [{ plan: 'pack', from: '2026-01-01', quantity: 1 }] });
    acme.does({ type: 'suspend' });
    expect(acme.terms()).toEqual(['2026-01-01…2027-01-01 1×small@1']);
    acme.takesIn('b');
    expect(acme.terms()).toHaveLength(2);
  });
});
