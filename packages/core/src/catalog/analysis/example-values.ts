import { bucket } from '../../hash/bucket.ts';
import { type Domain, eachValue, someValues, type Value, type Values } from './domain.ts';
import type { ElementAnswers, ListNeeds } from './elements.ts';
import type { LicenseForm } from './knowledge.ts';
import { someNumbers } from './number-set.ts';
import type { VariableName } from './reads.ts';
import { isIn } from './text-set.ts';
import type { Possibility } from './theory.ts';

/** One thing that can be chosen: some variables at once, in several ways. */
export type Dimension = readonly (readonly (readonly [VariableName, Value | readonly string[]])[])[];

/** What literals left, and what may help to find an example of it. */
export interface Hunt {
  readonly possibility: Possibility;
  readonly elements: ElementAnswers;
  /** Texts that are written out in the literals. */
  readonly hints: readonly string[];
}

/** Buckets are found by trying names; one in ten thousand is rare, but not that rare. */
const NAMES_TRIED = 60_000;
/** Nobody looks at longer texts. */
const LONGEST = 500;
const NO_NEEDS: ListNeeds = { demands: [], filter: { kind: 'all', parts: [] } };

/** Ways to choose a variable's value. */
export function choicesOf(name: VariableName, { values, absent, misfit }: Domain, hunt: Hunt): Dimension {
  const some = values.type === 'list' ? lists(name, hunt) : scalars(name, values, hunt);
  const choices = some.map((value) => [[name, value] as const]);
  const none = absent ? [[]] : [];
  // What was declared as something else, last: nobody would think of it.
  const other = misfit ? [[[name, values.type === 'string' ? 7 : 'a text'] as const]] : [];
  return [...choices, ...none, ...other];
}

/** Values of a variable, such that what is reckoned from it is as it has to be. */
function scalars(name: VariableName, values: Values, { possibility, hints }: Hunt): readonly Value[] {
  if (values.type !== 'string') return someValues(values);
  const reckoned = [...possibility.quantities.values()].filter((quantity) => quantity.name === name);
  const hinted = hints.filter((hint) => isIn(values.set, hint)).slice(0, 6);
  const stems = [...someValues(values).map(String), ...hinted];
  if (reckoned.length === 0) return stems;
  const sizes = reckoned.flatMap(({ salt, values: of }) => (salt === undefined ? smallest(of) : []));
  const found: string[] = [];
  for (const text of eachValue(values) ?? numbered([...stems, 'a'])) {
    const candidates = [String(text), ...sizes.map((size) => String(text).padEnd(size, 'x'))];
    found.push(
      ...candidates.filter(
        (candidate) =>
          isIn(values.set, candidate) &&
          reckoned.every(({ salt, values: of }) =>
            has(of, salt === undefined ? Array.from(candidate).length : bucket(salt, candidate)),
          ),
      ),
    );
    if (found.length >= 4) break;
  }
  return found;
}

function* numbered(stems: readonly string[]): Generator<string> {
  yield* stems;
  for (let number = 1; number < NAMES_TRIED / stems.length; number += 1)
    for (const stem of stems) yield `${stem}${number}`;
}

function has(values: Values, number: number): boolean {
  return values.type === 'number' && values.set.some(([low, high]) => low <= number && number <= high);
}

/** Sizes to aim for. */
function smallest(values: Values): readonly number[] {
  return values.type === 'number' ? someNumbers(values.set, 1).filter((size) => size <= LONGEST) : [];
}

/** Lists that hold what is demanded, and as much as is demanded. */
function lists(name: VariableName, { possibility, elements, hints }: Hunt): readonly (readonly string[])[] {
  const { demands, filter } = possibility.lists.get(name) ?? NO_NEEDS;
  const wanted: string[] = [];
  for (const demanded of demands) {
    const element = elements.example({ kind: 'all', parts: [demanded, filter] });
    if (element === undefined) return [];
    wanted.push(element);
  }
  const filler = wanted[0] ?? elements.example(filter);
  const longer = (size: number) =>
    filler === undefined ? wanted : [...wanted, ...Array<string>(Math.max(0, size - wanted.length)).fill(filler)];
  const sizes = [...possibility.quantities.values()].filter((quantity) => quantity.name === name);
  if (sizes.length > 0) return sizes.flatMap(({ values }) => smallest(values).map(longer));
  const others = [...possibility.domains.values()].flatMap(({ values }) =>
    values.type === 'string' ? someValues(values).slice(0, 2) : [],
  );
  const compared = [...others.map(String), ...hints].filter((element) => elements.passes(filter, element)).slice(0, 6);
  return [wanted, longer(1), ...compared.map((element) => [...wanted, element])];
}

/** Licenses as they can be: plan, tier and add-ons at once. */
export function licenseChoices({ possibility: { domains, licenses, lists: needs }, elements }: Hunt): Dimension {
  const { demands, filter } = needs.get('license.addons') ?? NO_NEEDS;
  const quantity = domains.get('license.quantity');
  const age = domains.get('license.age');
  const ages = age === undefined ? [0] : someValues(age.values);
  return licenses.slice(0, 40).flatMap(({ plan, tier, addons }: LicenseForm) => {
    const beside = demands.flatMap(
      (demanded) => addons.find((addon) => elements.passes(demanded, addon) && elements.passes(filter, addon)) ?? [],
    );
    const quantities =
      quantity === undefined ? [1] : someValues(quantity.values).filter((value) => (plan === '') === (value === 0));
    const ways = ages.slice(0, 4).flatMap((days) => quantities.slice(0, 4).map((count) => [days, count] as const));
    return ways.map(([days, count]) =>
      Object.entries<Value | readonly string[]>({
        'license.plan': plan,
        'license.tier': tier,
        'license.addons': [...new Set(beside)],
        'license.quantity': count,
        'license.age': days,
      }).filter(([name]) => domains.has(name)),
    );
  });
}
