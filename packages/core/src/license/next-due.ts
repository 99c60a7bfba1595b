import type { LoadedProgram } from '../catalog/load.ts';
import { endOf } from '../terms/active-items.ts';
import { type Gate, isOpen } from './gate.ts';
import type { Item, License, Renewal } from './license.ts';
import { isCut, lastItems } from './last-items.ts';
import { deadlineOf, isOpenNotice, noticeId, opensAt, owedNotices, remembered } from './notice.ts';
import { isTold, renewalEnd } from './regulated-renewal.ts';
import { isGoingOn } from './renew.ts';

/** What falls due. In this order where several do at once. */
export const DUE_KINDS = [
  'notice',
  'notice-deadline',
  'gate-passed',
  'renewal',
  'gate',
  'renew',
  'time',
  'gate-deadline',
] as const;

/** What falls due for a license, and when (epoch milliseconds). */
export interface Due {
  readonly at: number;
  /**
   * notice: the window of a notice opens · notice-deadline: it has closed, and nobody has said that the notice was given · gate-passed: everybody has said yes · gate-deadline: nobody answered in time · renewal: a term's end comes up · gate: somebody has to
   * be asked about a renewal · renew: a term ends and goes on by itself · time: something begins or ends
   */
  readonly what: (typeof DUE_KINDS)[number];
  /** The line, the gate or the notice that it is about. */
  readonly of?: string;
}

/**
 * The next moment at which time alone asks for something. It is stored with the license in the due index, from which a
 * sweeper starts what is due; what should have happened earlier comes first.
 */
export function nextDue(license: License, program: LoadedProgram): Due | undefined {
  if (license.state === 'revoked' && license.hold !== null) return undefined;
  return [
    ...noticeDues(license, program),
    ...gateDues(license),
    ...lineDues(license, program),
    ...boundaries(license),
  ].reduce<Due | undefined>((first, due) => (first === undefined || isEarlier(due, first) ? due : first), undefined);
}

function isEarlier(a: Due, b: Due): boolean {
  return a.at === b.at ? DUE_KINDS.indexOf(a.what) < DUE_KINDS.indexOf(b.what) : a.at < b.at;
}

function gateDues({ gates }: License): Due[] {
  const open = gates.filter(isOpen);
  return open.flatMap((gate): Due[] => {
    const all = open.filter(({ change }) => change === gate.change);
    const passed = all.every(isPassed);
    if (passed) return [{ at: Math.max(...all.map(passedAt)), what: 'gate-passed', of: gate.id }];
    return isPassed(gate) ? [] : [{ at: gate.deadline, what: 'gate-deadline', of: gate.id }];
  });
}

/** A notice is passed by time alone: it keeps its change waiting until its deadline, and no longer. */
function isPassed({ kind, answer }: Gate): boolean {
  return kind === 'notice' || answer?.yes === true;
}

function passedAt({ kind, answer, deadline, opened }: Gate): number {
  return kind === 'notice' ? deadline : (answer?.at ?? opened);
}

function noticeDues(license: License, program: LoadedProgram): Due[] {
  return owedNotices(license, program).flatMap((owed): Due[] => {
    const notice = remembered(license, owed);
    const of = noticeId(owed);
    if (notice === undefined || (notice.due === null && isOpenNotice(notice)))
      return [{ at: opensAt(owed, license.zone), what: 'notice', of }];
    return isOpenNotice(notice) ? [{ at: deadlineOf(owed, license.zone), what: 'notice-deadline', of }] : [];
  });
}

function lineDues(license: License, program: LoadedProgram): Due[] {
  return lastItems(license.items).flatMap((item): Due[] => {
    if (item.to === null || isCut(license, item, program)) return [];
    const end = renewalEnd(license, program, item);
    if (end === undefined || end.policy === 'none') return [];
    const known = license.renewals.find((renewal) => renewal.line === item.line && renewal.end === item.to);
    if (known?.declined === true) return [];
    const asks = end.policy === 'manual' || end.gates.length > 0 || end.noticeAt < item.to;
    if ((known === undefined && asks) || end.rule?.verdict === 'deny')
      return [{ at: known?.at ?? end.noticeAt, what: 'renewal', of: item.line }];
    if (known !== undefined && end.gates.some(({ kind }) => !isAsked(license, known, kind)))
      return isTold(license, program, item) ? [{ at: known.at, what: 'gate', of: item.line }] : [];
    return end.policy === 'auto' && end.gates.length === 0 ? [{ at: item.to, what: 'renew', of: item.line }] : [];
  });
}

/** Whether a gate of this kind is open for a renewal. */
export function isAsked({ gates }: License, renewal: Renewal, kind: Gate['kind']): boolean {
  return gates.some((gate) => isOpen(gate) && gate.kind === kind && isGoingOn(gate.command, renewal));
}

/** Moments after the last event at which an item, an override or the license begins or ends. */
function boundaries(license: License): Due[] {
  const { items, overrides, cancellation, at } = license;
  const moments = [
    ...items.flatMap((item, index) => [
      isSeam(items[index - 1], item) ? undefined : item.from,
      ...(isSeam(item, items[index + 1]) ? [] : [item.to, endOf(item)]),
    ]),
    ...overrides.flatMap(({ from, to }) => [from, to]),
    cancellation?.at,
  ];
  return moments.flatMap((moment): Due[] =>
    typeof moment === 'number' && moment > at ? [{ at: moment, what: 'time' }] : [],
  );
}

/** Where a term meets the next one of its line and nothing changes. */
function isSeam(item: Item | undefined, next: Item | undefined): boolean {
  return (
    item !== undefined &&
    next !== undefined &&
    next.line === item.line &&
    next.from === item.to &&
    next.plan === item.plan &&
    next.quantity === item.quantity &&
    next.trial === item.trial
  );
}
