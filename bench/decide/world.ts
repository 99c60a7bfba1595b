/**
 * The world that every subject decides over: 60 boolean features, 40 segments, four plans and three add-ons, and overlays that say yes or no.
 * What a subject is given beforehand holds for every customer, as a catalog does; the one license comes as data.
 * Generated from one seed, so that every process has the same. It is said once here, as data, and each subject says it in its own words.
 */
export interface Condition {
  /** `member`: the customer is in the segment, which is known beforehand. Others are asked of the request. */
  readonly on: 'member' | 'role' | 'country' | 'managed' | 'plan' | 'addon';
  readonly values: readonly string[];
}

export interface Segment {
  readonly name: string;
  readonly level: 'customer' | 'request';
  readonly rank: number;
  readonly conditions: readonly Condition[];
}

/** The effects on a feature, lowest rank first: the last that holds decides, over what the plans grant. */
export interface Feature {
  readonly name: string;
  /** The plans and the add-ons that grant it. */
  readonly plans: readonly string[];
  readonly addons: readonly string[];
  readonly effects: readonly { readonly segment: Segment; readonly allow: boolean }[];
}

export interface Case {
  readonly feature: string;
  readonly user: string;
  readonly role: string;
  readonly country: string;
  readonly managed: boolean;
}

export const ROLES = ['viewer', 'analyst', 'editor', 'admin', 'auditor'];
export const COUNTRIES = [
  'DE',
  'FR',
  'US',
  'GB',
  'JP',
  'BR',
  'IN',
  'CH',
  'SE',
  'NO',
  'ES',
  'IT',
  'PL',
  'NL',
  'CA',
  'AU',
];
const USERS = 100;

/** A small generator of the mulberry32 kind; quality does not matter here, sameness does. */
export function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const random = generator(20_261_124);
const below = (max: number) => Math.floor(random() * max);
const some = <T>(of: readonly T[], count: number) => of.toSorted(() => random() - 0.5).slice(0, count);

export const segments: readonly Segment[] = Array.from({ length: 40 }, (_, index): Segment => {
  const name = `segment-${index}`;
  if (index < 26) return { name, level: 'customer', rank: index, conditions: [{ on: 'member', values: [name] }] };
  const conditions: Condition[] = [];
  if (index % 3 !== 0) conditions.push({ on: 'role', values: some(ROLES, 1 + below(2)) });
  if (index % 3 !== 1) conditions.push({ on: 'country', values: some(COUNTRIES, 2 + below(6)) });
  if (index % 5 === 0) conditions.push({ on: 'managed', values: ['true'] });
  return { name, level: 'request', rank: index, conditions };
});

export const PLANS = ['free', 'team', 'business', 'enterprise'];
export const ADDONS = ['export-pack', 'ai-pack', 'security-pack'];
/** The one license. */
export const license = { plan: 'team', addons: ['ai-pack'] };

/** Names as code has them, where they are written out: engines keep one copy of such a text. */
const names = Object.keys(Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`feature-${index}`, index])));

export const features: readonly Feature[] = names.map((name) => ({
  name,
  plans: PLANS.slice(below(PLANS.length + 1)),
  addons: random() < 0.2 ? some(ADDONS, 1) : [],
  effects: some(segments, below(4))
    .toSorted((a, b) => a.rank - b.rank)
    .map((segment) => ({ segment, allow: random() < 0.5 })),
}));

/** The customer segments that the one customer is in. */
export const members: ReadonlySet<string> = new Set(
  segments.filter(({ level }) => level === 'customer' && random() < 0.4).map(({ name }) => name),
);

export const cases: readonly Case[] = Array.from({ length: 4096 }, () => {
  const user = below(USERS);
  return {
    feature: names[below(names.length)] ?? '',
    user: `user-${user}`,
    role: ROLES[user % ROLES.length] ?? 'viewer',
    country: COUNTRIES[below(COUNTRIES.length)] ?? 'DE',
    managed: random() < 0.5,
  };
});

/** Whether a request fulfils a condition. */
export function holds({ on, values }: Condition, { role, country, managed }: Case): boolean {
  switch (on) {
    case 'member':
      return values.some((value) => members.has(value));
    case 'role':
      return values.includes(role);
    case 'country':
      return values.includes(country);
    case 'managed':
      return values.includes(String(managed));
    case 'plan':
      return values.includes(license.plan);
    case 'addon':
      return values.some((value) => license.addons.includes(value));
  }
}

/** The conditions of which any grants a feature, before overlays. */
export function grantsOf({ plans, addons }: Feature): Condition[] {
  const conditions: Condition[] = [];
  if (plans.length > 0) conditions.push({ on: 'plan', values: plans });
  if (addons.length > 0) conditions.push({ on: 'addon', values: addons });
  return conditions;
}

/** The right answer, by the plainest means: what every subject must agree with before it is timed. */
export function expected(of: Case): boolean {
  const feature = features.find(({ name }) => name === of.feature);
  let allowed = feature !== undefined && grantsOf(feature).some((condition) => holds(condition, of));
  for (const { segment, allow } of feature?.effects ?? []) {
    if (segment.conditions.every((condition) => holds(condition, of))) allowed = allow;
  }
  return allowed;
}
