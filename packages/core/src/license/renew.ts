import { latestPlan, type LoadedProgram } from '../catalog/load.ts';
import { addPeriod } from '../time/civil.ts';
import { civilDate, startOfDay } from '../time/zone.ts';
import type { LifecycleCommand } from './command.ts';
import type { Amendment, Item, Renewal } from './license.ts';

/** What time asks for at the end of a line's last term. */
export function goesOn({ line, trial }: Item, end: number): LifecycleCommand {
  return trial ? { type: 'convert', line, at: 'end' } : { type: 'renew', line, end };
}

/** Whether a command is what time asks for, and not a wish for another term. */
export function isGoingOn(command: LifecycleCommand, { line, end }: Renewal): boolean {
  if (command.type === 'convert') return command.line === line && command.at === 'end';
  if (command.type !== 'renew' || command.line !== line || command.end !== end) return false;
  return Object.keys(command).every((key) => key === 'type' || key === 'line' || key === 'end');
}

/** Renewals, of which one is declined: what it had asked for was answered with no, or not at all. */
export function declined(renewals: readonly Renewal[], command: LifecycleCommand): readonly Renewal[] {
  return renewals.map((renewal) => (isGoingOn(command, renewal) ? { ...renewal, declined: true } : renewal));
}

/** What a new term is asked to be; where nothing is said, it is like the last one. */
export interface Wanted {
  readonly plan?: string;
  readonly quantity?: number;
  /** null: without an end. */
  readonly term?: string | null | undefined;
  /** From this moment on, whatever the plan's renewal basis says. */
  readonly from?: number;
  /** The term that it follows. What follows a term by agreement cuts nothing off it. */
  readonly end?: number;
}

/**
 * The term that follows a line's last one. The plan's basis says from when: from the end of the last term, from now, or from now
 * if that has passed. undefined: the plan is not known, or has no term to add.
 */
export function nextTerm(
  items: readonly Item[],
  program: LoadedProgram,
  zone: string,
  now: number,
  wanted: Wanted = {},
): Amendment | undefined {
  const last = items.at(-1);
  const plan = last && latestPlan(program, wanted.plan ?? last.plan);
  const term = wanted.term === undefined ? plan?.term : wanted.term;
  if (last === undefined || last.to === null || plan === undefined) return undefined;
  const from = wanted.from ?? startOf(last.to, plan.renewal.basis, now, wanted.end !== undefined);
  return {
    line: last.line,
    from,
    to: term === undefined || term === null ? null : termEnd(items, from, term, zone),
    plan: plan.name,
    quantity: wanted.quantity ?? last.quantity,
    trial: false,
    why: last.trial ? 'conversion' : 'renewal',
  };
}

function startOf(end: number, basis: 'now' | 'now-if-expired' | undefined, now: number, follows: boolean): number {
  if (basis === undefined) return end;
  return basis === 'now' && !follows ? now : Math.max(end, now);
}

/** Terms that are looked at to find the one that begins at a date: a hundred years of months. */
const MAX_TERMS = 1200;

/**
 * The end of a term that begins at a moment. Where it continues the line's terms, it is counted from the first day of them all, so that a
 * month's end does not wear off: 31 January, 28 February, 31 March.
 */
function termEnd(items: readonly Item[], from: number, term: string, zone: string): number {
  const date = civilDate(from, zone);
  const first = items.find(({ trial, to }) => !trial && to !== null);
  if (first !== undefined) {
    const start = civilDate(first.from, zone);
    for (let n = 1; n <= MAX_TERMS; n += 1) {
      const begun = addPeriod(start, term, n);
      if (begun === date) return startOfDay(addPeriod(start, term, n + 1), zone);
      if (begun > date) break;
    }
  }
  return startOfDay(addPeriod(date, term), zone);
}
