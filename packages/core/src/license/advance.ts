import { decided } from './change.ts';
import { type Decided, isRefusal } from './decided.ts';
import { SYSTEM } from './command.ts';
import type { Cause } from './event.ts';
import { answerBy, closeGates, type Gate, gatesOf } from './gate.ts';
import { refusing } from './held.ts';
import { lastItems } from './last-items.ts';
import type { Amendment, Customer, Item, License } from './license.ts';
import { type Due, isAsked, nextDue } from './next-due.ts';
import { asNotice, noticeId, type Owed, owedNotices, withNotice } from './notice.ts';
import { offerFor } from './offer.ts';
import type { LicensedWorld, Proposal } from './world.ts';
import { changeHash, openGate } from './open-gate.ts';
import { allowed, changeType } from './propose-change.ts';
import type { Refusal } from './refusal.ts';
import { renewalEnd } from './regulated-renewal.ts';
import { declined, goesOn, isGoingOn } from './renew.ts';
import { settle, type Settlement, stateType } from './settle.ts';
import { transferOrder } from './transfer.ts';

/**
 * Time passes: does the first thing that has fallen due, and no more. What should have happened earlier happens first, so a sweeper that
 * was down for days catches up in order; where nothing is due, nothing is proposed.
 */
export function advance(world: LicensedWorld, customer: Customer, now: number): Proposal {
  const due = nextDue(world.license, world.program);
  if (due === undefined || due.at > now) return { outcome: 'unchanged', customer };
  const settlement = settlementOf(world, due, now);
  if ('outcome' in settlement) return settlement;
  return settle(world, customer, world.license.product, settlement, now);
}

function settlementOf(world: LicensedWorld, due: Due, now: number): Settlement | Refusal {
  const { license } = world;
  const cause = (): Cause => ({ kind: 'time', due });
  switch (due.what) {
    case 'time':
      return {
        decided: {},
        cause,
        type: (before, changed) => stateType(before?.state, changed.state) ?? 'license.changed.v1',
        always: true,
      };
    case 'renewal':
      return {
        decided: comesUp(world, lineOf(license, due), now),
        cause,
        type: () => 'renewal.due.v1',
        always: true,
      };
    case 'gate':
      return {
        decided: askedFor(world, lineOf(license, due), now),
        cause,
        type: () => 'gate.opened.v1',
        always: true,
      };
    case 'renew': {
      const command = goesOn(lineOf(license, due), due.at);
      // As of the moment that it was due, so that a late sweeper leaves no gap.
      const wanted = decided(license, world.program, command, due.at);
      return isRefusal(wanted) ? wanted : { decided: wanted, cause, type: changeType(command) };
    }
    case 'gate-deadline':
      return {
        decided: lapsed(license, due, now),
        cause,
        type: () => 'gate.closed.v1',
      };
    case 'gate-passed':
      return passed(world, due, now);
    case 'notice':
      return { decided: announced(license, noticeOf(world, due), now), cause, type: () => 'notice.due.v1' };
    case 'notice-deadline':
      return { decided: missed(license, noticeOf(world, due), now), cause, type: () => 'notice.missed.v1' };
  }
}

/** A renewal takes the place of one whose term has another end by now, and of what was asked about that. */
function comesUp({ license, program, windows = {} }: LicensedWorld, item: Item, now: number): Decided {
  const others = license.renewals.filter(({ line }) => line !== item.line);
  const former = license.renewals.filter(({ line }) => line === item.line);
  const offer = item.trial ? null : offerFor(license, program, item, windows, now);
  const { rule } = renewalEnd(license, program, item) ?? {};
  const isDenied = rule?.verdict === 'deny';
  const isFormer = ({ command }: Gate) => former.some((renewal) => isGoingOn(command, renewal));
  return {
    renewals: [
      ...others,
      { line: item.line, end: item.to ?? now, at: now, declined: isDenied, offer, ...(rule && { regulations: rule }) },
    ],
    gates: closeGates(license.gates, isFormer, 'superseded', now),
  };
}

/** Silence is a no. */
function lapsed(license: License, due: Due, now: number): Decided {
  const isSilent = sameChange(license, due);
  const [gate] = license.gates.filter(isSilent);
  return {
    gates: closeGates(license.gates, isSilent, 'lapsed', now),
    ...(gate !== undefined && {
      renewals: declined(license.renewals, gate.command),
      held: refusing(license, gate),
    }),
  };
}

