import type { Expression, Operation } from '../../segment/expression.ts';
import type { RuleType } from '../../segment/variables.ts';
import { nameOf, type VariableName } from './reads.ts';
import { isOperation, partsOf } from './walk.ts';

/**
 * The types of the variables in checked rules, as far as what is done with them shows. For programs, which do not carry the
 * declarations that they were checked against. A variable that rules use as two types is left out.
 */
export function inferTypes(rules: readonly Expression[]): ReadonlyMap<VariableName, RuleType> {
  const types = new Map<VariableName, RuleType>();
  const torn = new Set<VariableName>();

  function typeOf(expression: Expression, known: ReadonlyMap<VariableName, RuleType>): RuleType | undefined {
    if (typeof expression === 'number') return 'number';
    if (typeof expression === 'string') return 'string';
    if (!isOperation(expression)) return 'boolean';
    const name = nameOf(expression);
    if (name !== undefined) return known.get(name);
    switch (expression[0]) {
      case 'it':
        return 'string';
      case '+':
        return typeOf(expression[1], known) ?? typeOf(expression[2], known);
      case '-':
      case '*':
      case '/':
      case 'neg':
      case 'size':
      case 'bucket':
        return 'number';
      case 'if':
        return typeOf(expression[2], known) ?? typeOf(expression[3], known);
      default:
        return 'boolean';
    }
  }

  function visit(expression: Expression, expected: RuleType | undefined): void {
    const name = nameOf(expression);
    if (name !== undefined && expected !== undefined) {
      if ((types.get(name) ?? expected) !== expected) torn.add(name);
      types.set(name, expected);
    }
    if (!isOperation(expression)) return;
    switch (expression[0]) {
      case 'if':
        visit(expression[1], 'boolean');
        visit(expression[2], expected);
        visit(expression[3], expected);
        return;
      case 'in': {
        const [, element, list] = expression;
        const ofNumbers = isOperation(list) && list[0] === 'list' && typeof list[1][0] === 'number';
        visit(element, ofNumbers ? 'number' : 'string');
        visit(list, 'list');
        return;
      }
      case 'exists':
      case 'all':
        visit(expression[1], 'list');
        visit(expression[2], 'boolean');
        return;
      default:
        for (const part of partsOf(expression)) visit(part, ofParts(expression));
    }
  }

  function ofParts(expression: Operation): RuleType | undefined {
    const [operator] = expression;
    if (operator === 'and' || operator === 'or' || operator === 'not') return 'boolean';
    if (operator === 'neg' || operator === '-' || operator === '*' || operator === '/') return 'number';
    if (operator === 'bucket' || operator === 'starts' || operator === 'ends' || operator === 'contains')
      return 'string';
    const shown = (known: ReadonlyMap<VariableName, RuleType>) =>
      partsOf(expression)
        .map((part) => typeOf(part, known))
        .find((type) => type !== undefined);
    // What is written out comes before what another rule showed of a variable, which may have been another type.
    return shown(new Map()) ?? shown(types);
  }

  // What one rule shows of a variable helps to read another.
  for (let round = 0; round < 2; round += 1) for (const rule of rules) visit(rule, 'boolean');
  for (const name of torn) types.delete(name);
  return types;
}
