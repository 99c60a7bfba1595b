import type { Expression } from '../../segment/expression.ts';
import type { Value, Values } from './domain.ts';
import type { NumberSet } from './number-set.ts';
import type { Outcomes } from './outcome.ts';
import type { VariableName } from './reads.ts';

/** What depends on one variable alone. */
interface UnaryAtom {
  readonly kind: 'unary';
  readonly name: VariableName;
  /** The values for which it has one of some outcomes; undefined for what is only understood value by value. */
  readonly where: ((outcomes: Outcomes) => Values) | undefined;
  readonly whereAbsent: Outcomes;
  readonly whereMisfit: Outcomes;
  readonly at: (value: Value) => Outcomes;
}

/** A comparison of something reckoned from one variable: its size, or its bucket in an experiment. */
interface QuantityAtom {
  readonly kind: 'quantity';
  readonly name: VariableName;
  readonly quantity: Quantity;
  readonly where: (outcomes: Outcomes) => NumberSet;
  readonly at: (value: Value) => Outcomes;
}

export interface Quantity {
  /** Tells it from others. */
  readonly key: string;
  /** The experiment that a bucket belongs to; undefined for a size. */
  readonly salt: string | undefined;
}

/** What is asked of the elements of a list: whether one passes (`exists`), or all do. The body reads `ELEMENT`. */
interface ElementsAtom {
  readonly kind: 'elements';
  readonly name: VariableName;
  readonly quantifier: 'exists' | 'all';
  readonly body: Expression;
}

/** A comparison of two variables. */
interface RelationAtom {
  readonly kind: 'relation';
  readonly operator: '==' | '!=' | '<' | '<=' | '>' | '>=';
  readonly left: VariableName;
  readonly right: VariableName;
}

/** Anything else: it may be true, false or unknown, and whatever it is, it is everywhere. */
interface OpaqueAtom {
  readonly kind: 'opaque';
}

/** The smallest part of a rule that is true, false or unknown. `needs` are the variables without which it is unknown. */
export type Atom = { readonly expression: Expression; readonly needs: ReadonlySet<VariableName> } & (
  | UnaryAtom
  | QuantityAtom
  | ElementsAtom
  | RelationAtom
  | OpaqueAtom
);

/** How the element of a list is called where it is looked at alone. */
export const ELEMENT: VariableName = 'user.element';
