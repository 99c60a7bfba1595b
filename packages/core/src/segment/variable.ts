import type { UsageSummary } from '../metering/usage.ts';
import type { RuleValue } from './expression.ts';
import type { Asker, Scope } from './scope.ts';

/** A part of a rule, ready to run. `elements` are those of the lists that enclosing `exists` and `all` go through. */
export type Run = (scope: Scope, asker: Asker, elements?: readonly RuleValue[]) => RuleValue;

export type Variable = readonly ['var', ...(readonly string[])];

/** Reads a variable. */
export function readVariable([, root, ...path]: Variable): Run {
  const [first = '', second] = path;
  // What is read most is read by its written-out name, which engines make fastest.
  const known = READS[`${root}.${first}`];
  if (known !== undefined) return known;
  switch (root) {
    case 'customer':
      return (scope) => scope.customer?.[first];
    case 'user':
      return (_, asker) => asker.user?.[first];
    case 'place':
      return (_, asker) => asker.place?.[first];
    case 'device':
      return (_, asker) => asker.device?.[first];
    case 'usage':
      return usage(first, USAGE_READS[second ?? '']);
    default:
      return () => undefined;
  }
}

function usage(meter: string, read: ((summary: UsageSummary) => number) | undefined): Run {
  return (scope) => {
    const summary = scope.usage?.[meter];
    return summary === undefined ? undefined : read?.(summary);
  };
}

const READS: Readonly<Record<string, Run>> = {
  'customer.id': (scope) => scope.customer?.['id'],
  'customer.country': (scope) => scope.customer?.['country'],
  'user.id': (_, asker) => asker.user?.['id'],
  'user.roles': (_, asker) => asker.user?.['roles'],
  'place.country': (_, asker) => asker.place?.['country'],
  'place.subdivision': (_, asker) => asker.place?.['subdivision'],
  'license.plan': (scope) => scope.license?.plan,
  'license.tier': (scope) => scope.license?.tier,
  'license.addons': (scope) => scope.license?.addons,
  'license.quantity': (scope) => scope.license?.quantity,
  'license.age': (scope) => scope.license?.age,
};

const USAGE_READS: Readonly<Record<string, (summary: UsageSummary) => number>> = {
  last7d: ({ last7d }) => last7d,
  last30d: ({ last30d }) => last30d,
  last90d: ({ last90d }) => last90d,
  days30d: ({ days30d }) => days30d,
};

/**
 * A test of a variable, as one function: what most rules are made of, and what decisions spend their time on. The test itself
 * is a plain function with its constant, so that an engine can put it into the reading.
 */
export function testVariable<C>(
  variable: Variable,
  constant: C,
  test: (constant: C, value: RuleValue) => boolean | undefined,
): Run {
  const [, root, name = '', ...more] = variable;
  if (more.length > 0) return testRead(readVariable(variable), constant, test);
  switch (root) {
    case 'user':
      return (_, asker) => test(constant, asker.user?.[name]);
    case 'place':
      return name === 'country'
        ? (_, asker) => test(constant, asker.place?.['country'])
        : (_, asker) => test(constant, asker.place?.[name]);
    case 'device':
      return (_, asker) => test(constant, asker.device?.[name]);
    case 'customer':
      return (scope) => test(constant, scope.customer?.[name]);
    default:
      return testRead(readVariable(variable), constant, test);
  }
}

function testRead<C>(read: Run, constant: C, test: (constant: C, value: RuleValue) => boolean | undefined): Run {
  return (scope, asker, elements) => test(constant, read(scope, asker, elements));
}
