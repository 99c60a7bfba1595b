import type { LifecycleCommand } from '@licet/core/license';
import { describe, expect, it } from 'vitest';
import { keptLicense } from '../../test/support/kept-license.ts';
import { NOW } from '../../test/support/lab.ts';
import { day, order } from '../../test/support/orders.ts';
import { commitCommand } from '../licenses/commit-command.ts';
import { answerGate } from './answer-gate.ts';
import { takeAnswer } from './take-answer.ts';

const ADA = { kind: 'person', id: 'ada', via: 'key-1' } as const;
const DEADLINE = day(7);
const AFTER = Date.parse(`${DEADLINE}T00:00:00Z`);

/** A license with some gates of one command each, all of which wait. */
async function asked(...commands: readonly LifecycleCommand[]) {
  const kept = keptLicense(order());
  let now = NOW;
  const give = (change: LifecycleCommand, gate?: { kind: 'approval' | 'payment' | 'notice'; deadline: string }) =>
    commitCommand(
      kept.deps,
      { type: 'change', customer: 'acme', product: 'lab', change, actor: ADA, ...(gate && { gate }) },
      () => now,
    );
  for (const command of commands) await give(command, { kind: 'approval', deadline: DEADLINE });
  const idOf = (index: number) => kept.license().gates[index]?.id ?? '';
  const answer = (id: string, word: 'yes' | 'no') => {
    const stored = kept.gates.get(id);
    if (stored === undefined) throw new Error(`there is no gate ${id}`);
    return answerGate(kept.deps, stored, { answer: word, actor: ADA, note: 'PO 1' }, () => now);
  };
  return {
    ...kept,
    give,
    idOf,
    answer,
    inTime: (at: number) => {
      now = at;
    },
  };
}

const MORE = { type: 'amend', quantity: 3 } as const;

describe('an answer', () => {
  it('that is the last yes carries the change out at once, in the name of whoever gave it', async () => {
    const { answer, idOf, license, events } = await asked(MORE);
    const answered = await answer(idOf(0), 'yes');
    expect(answered).toMatchObject({
      outcome: 'changed',
      gate: { answered: { answer: 'yes', by: ADA, note: 'PO 1' }, closed: { outcome: 'passed' } },
      license: { items: [{ quantity: 1 }, { quantity: 3 }] },
    });
    expect(events.slice(-2)).toMatchObject([
      { type: 'gate.answered.v1', actor: ADA },
      { type: 'license.changed.v1', actor: ADA, cause: { kind: 'gate', gate: idOf(0) } },
    ]);
    expect(answered).toMatchObject({ license: license() });
  });

  it('of no ends the change', async () => {
    const { answer, idOf, license } = await asked(MORE);
    expect(await answer(idOf(0), 'no')).toMatchObject({
      outcome: 'changed',
      gate: { closed: { outcome: 'declined' } },
    });
    expect(license()).toMatchObject({ items: [{ quantity: 1 }] });
  });

  it('that is given again changes nothing', async () => {
    const { answer, idOf, license } = await asked(MORE);
    await answer(idOf(0), 'yes');
    const before = license();
    expect(await answer(idOf(0), 'yes')).toMatchObject({ outcome: 'unchanged', license: before });
    expect(license()).toBe(before);
  });

  it('that is given again carries out what the first call did not come to', async () => {
    const { answer, deps, idOf, license } = await asked(MORE);
    const given = {
      type: 'answer-gate',
      customer: 'acme',
      product: 'lab',
      gate: idOf(0),
      yes: true,
      actor: ADA,
    } as const;
    await commitCommand(deps, given, () => NOW);
    expect(license()).toMatchObject({ items: [{ quantity: 1 }] });
    expect(await answer(idOf(0), 'yes')).toMatchObject({ license: { items: [{ quantity: 1 }, { quantity: 3 }] } });
  });

  it('that is another one than the first is refused: the first stands', async () => {
    const { answer, idOf } = await asked(MORE);
    await answer(idOf(0), 'no');
    expect(await answer(idOf(0), 'yes')).toMatchObject({ outcome: 'refused', code: 'gate_settled' });
  });

  it('that comes too late is refused', async () => {
    const { answer, idOf, inTime } = await asked(MORE);
    inTime(AFTER);
    expect(await answer(idOf(0), 'yes')).toMatchObject({ outcome: 'refused', code: 'gate_lapsed' });
  });
});

describe('a gate that its license has forgotten', () => {
  /** More gates than a license remembers, all of which end with it, unless the first was answered for all of them before. */
  async function forgotten(word?: 'no') {
    const vendor = await asked(...Array.from({ length: 21 }, (_, index) => ({ ...MORE, quantity: index + 2 })));
    const id = vendor.idOf(0);
    if (word !== undefined) await vendor.answer(id, word);
    await vendor.give({ type: 'cancel' });
    await vendor.give({ type: 'revoke' });
    expect(vendor.license().gates.map((gate) => gate.id)).not.toContain(id);
    return { ...vendor, id };
  }

  it('still says how it ended', async () => {
    const { gates, id } = await forgotten();
    expect(gates.get(id)).toMatchObject({ gate: { closed: { outcome: 'superseded' } } });
  });

  it('takes the same answer again, and refuses another', async () => {
    const { answer, id } = await forgotten('no');
    expect(await answer(id, 'no')).toMatchObject({ outcome: 'unchanged', gate: { answered: { answer: 'no' } } });
    expect(await answer(id, 'yes')).toMatchObject({ outcome: 'refused', code: 'gate_settled' });
  });
});

describe('an answer that comes by the bus', () => {
  const event = (detail: unknown) => ({ source: 'stripe', detail });

  it('is taken in, in the name of its source, and once', async () => {
    const { deps, idOf, license } = await asked(MORE);
    const paid = event({ gate: idOf(0), answer: 'yes', note: 'invoice 7', invoice: { id: 7 } });
    const take = () => takeAnswer(deps, paid, () => NOW);
    expect(await take()).toEqual({ outcome: 'answered', gate: idOf(0) });
    expect(license().gates).toMatchObject([{ answer: { by: { kind: 'system', id: 'stripe' }, note: 'invoice 7' } }]);
    expect(await take()).toEqual({ outcome: 'repeated', gate: idOf(0) });
  });

  it('names the person that its source vouches for', async () => {
    const { deps, idOf, license } = await asked(MORE);
    await takeAnswer(deps, event({ gate: idOf(0), answer: 'no', by: 'ada' }), () => NOW);
    expect(license().gates).toMatchObject([{ answer: { by: { kind: 'person', id: 'ada', via: 'stripe' } } }]);
  });

  it.each([
    ['no answer', { gate: `gate_${'0'.repeat(32)}` }, 'answer_invalid'],
    ['nothing', undefined, 'answer_invalid'],
    ['a gate that there is none of', { gate: `gate_${'0'.repeat(32)}`, answer: 'yes' }, 'gate_unknown'],
  ])('is rejected with %s in it', async (_, detail, reason) => {
    const { deps } = await asked();
    expect(await takeAnswer(deps, event(detail), () => NOW)).toMatchObject({ outcome: 'rejected', reason });
  });

  it('is rejected where it comes too late', async () => {
    const { deps, idOf } = await asked(MORE);
    const late = event({ gate: idOf(0), answer: 'yes' });
    expect(await takeAnswer(deps, late, () => AFTER)).toMatchObject({ outcome: 'rejected', reason: 'gate_lapsed' });
  });
});
