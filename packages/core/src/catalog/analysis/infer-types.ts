import type { Expression } from '../../segment/expression.ts';
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

  function typeOf(expression: Expression): RuleType | undefined {
    if (typeof expression === 'number') return 'number';
    if (typeof expression === 'string') return 'string';
    if (!isOperation(expression)) return 'boolean';
    switch (expression[0]) {
      case 'var':
        return types.get(nameOf(expression) ?? '');
      case 'it':
        return 'string';
      case 'list':
        return 'list';
      case '+':
        return typeOf(expression[1]) ?? typeOf(expression[2]);
      case '-':
      case '*':
      case '/':
      case 'neg':
      case 'size':
      case 'bucket':
        return 'number';
      case 'if':
        return typeOf(expression[2]) ?? typeOf(expression[3]);
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
        const constants = isOperation(list) && list[0] === 'list' ? list[1] : [];
        visit(element, typeof constants[0] === 'number' ? 'number' : 'string');
        visit(list, 'list');
        return;
      }
      case 'exists':
      case 'all':
        visit(expression[1], 'list');
        visit(expression[2], 'boolean');
        return;
      case 'has':
      case 'size':
        return;
      default:
        for (const part of partsOf(expression)) visit(part, ofParts(expression));
    }
  }

  function ofParts(expression: Expression): RuleType | undefined {
    if (!isOperation(expression)) return undefined;
    const [operator] = expression;
    if (operator === 'and' || operator === 'or' || operator === 'not') return 'boolean';
    if (operator === 'neg' || operator === '-' || operator === '*' || operator === '/') return 'number';
    if (operator === 'bucket' || operator === 'starts' || operator === 'ends' || operator === 'contains')
      return 'string';
    const [known] = partsOf(expression)
      .map(typeOf)
      .filter((type) => type !== undefined);
    return known;
  }

  // What one rule shows of a variable helps to read another.
  for (let round = 0; round < 2; round += 1) for (const rule of rules) visit(rule, 'boolean');
  for (const name of torn) types.delete(name);
  return types;
}
