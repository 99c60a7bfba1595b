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

/** The attributes that Licet supplies itself, whatever a catalog declares. */
export const RESERVED_ATTRIBUTES = {
  customer: ['id', 'country', 'subdivision'],
  user: ['id', 'roles'],
  device: ['id'],
} as const;

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

/** The type of a variable by its dotted name, as `customer.country` or `usage.queries.last30d`; undefined where there is none. */
export function typeOfVariable({ roots, meters }: Variables, name: string): RuleType | undefined {
  const [root = '', first = '', sum] = name.split('.');
  if (root === 'usage')
    return meters.includes(first) && USAGE_SUMS.some((known) => known === sum) ? 'number' : undefined;
  const attributes = Object.hasOwn(roots, root) ? roots[root] : undefined;
  return attributes !== undefined && Object.hasOwn(attributes, first) ? attributes[first] : undefined;
}
