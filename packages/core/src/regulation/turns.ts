import type { CivilDate } from '../time/calendar.ts';
import { shift } from './period.ts';
import type { LoadedRulebook, Regulation } from './rulebook.ts';
import type { Situation } from './situation.ts';

/**
 * The days on which what rows say of a check may change by time alone, in order: something of a row begins or ends, a place joins or leaves a group that
 * one names, or evidence has been held for long enough.
 */
export function turnsOf(rulebook: LoadedRulebook, { attributes = {} }: Situation): CivilDate[] {
  const days = rulebook.rows.flatMap((row) => turnsOfRow(row, rulebook, attributes));
  return [...new Set(days.filter((day) => day !== undefined))].toSorted();
}

function turnsOfRow(
  row: Regulation,
  { groups }: LoadedRulebook,
  attributes: NonNullable<Situation['attributes']>,
): (CivilDate | undefined)[] {
  const exceptions = row.provisions.flatMap(({ unless = [] }) => unless);
  const where = [row, ...row.provisions, ...exceptions].flatMap((one) => one.where);
  const named = new Set([...where, ...[row.except, row.vendor_nexus].flat()]);
  const memberships = Object.entries(groups)
    .filter(([name]) => named.has(name))
    .flatMap(([, members]) => members);
  const since = Object.values(attributes);
  return [
    ...[row, ...row.provisions].flatMap((dated) => [dated.effective_from, dated.effective_to]),
    ...memberships.flatMap(({ from, to }) => [from, to]),
    ...since,
    ...exceptions.flatMap(({ from, held_for: heldFor }) => [
      from,
      ...since.map((day) => heldFor && shift(day, heldFor)),
    ]),
  ];
}
