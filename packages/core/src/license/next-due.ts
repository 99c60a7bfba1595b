import type { LoadedProgram } from '../catalog/load.ts';
import { endOf } from '../terms/active-items.ts';
import { type Gate, isOpen } from './gate.ts';
import type { Item, License, Renewal } from './license.ts';
import { lineEnd } from './line-end.ts';
import { isGoingOn } from './renew.ts';

/** What falls due. In this order where several do at once. */
export const DUE_KINDS = ['gate-passed', 'renewal', 'gate', 'renew', 'time', 'gate-deadline'] as const;

/** What falls due for a license, and when (epoch milliseconds). */
export interface Due {
  readonly at: number;
  /**
   * gate-passed: everybody has said yes · gate-deadline: nobody answered in time · renewal: a term's end comes up · gate: somebody has to
   * be asked about a renewal · renew: a term ends and goes on by itself · time: something begins or ends
   */
  readonly what: (typeof DUE_KINDS)[number];
  /** The line or the gate that it is about. */
  readonly of?: string;
}

/**
 * The next moment at which time alone asks for something. It is stored with the license in the due index, from which a
 * sweeper starts what is due; what should have happened earlier comes first.
 */
export function nextDue(license: License, program: LoadedProgram): Due | undefined {
  if (license.state === 'revoked' && license.hold !== null) return undefined;
  return [...gateDues(license), ...lineDues(license, program), ...boundaries(license)].reduce<Due | undefined>(
    (first, due) => (first === undefined || isEarlier(due, first) ? due : first),
    undefined,
  );
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

function lineDues(license: License, program: LoadedProgram): Due[] {
  const bases = license.items.filter(({ plan }) => program.plans.get(plan)?.plan.kind === 'base');
  return lastItems(license.items).flatMap((item): Due[] => {
    const end = lineEnd(program, item, license.zone);
    if (end === undefined || item.to === null || end.policy === 'none' || isCut(license, item, bases, program))
      return [];
    const known = license.renewals.find((renewal) => renewal.line === item.line && renewal.end === item.to);
    const asks = end.policy === 'manual' || end.gates.length > 0 || end.noticeAt < item.to;
    if (known === undefined && asks) return [{ at: end.noticeAt, what: 'renewal', of: item.line }];
    if (known?.declined === true) return [];
    if (known !== undefined && end.gates.some((kind) => !isAsked(license, known, kind)))
      return [{ at: known.at, what: 'gate', of: item.line }];
    return end.policy === 'auto' && end.gates.length === 0 ? [{ at: item.to, what: 'renew', of: item.line }] : [];
  });
}

/** Whether a gate of this kind is open for a renewal. */
export function isAsked({ gates }: License, renewal: Renewal, kind: Gate['kind']): boolean {
  return gates.some((gate) => isOpen(gate) && gate.kind === kind && isGoingOn(gate.command, renewal));
}

/** The last item of each line: whose end asks for a renewal. */
export function lastItems(items: readonly Item[]): Item[] {
  return [...new Map(items.map((item) => [item.line, item])).values()];
}

/**
 * Whether a line does not go on by itself: it was cancelled, another base plan follows, it is renewed with its base plan, or there is none
 * that stands on: an add-on outlives nothing.
 */
function isCut({ cancellation, at }: License, item: Item, bases: readonly Item[], program: LoadedProgram): boolean {
  const end = item.to;
  if (end === null) return true;
  if ((cancellation?.orders[item.order] ?? Number.POSITIVE_INFINITY) <= Math.max(end, at)) return true;
  if (program.plans.get(item.plan)?.plan.kind !== 'base')
    return item.coterm === true || !bases.some(({ from, to }) => from <= end && (to === null || end < to));
  return bases.some(({ line, from }) => line !== item.line && from >= end);
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