/** The gates that a plan or a regulation asks of a renewal, opened with what they are about. */
function askedFor({ license, program }: LicensedWorld, item: Item, now: number): Decided {
  const end = renewalEnd(license, program, item);
  const renewal = license.renewals.find(({ line }) => line === item.line);
  const command = goesOn(item, item.to ?? now);
  const wanted = decided(license, program, command, now);
  const rule = end?.rule;
  if (end === undefined || renewal === undefined || isRefusal(wanted)) return {};
  const deadline = Math.max(answerBy(license, now), end.graceTo ?? item.to ?? now);
  const missing = end.gates.filter(({ kind }) => !isAsked(license, renewal, kind));
  return {
    gates: [
      ...license.gates,
      ...missing.map((question) => openGate(license, question, command, wanted, deadline, now)),
    ],
    // What regulations say of it may be more by now: a notice was missed since it came up.
    ...(rule && {
      renewals: license.renewals.map((one) => (one === renewal ? { ...one, regulations: rule } : one)),
    }),
  };
}

/**
 * All gates of a change are passed: it is carried out if it still is the change that was answered, and asked anew if it has become another.
 * It counts from the moment at which the last gate passed, however late that is seen. What time asks for needs no state that allows it.
 */
function passed(world: LicensedWorld, due: Due, now: number): Settlement {
  const { license } = world;
  const gates = license.gates.filter(sameChange(license, due));
  const [gate] = gates;
  const cause = (): Cause => ({ kind: 'time', due });
  if (gate === undefined) return { decided: {}, cause, type: () => 'gate.closed.v1', always: true };
  const { command, change } = gate;
  const close = (outcome: 'passed' | 'superseded') =>
    closeGates(license.gates, (one) => one.change === change, outcome, now);
  const isTimes = license.renewals.some((renewal) => isGoingOn(command, renewal));
  const wanted = isTimes ? decided(license, world.program, command, due.at) : allowed(world, command, due.at);
  if (isRefusal(wanted))
    return {
      decided: { gates: close('superseded'), held: refusing(license, gate) },
      cause,
      type: () => 'gate.closed.v1',
    };
  if (changeHash(license, command, wanted) !== change) {
    const anew = gates.map((one) =>
      openGate(license, one, command, wanted, Math.max(one.deadline, answerBy(license, now)), now),
    );
    return { decided: { gates: [...close('superseded'), ...anew] }, cause, type: () => 'gate.opened.v1' };
  }
  const by = gates
    .flatMap(({ answer }) => (answer === undefined ? [] : [answer]))
    .toSorted((a, b) => a.at - b.at)
    .at(-1);
  return {
    decided: { ...wanted, gates: close('passed') },
    cause: () => ({ kind: 'gate', gate: gate.id, command, ...(by?.note !== undefined && { note: by.note }) }),
    actor: by?.by ?? SYSTEM,
    ...(command.type === 'transfer' && { order: transferOrder(license, command, due.at) }),
    type: changeType(command),
  };
}

function sameChange({ gates }: License, { of }: Due): (gate: Gate) => boolean {
  const change = gates.find(({ id }) => id === of)?.change;
  const ids = new Set(change === undefined ? [] : gatesOf(gates, change).map(({ id }) => id));
  return ({ id }) => ids.has(id);
}

/** The window of a notice has opened, and it is announced: whoever sends it finds all that it needs in the event. */
function announced({ notices }: License, owed: Owed, now: number): Decided {
  return { notices: withNotice(notices, asNotice(owed, now)) };
}

/** Nobody has said that a notice was given. What the row gives the customer for that is kept; a change that it was about does not happen. */
function missed(license: License, owed: Owed, now: number): Decided {
  const { onMissed } = owed;
  const known = license.notices.find((notice) => noticeId(notice) === noticeId(owed));
  const consequence = { at: now, exit: onMissed?.exit ?? null, refundWithin: onMissed?.refundWithin ?? null };
  const isAwaiting = ({ from, notices }: Amendment) => from > now && notices?.includes(noticeId(owed)) === true;
  const notice = { ...asNotice(owed, known?.due ?? now), missed: consequence };
  return {
    notices: withNotice(license.notices, notice),
    ...(owed.kind === 'change.notice' && { amendments: license.amendments.filter((one) => !isAwaiting(one)) }),
  };
}

function noticeOf({ license, program }: LicensedWorld, { of }: Due): Owed {
  const owed = owedNotices(license, program).find((notice) => noticeId(notice) === of);
  if (owed === undefined) throw new Error(`${of} is due, but the license owes no such notice`);
  return owed;
}

function lineOf(license: License, { of }: Due): Item {
  const item = lastItems(license.items).find(({ line }) => line === of);
  if (item === undefined) throw new Error(`${of} is due, but the license has no such line`);
  return item;
}
