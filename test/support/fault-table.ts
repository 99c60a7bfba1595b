/** A write of a step, as AWS calls it, and what is there because of it. */
interface Write {
  readonly call: string;
  readonly brings: string;
}

/** What a step writes for one customer, and how everything ends although its process was ended. */
interface Step {
  /** In their order. A write that is not here, or that is made no more, fails the test. */
  readonly writes: readonly Write[];
  /** What is seen in the end, at whichever moment the process was ended. */
  readonly ends: string;
}

const license: Write = { call: 'TransactWriteItems', brings: 'license, facts and event, in one transaction' };
const outcome: Write = { call: 'UpdateItem', brings: 'the outcome on the order' };
const letter: Write = { call: 'SendMessage', brings: 'the dead letter, on its queue' };
const again = 'the step is called again, and the execution succeeds';
const whole = 'one more revision, one event, the facts of that revision';
const renewed = 'what was due is done once: one event that the term comes up, one that it is renewed';

/**
 * Every step of every workflow, by its name in workflows/*.asl.json, and the functions that carry orders to them and events from them.
 * test/deployed/faults.test.ts ends the process of each at each of its moments and sees what is said here; docs/operations/faults.md shows it.
 */
export const FAULT_TABLE = {
  'issue-license: Propose': { writes: [], ends: `${again}; the order is applied: ${whole}` },
  'issue-license: Commit': { writes: [license, outcome], ends: `${again}; the order is applied: ${whole}` },
  'issue-license: Refuse': {
    writes: [outcome, letter],
    ends: `${again}; the order is refused, with one dead letter and no license`,
  },
  'migrate-license: Propose': { writes: [], ends: `${again}; the license is migrated: ${whole}` },
  'migrate-license: Commit': { writes: [license], ends: `${again}; the license is migrated: ${whole}` },
  'renew-license: Propose': { writes: [], ends: `${again}; ${renewed}` },
  'renew-license: Commit': { writes: [license], ends: `${again}; ${renewed}` },
  'reevaluate-segments: Sweep a page': {
    writes: [
      { call: 'StartExecution', brings: 'the start of its migration' },
      { call: 'DeleteItem', brings: 'the mark, taken off' },
    ],
    ends: `${again}; the license is migrated once, and the mark is gone`,
  },
  'lifecycle/sweep-due: a due license': {
    writes: [{ call: 'StartExecution', brings: 'the start of its renewal' }],
    ends: `the next sweep, a minute later, starts what was not started; ${renewed}`,
  },
  'orders/intake: an order': {
    writes: [
      { call: 'TransactWriteItems', brings: 'the order' },
      { call: 'StartExecution', brings: 'the start of its workflow' },
    ],
    ends: `the message comes again; one workflow is started, and the order is applied: ${whole}`,
  },
  'orders/intake: an order that cannot be taken in': {
    writes: [letter],
    ends: 'the message comes again; there is one dead letter',
  },
  'dead-letters/record: a dead letter': {
    writes: [{ call: 'PutItem', brings: 'the dead letter' }],
    ends: 'the message comes again; there is one dead letter',
  },
  'relay/relay: an event': {
    writes: [{ call: 'PutEvents', brings: 'the announcement' }],
    ends: 'the batch comes again; the event is announced, twice where it had been announced: followers drop a revision that they know',
  },
} as const satisfies Readonly<Record<string, Step>>;

/**
 * When a process is ended: before its first write leaves (where it writes nothing, before it asks for its customer), when the answer to
 * so many writes has come, or after everything, when its own answer is about to leave.
 */
export type Moment = 'before' | number | 'after';

/** One line of the table. */
export interface FaultCase {
  /** `<workflow, or function outside of one>: <step, or what it is called with>`. */
  readonly step: string;
  readonly moment: Moment;
  /** All that the step writes. */
  readonly writes: readonly Write[];
  /** What of it has been written when the process ends. */
  readonly written: readonly Write[];
  readonly ends: string;
}

/** All lines: step by step, moment by moment. */
export const FAULT_CASES: readonly FaultCase[] = Object.entries<Step>(FAULT_TABLE).flatMap(([step, { writes, ends }]) =>
  momentsOf(writes).map((moment) => {
    const count = moment === 'before' ? 0 : moment === 'after' ? writes.length : moment;
    return { step, moment, writes, written: writes.slice(0, count), ends };
  }),
);

function momentsOf(writes: readonly Write[]): Moment[] {
  return ['before', ...writes.slice(1).map((_, index) => index + 1), 'after'];
}

/** When that is, in words. */
export function describeMoment({ moment, writes }: FaultCase): string {
  if (moment === 'after') return 'after everything, before its answer';
  if (moment === 'before') return writes.length === 0 ? 'before it reads' : `before ${writes[0]?.call}`;
  return `between ${writes[moment - 1]?.call} and ${writes[moment]?.call}`;
}
