/** What is written down when somebody asks for a change, and when somebody answers. */
import { describe, expect, it } from 'vitest';
import { life } from '../../../../test/support/life.ts';
import type { GateKind } from './command.ts';

const year = (plan = 'small') => {
  const acme = life();
  acme.buys({ items: [{ plan, from: '2026-01-01' }] });
  acme.until('2026-03-01');
  return acme;
};
const gate = (kind: Exclude<GateKind, 'notice'>, deadline = '2026-06-01') => ({ gate: { kind, deadline } });
const ADA = { kind: 'person', id: 'ada' } as const;
const yes = (acme: ReturnType<typeof year>, more: { note?: string } = {}) =>
  acme.answers(acme.open()[0]?.id, true, [], more);

describe('a note', () => {
  it.each([
    ['is kept with an answer, and is in its event and in that of what was answered', { note: 'as agreed with Zoe' }],
    ['is nowhere where nobody wrote one', {}],
  ])('%s', (_, kept) => {
    const acme = year();
    acme.does({ type: 'migrate', plan: 'told' }, gate('approval'));
    const id = acme.open()[0]?.id;
    yes(acme, kept);
    expect(acme.license().gates[0]?.answer).toEqual({ yes: true, by: ADA, at: Date.parse('2026-03-01'), ...kept });
    acme.advance();
    const cause = { kind: 'gate', gate: id, command: { type: 'migrate', plan: 'told' }, ...kept };
    expect(acme.events.slice(-2)).toMatchObject([
      { type: 'gate.answered.v1', actor: ADA },
      { type: 'license.migrated.v1', actor: ADA },
    ]);
    expect(acme.events.slice(-2).map((event) => event.cause)).toEqual([cause, cause]);
  });

  it('of a command is in its event', () => {
    const acme = year();
    const cause = (note?: string) =>
      acme.does({ type: note === undefined ? 'reinstate' : 'suspend' }, { ...(note !== undefined && { note }) })
        .events[0].cause;
    expect(cause('unpaid')).toEqual({ kind: 'command', command: { type: 'suspend' }, note: 'unpaid' });
    expect(cause()).toEqual({ kind: 'command', command: { type: 'reinstate' } });
  });

  it('of a command that waits is in the event of its gate', () => {
    const acme = year();
    const { events } = acme.does({ type: 'suspend' }, { ...gate('approval'), note: 'unpaid' });
    expect(events[0]).toMatchObject({ type: 'gate.opened.v1', cause: { kind: 'command', note: 'unpaid' } });
  });
});

describe('a change of which several gates are asked', () => {
  const both = () => {
    const acme = year();
    acme.does({ type: 'suspend' }, gate('approval'));
    acme.does({ type: 'suspend' }, gate('payment'));
    return acme;
  };
  const answered = (acme: ReturnType<typeof both>, at: string, kind: GateKind, by: string) => {
    acme.until(at);
    const one = acme.open().find((open) => open.kind === kind);
    return acme.answers(one?.id, true, [], { actor: { kind: 'person', id: by }, note: `by ${by}` });
  };

  it('is asked each of them once', () => {
    const acme = both();
    expect(acme.open().map(({ kind }) => kind)).toEqual(['approval', 'payment']);
    for (const kind of ['approval', 'payment'] as const)
      expect(acme.tries({ type: 'suspend' }, gate(kind, '2026-07-01')).outcome).toBe('unchanged');
  });

  it('is carried out in the name of whoever answered last', () => {
    const acme = both();
    answered(acme, '2026-03-02', 'payment', 'zoe');
    answered(acme, '2026-03-03', 'approval', 'max');
    acme.advance();
    expect(acme.events.at(-1)).toMatchObject({
      type: 'license.suspended.v1',
      actor: { id: 'max' },
      cause: { note: 'by max' },
    });
  });

  it('ends with all of its gates where one is declined, and no others', () => {
    const acme = both();
    acme.does({ type: 'migrate', plan: 'told' }, gate('approval'));
    acme.answers(acme.open()[1]?.id, false);
    expect(acme.license().gates.map(({ closed }) => closed?.outcome)).toEqual(['declined', 'declined', undefined]);
  });
});

describe('a deadline', () => {
  it('has passed from its first moment on', () => {
    const acme = year();
    const at = (deadline: string) => acme.tries({ type: 'suspend' }, gate('approval', deadline));
    expect(at('2026-03-01')).toMatchObject({
      code: 'date_outside',
      message: "2026-03-01 has passed; a gate's deadline lies ahead",
    });
    expect(at('2026-03-02')).toMatchObject({ outcome: 'changed' });
  });

  it('is a last moment before which an answer counts', () => {
    const late = (moment: string) => {
      const acme = year();
      acme.does({ type: 'suspend' }, gate('approval', '2026-03-10'));
      acme.skip(moment);
      return yes(acme);
    };
    expect(late('2026-03-09T23:59:59.999Z')).toMatchObject({ outcome: 'changed' });
    expect(late('2026-03-10')).toMatchObject({ code: 'gate_lapsed' });
  });
});

describe('the key of a command', () => {
  it('is remembered for the newest 32', () => {
    const acme = year();
    const key = (n: number) => acme.tries({ type: n % 2 === 0 ? 'suspend' : 'reinstate' }, { key: `k${n}` }).outcome;
    for (let n = 0; n < 33; n += 1) expect(key(n)).toBe('changed');
    expect(Object.keys(acme.license().handled)).toHaveLength(32);
    expect([key(32), key(1)]).toEqual(['unchanged', 'unchanged']);
    expect(acme.license().handled).not.toHaveProperty('k0');
    expect(acme.tries({ type: 'reinstate' }, { key: 'k0' }).outcome).toBe('changed');
  });
});

describe('a cancellation', () => {
  it.each<[string, string | undefined, boolean]>([
    ['at once lifts a suspension', 'now', true],
    ['where nothing else is said is at once', undefined, true],
    ['that lies ahead leaves it until then', '2026-06-01', false],
    ['at the end leaves it until then', 'end', false],
  ])('%s', (_, at, lifted) => {
    const acme = year();
    acme.does({ type: 'suspend' });
    acme.does({ type: 'cancel', ...(at !== undefined && { at }) });
    expect(acme.license().hold === null).toBe(lifted);
    expect(acme.state()).toBe(lifted ? 'cancelled' : 'suspended');
  });

  it('leaves a license revoked that was', () => {
    const acme = year();
    acme.does({ type: 'cancel', at: 'end' });
    acme.does({ type: 'revoke' });
    acme.until('2027-02-01');
    expect([acme.state(), acme.license().hold?.state]).toEqual(['revoked', 'revoked']);
  });

  it('that lies ahead is taken back, but not what has happened', () => {
    const acme = year();
    acme.does({ type: 'cancel', at: '2026-03-02' });
    acme.until('2026-03-02');
    expect(acme.refuses({ type: 'reinstate' })).toBe('command_illegal');
    const other = year();
    other.does({ type: 'cancel', at: '2026-03-02' });
    other.does({ type: 'reinstate' });
    expect(other.license().cancellation).toBeNull();
  });
});
