import { outcomesWithin } from './bounds.ts';
import { valuesIn } from './domain.ts';
import { type ElementAnswers, type ListNeeds, listNeeds, possibleLicenses } from './elements.ts';
import type { Knowledge, LicenseForm } from './knowledge.ts';
import { isOpen, TRUE, UNKNOWN } from './outcome.ts';
import { carryBounds, ordersOfUsage, reaches } from './relations.ts';
import { isContradiction, type Literal, narrow, type Situation, situationOf } from './situation.ts';
import type { VariableName } from './reads.ts';

/** What a conjunction leaves possible. */
export interface Possibility extends Situation {
  readonly lists: ReadonlyMap<VariableName, ListNeeds>;
  readonly licenses: readonly LicenseForm[];
}

/**
 * What a conjunction of literals leaves possible; undefined where it cannot be, which is certain. Each step only takes away what the
 * literals exclude, so whatever the literals allow is still in what is left.
 */
export function possibilityOf(
  literals: readonly Literal[],
  knowledge: Knowledge,
  elements: ElementAnswers,
): Possibility | undefined {
  const situation = situationOf(literals, knowledge);
  if (isContradiction(situation)) return undefined;
  const { domains, quantities } = situation;
  const lists = listNeeds(literals, situation);
  for (const [name, { demands }] of lists) {
    if (demands.length === 0) continue;
    for (const quantity of quantities.values()) {
      if (quantity.name !== name) continue;
      quantity.values = valuesIn(quantity.values, { type: 'number', set: [[1, Number.MAX_VALUE]], steps: undefined });
    }
  }
  if (!relate(literals, situation) || isContradiction(situation)) return undefined;
  for (const { atom, outcomes } of literals) {
    if (
      (atom.kind === 'opaque' || atom.kind === 'relation') &&
      (outcomesWithin(atom.expression, domains) & outcomes) === 0
    )
      return undefined;
  }
  const addons = lists.get('license.addons');
  const licenses = possibleLicenses(knowledge.licenses, situation, addons, elements.passes);
  const reads = [...domains.keys()].some((name) => name.startsWith('license.'));
  if (reads && licenses.length === 0) return undefined;
  for (const [name, { demands, filter }] of lists) {
    if (name === 'license.addons') continue;
    if (demands.some((one) => !elements.possible({ kind: 'all', parts: [one, filter] }))) return undefined;
  }
  return { ...situation, lists, licenses };
}

/** Carries what is known of one variable to those that it is compared with. Returns false for a contradiction. */
function relate(literals: readonly Literal[], { domains }: Situation): boolean {
  const orders = ordersOfUsage(domains.keys());
  const differ: (readonly [VariableName, VariableName])[] = [];
  for (const { atom, outcomes } of literals) {
    if (atom.kind !== 'relation' || isOpen(outcomes)) continue;
    const { left, right } = atom;
    const [a, b] = [domains.get(left), domains.get(right)];
    if (a === undefined || b === undefined) continue;
    if (outcomes === UNKNOWN) {
      if (!a.absent && !b.absent && !a.misfit && !b.misfit) return false;
      continue;
    }
    // Only values of one type compare: where one side is of the declared type for sure, so is the other.
    const sure = !a.misfit || !b.misfit;
    if (sure) for (const name of [left, right]) narrow(domains, name, { misfit: false });
    const order = (low: VariableName, high: VariableName, strict: boolean) => orders.push({ low, high, strict, sure });
    const holds = outcomes === TRUE;
    switch (atom.operator) {
      case '<':
        order(holds ? left : right, holds ? right : left, holds);
        break;
      case '<=':
        order(holds ? left : right, holds ? right : left, !holds);
        break;
      case '>':
        order(holds ? right : left, holds ? left : right, holds);
        break;
      case '>=':
        order(holds ? right : left, holds ? left : right, !holds);
        break;
      case '==':
      case '!=':
        if (holds === (atom.operator === '!=')) {
          differ.push([left, right]);
          break;
        }
        if (sure) {
          narrow(domains, left, { values: b.values });
          narrow(domains, right, { values: a.values });
        }
        order(left, right, false);
        order(right, left, false);
    }
  }
  return carryBounds(domains, orders) && differ.every(([a, b]) => !reaches(orders, a, b) || !reaches(orders, b, a));
}
