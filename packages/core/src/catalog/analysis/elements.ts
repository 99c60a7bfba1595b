import type { Expression } from '../../segment/expression.ts';
import { everyValue, hasNoValues, onlyThese, type Value } from './domain.ts';
import { all, demand, type Formula } from './formula.ts';
import type { Knowledge, LicenseForm } from './knowledge.ts';
import { FALSE, isOpen, NOT_FALSE, NOT_TRUE, type Outcomes, TRUE, UNKNOWN } from './outcome.ts';
import type { Literal, Situation } from './situation.ts';
import type { VariableName } from './reads.ts';

/** What a list has to hold: at least one element for each demand, and none that fails the filter. */
export interface ListNeeds {
  readonly demands: readonly Formula[];
  readonly filter: Formula;
}

/** Answers what is asked of the elements of lists. */
export interface ElementAnswers {
  readonly passes: (formula: Formula, element: string) => boolean;
  /** False only where no text passes, which is certain. */
  readonly possible: (formula: Formula) => boolean;
  /** A text that passes, if one is found. */
  readonly example: (formula: Formula) => string | undefined;
}

/** What is known of an element where it is looked at alone: it is a text. */
export const OF_ELEMENTS: Knowledge = {
  typeOf: () => 'string',
  domainOf: () => ({ absent: false, misfit: false, values: everyValue('string') }),
  licenses: [],
  interpreted: false,
};

/**
 * What the literals of a situation ask of each list. `exists` is true where an element passes, false where every one fails, and
 * unknown where none passes but one may; for `all`, true and false change places.
 */
export function listNeeds(literals: readonly Literal[], { domains }: Situation): ReadonlyMap<VariableName, ListNeeds> {
  const needs = new Map<VariableName, { demands: Formula[]; filters: Formula[] }>();
  for (const { atom, outcomes } of literals) {
    if (atom.kind !== 'elements' || isOpen(outcomes)) continue;
    const domain = domains.get(atom.name);
    // It may be unknown because the list itself is: then nothing is asked of its elements.
    if (domain === undefined || domain.absent || domain.misfit) continue;
    const of = needs.get(atom.name) ?? { demands: [], filters: [] };
    needs.set(atom.name, of);
    const body = (wanted: Outcomes) => elementFormula(atom.body, wanted);
    const [passing, failing] = atom.quantifier === 'exists' ? [TRUE, NOT_TRUE] : [FALSE, NOT_FALSE];
    if (outcomes === passing) of.demands.push(body(passing));
    else if (outcomes === UNKNOWN) {
      of.demands.push(body(UNKNOWN));
      of.filters.push(body(failing));
    } else of.filters.push(body(passing === TRUE ? FALSE : TRUE));
  }
  return new Map(
    [...needs].map(([name, { demands, filters }]) => [name, { demands, filter: all(...filters) }] as const),
  );
}

function elementFormula(body: Expression, wanted: Outcomes): Formula {
  return demand(body, wanted, () => false);
}

/** The licenses in which plan, tier, quantity and add-ons go together as they have to. */
export function possibleLicenses(
  licenses: readonly LicenseForm[],
  { domains }: Situation,
  needs: ListNeeds | undefined,
  passes: (formula: Formula, element: string) => boolean,
): readonly LicenseForm[] {
  const mayBe = (name: VariableName, value: Value) => {
    const values = domains.get(name)?.values;
    return values === undefined || !hasNoValues(onlyThese(values, [value]));
  };
  const { demands, filter } = needs ?? { demands: [], filter: all() };
  const quantities = domains.get('license.quantity')?.values;
  return licenses.filter(({ plan, tier, addons }) => {
    const anyQuantity =
      quantities?.type !== 'number' || quantities.set.some(([low, high]) => (plan === '' ? low <= 0 : high >= 1));
    return (
      anyQuantity &&
      mayBe('license.plan', plan) &&
      mayBe('license.tier', tier) &&
      demands.every((demanded) => addons.some((addon) => passes(demanded, addon) && passes(filter, addon)))
    );
  });
}
