import type { ConsentForm } from '../regulation/situation.ts';
import { canonicalJson } from '../hash/canonical-json.ts';
import { hashOf } from '../hash/index.ts';
import type { LifecycleCommand } from './command.ts';
import type { Decided } from './decided.ts';
import type { Gate } from './gate.ts';
import type { Amendment, License } from './license.ts';
import { addsTerm } from './lines.ts';

/** What is asked before a change: by a plan, by a person, or by regulations, which name their rows and the forms of consent that they want. */
export type Question = Pick<Gate, 'kind' | 'rows' | 'forms'>;

/** What regulations ask: whether a person has looked, and for the forms of consent that are missing. */
export function questionsOf(isReviewed: boolean, rows: readonly string[], forms: readonly ConsentForm[]): Question[] {
  const review: readonly Question[] = isReviewed ? [{ kind: 'review', rows }] : [];
  return forms.length === 0 ? [...review] : [...review, { kind: 'consent', rows, forms }];
}

/** A gate that a command waits at, opened now. */
export function openGate(
  license: License,
  { kind, rows, forms }: Question,
  command: LifecycleCommand,
  wanted: Decided,
  deadline: number,
  now: number,
): Gate {
  const change = changeHash(license, command, wanted);
  const id = `gate_${hashOf(license.id, license.revision + 1, kind, change)}`;
  return { id, kind, command, opened: now, deadline, change, ...(rows && { rows }), ...(forms && { forms }) };
}

/**
 * What a command would change, as a hash: its answer holds for that and nothing else. It says nothing of when it is carried out: that is
 * when it has been answered, whenever that is.
 */
export function changeHash(license: License, command: LifecycleCommand, wanted: Decided): string {
  const { amendments = [], hold, cancellation, overrides = license.overrides, started } = wanted;
  const change = {
    command,
    amendments: amendments.filter((one) => !license.amendments.includes(one)).map((one) => timeless(license, one)),
    hold: hold?.state,
    cancellation:
      command.type === 'cancel' && command.at === 'end'
        ? cancellation?.orders
        : Object.keys(cancellation?.orders ?? {}),
    set: overrides.filter((one) => !license.overrides.includes(one)),
    cleared: license.overrides.filter((one) => !overrides.includes(one)),
    started: started !== undefined,
  };
  return hashOf(canonicalJson(change));
}

/** An amendment without when it begins. A new term is one that follows another; when it ends follows from that. */
function timeless({ items }: License, amendment: Amendment) {
  const { from: _, to, ...said } = amendment;
  const last = items.findLast(({ line }) => line === amendment.line);
  return addsTerm(amendment) || amendment.newContract === true ? { ...said, follows: last?.to } : { ...said, to };
}
