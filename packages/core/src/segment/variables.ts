/** The types that rules know. A list is one of strings. */
export type RuleType = 'string' | 'number' | 'boolean' | 'list';

/** What a rule may read at one level: root → name → type, or → name → name → type for usage. */
export interface Variables {
  readonly roots: Readonly<Record<string, Readonly<Record<string, RuleType>>>>;
  /** The meters of the product, whose summaries are read as `usage.<meter>.<sum>`. */
  readonly meters: readonly string[];
  readonly groups: Readonly<Record<string, readonly string[]>>;
}

export const USAGE_SUMS = ['last7d', 'last30d', 'last90d', 'days30d'] as const;

const PLACE = { country: 'string', subdivision: 'string' } as const;
const LICENSE = { plan: 'string', tier: 'number', addons: 'list' } as const;

type Declared = Readonly<Record<string, { readonly type: RuleType }>>;

/** The built-in variables of a level, with what a catalog declares besides. */
export function variablesOf(
  level: 'customer' | 'request',
  declared: {
    readonly customer?: Declared | undefined;
    readonly user?: Declared | undefined;
    readonly device?: Declared | undefined;
  },
  meters: readonly string[],
  groups: Readonly<Record<string, readonly string[]>>,
): Variables {
  if (level === 'customer') {
    const customer = { ...typesOf(declared.customer), id: 'string', ...PLACE } as const;
    return { roots: { customer, license: { ...LICENSE, quantity: 'number', age: 'number' } }, meters, groups };
  }
  return {
    roots: {
      user: { ...typesOf(declared.user), id: 'string', roles: 'list' },
      place: PLACE,
      device: { ...typesOf(declared.device), id: 'string' },
      customer: { id: 'string' },
      license: LICENSE,
    },
    meters: [],
    groups,
  };
}

function typesOf(declared: Declared = {}): Record<string, RuleType> {
  return Object.fromEntries(Object.entries(declared).map(([name, { type }]) => [name, type]));
}
