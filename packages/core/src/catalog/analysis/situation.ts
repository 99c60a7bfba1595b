import type { Atom } from './atom.ts';
import {
  type Domain,
  eachValue,
  everyValue,
  hasNoValues,
  isImpossible,
  onlyThese,
  type Values,
  valuesIn,
} from './domain.ts';
import type { Knowledge } from './knowledge.ts';
import { FALSE, type Outcomes, TRUE, UNKNOWN } from './outcome.ts';
import type { VariableName } from './reads.ts';

/** An atom, and the outcomes that it may have. */
export interface Literal {
  readonly atom: Atom;
  readonly outcomes: Outcomes;
}

/** What a conjunction of literals leaves of each variable, and of what is reckoned from it. */
export interface Situation {
  readonly domains: Map<VariableName, Domain>;
  /** By the quantity's key: its values, whose variable they are reckoned from, and the experiment of a bucket. */
  readonly quantities: Map<string, { readonly name: VariableName; readonly salt: string | undefined; values: Values }>;
}

/** Takes a variable's possibilities away. */
interface Narrowing {
  readonly absent?: boolean;
  readonly misfit?: boolean;
  readonly values?: Values;
}

/** What it has in common with values of any type is nothing. */
const NO_VALUES = everyValue('boolean', false);

/** What literals say of single variables. Whether they can all be true is asked of the result. */
export function situationOf(literals: readonly Literal[], knowledge: Knowledge): Situation {
  const domains = new Map<VariableName, Domain>();
  const situation: Situation = { domains, quantities: new Map() };
  for (const { atom, outcomes } of literals) {
    for (const name of namesOf(atom)) if (!domains.has(name)) domains.set(name, knowledge.domainOf(name));
    for (const [name, narrowing] of narrowings(atom, outcomes)) narrow(domains, name, narrowing);
    if (atom.kind === 'quantity') narrowQuantity(situation, atom, outcomes);
  }
  for (const [name, domain] of domains) lookAtEach(situation, name, domain, literals);
  return situation;
}

function namesOf(atom: Atom): readonly VariableName[] {
  if (atom.kind === 'relation') return [atom.left, atom.right];
  return atom.kind === 'opaque' ? [...atom.needs] : [atom.name];
}

export function narrow(
  domains: Map<VariableName, Domain>,
  name: VariableName,
  { absent, misfit, values }: Narrowing,
): void {
  const domain = domains.get(name);
  if (domain === undefined) return;
  domains.set(name, {
    absent: domain.absent && absent !== false,
    misfit: domain.misfit && misfit !== false,
    values: values === undefined ? domain.values : valuesIn(domain.values, values),
  });
}

function narrowings(atom: Atom, outcomes: Outcomes): (readonly [VariableName, Narrowing])[] {
  if (atom.kind === 'unary') {
    const values = atom.where?.(outcomes);
    const [absent, misfit] = [(atom.whereAbsent & outcomes) !== 0, (atom.whereMisfit & outcomes) !== 0];
    return [[atom.name, { absent, misfit, ...(values && { values }) }]];
  }
  // Known to be true or false: then all that it needs is there.
  if ((outcomes & UNKNOWN) === 0) {
    // A text has a size as a list has, whichever was declared.
    const isSize = atom.kind === 'quantity' && atom.quantity.salt === undefined;
    const misfit = atom.kind === 'opaque' || atom.kind === 'relation' || isSize;
    return [...atom.needs].map((name) => [name, { absent: false, misfit }]);
  }
  return [];
}

/** Only asked of a quantity with a single outcome: more than one may depend on the variable in more than one way. */
function narrowQuantity(
  { quantities, domains }: Situation,
  atom: Extract<Atom, { kind: 'quantity' }>,
  outcomes: Outcomes,
) {
  const { key, salt } = atom.quantity;
  const known = quantities.get(key) ?? { name: atom.name, salt, values: quantityValues(salt) };
  quantities.set(key, known);
  // A size or a bucket is always a number, so what is not known is the text or list itself.
  if (outcomes === UNKNOWN && atom.where(UNKNOWN).length === 0) narrow(domains, atom.name, { values: NO_VALUES });
  if (outcomes !== TRUE && outcomes !== FALSE) return;
  known.values = valuesIn(known.values, { type: 'number', set: atom.where(outcomes), steps: undefined });
}

/** A bucket is one of 10,000; a size a whole number. */
function quantityValues(salt: string | undefined): Values {
  return salt === undefined
    ? { type: 'number', set: [[0, Number.MAX_SAFE_INTEGER]], steps: 1 }
    : { type: 'number', set: [[0, 99.99]], steps: 100 };
}

/** Where few values are left, each is asked about: that answers what has no form of its own. */
function lookAtEach({ domains }: Situation, name: VariableName, domain: Domain, literals: readonly Literal[]): void {
  const values = eachValue(domain.values);
  if (values === undefined) return;
  const about = literals.flatMap(({ atom, outcomes }) =>
    'at' in atom && atom.name === name ? [{ at: atom.at, outcomes }] : [],
  );
  const kept = values.filter((value) => about.every(({ at, outcomes }) => (at(value) & outcomes) !== 0));
  if (kept.length < values.length) domains.set(name, { ...domain, values: onlyThese(domain.values, kept) });
}

/** Whether something cannot be, as far as single variables show. */
export function isContradiction({ domains, quantities }: Situation): boolean {
  for (const domain of domains.values()) if (isImpossible(domain)) return true;
  for (const { values } of quantities.values()) if (hasNoValues(values)) return true;
  return false;
}
