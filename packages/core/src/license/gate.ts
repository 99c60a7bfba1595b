import type { ConsentForm } from '../regulation/situation.ts';
import { addPeriod } from '../time/civil.ts';
import { civilDate, startOfDay } from '../time/zone.ts';
import type { Actor, GateKind, LifecycleCommand } from './command.ts';

/** How a gate ended: everyone who was asked said yes and the change was carried out, somebody said no, nobody said anything, or another change took its place. */
export type GateOutcome = 'passed' | 'declined' | 'lapsed' | 'superseded';

/** A pending proposal: a command that waits for an answer. Several gates of one command have to pass all. */
export interface Gate {
  readonly id: string;
  readonly kind: GateKind;
  readonly command: LifecycleCommand;
  readonly opened: number;
  /** When it lapses, or, if it is a notice, passes. */
  readonly deadline: number;
  /** What the command would change, as a hash: where it is another when the gate passes, the question is asked anew. */
  readonly change: string;
  /** The regulations that ask, where it is they that do. */
  readonly rows?: readonly string[];
  /** The forms of consent that a yes has to come with, unless they are given already. */
  readonly forms?: readonly ConsentForm[];
  readonly answer?: { readonly yes: boolean; readonly by: Actor; readonly at: number; readonly note?: string };
  readonly closed?: { readonly at: number; readonly outcome: GateOutcome };
}

/** Closed gates that a license remembers, so that a late or a second answer is told what became of its gate. */
const REMEMBERED = 20;

/** Whoever is asked has so long to answer, also where the question came late. */
const TIME_TO_ANSWER = 'P7D';

/** The deadline of a question that is asked now. */
export function answerBy({ zone }: { readonly zone: string }, now: number): number {
  return startOfDay(addPeriod(civilDate(now, zone), TIME_TO_ANSWER), zone);
}

/** Whether a gate still keeps its command waiting. */
export function isOpen(gate: Gate): boolean {
  return gate.closed === undefined;
}

/** Gates with those closed that belong to one change; of those that were closed before, the oldest are forgotten. */
export function closeGates(
  gates: readonly Gate[],
  which: (gate: Gate) => boolean,
  outcome: GateOutcome,
  at: number,
): readonly Gate[] {
  const all = gates.map((gate) => (isOpen(gate) && which(gate) ? { ...gate, closed: { at, outcome } } : gate));
  const closed = all.filter((gate) => !isOpen(gate)).length;
  // Never one that closes now: an event has to tell of its end.
  const before = gates.filter((gate) => !isOpen(gate));
  const forgotten = new Set(before.slice(0, Math.max(0, closed - REMEMBERED)));
  return all.filter((gate) => !forgotten.has(gate));
}

/** The open gates of one change: those that wait for the same command. */
export function gatesOf(gates: readonly Gate[], change: string): readonly Gate[] {
  return gates.filter((gate) => isOpen(gate) && gate.change === change);
}
