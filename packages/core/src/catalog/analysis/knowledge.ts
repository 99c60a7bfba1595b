import type { RuleType } from '../../segment/variables.ts';
import { COUNTRIES, SUBDIVISION } from './countries.ts';
import type { Domain, Values } from './domain.ts';
import { everyValue } from './domain.ts';
import { ALL_TEXTS, type TextSet, theseTexts } from './text-set.ts';
import type { VariableName } from './reads.ts';

/** What rules can see of a license at one time: plan, tier and add-ons belong together, and to one product. */
export interface LicenseForm {
  readonly product: string;
  readonly plan: string;
  readonly tier: number;
  /** The add-ons that may be beside it. */
  readonly addons: readonly string[];
}

/** What is known of the variables of one level before any rule is read. */
export interface Knowledge {
  readonly typeOf: (name: VariableName) => RuleType | undefined;
  readonly domainOf: (name: VariableName) => Domain;
  readonly licenses: readonly LicenseForm[];
  /** Whether expressions are interpreted CEL, as the matches of mappings are, and not rules. */
  readonly interpreted: boolean;
}

/** A plan, as far as rules see it. */
export interface KnownPlan {
  /** Without its version. */
  readonly name: string;
  readonly product: string;
  readonly kind: 'base' | 'addon' | 'topup';
  readonly tier: number;
}

/** The most that an order's line can hold. */
const MAX_QUANTITY = 1_000_000;
const NOT_EMPTY: TextSet = { ...ALL_TEXTS, tests: [{ kind: 'in', texts: [''], holds: false }] };

/**
 * What is known of variables: their types, and of those that Licet itself supplies, what they can be. Usage, the license and the
 * customer's id are always there; whatever a vendor declares, or a request says, may be missing or of another type.
 */
export function knowledgeOf(typeOf: Knowledge['typeOf'], plans: readonly KnownPlan[], interpreted = false): Knowledge {
  const licenses = licensesOf(plans);
  const tiers = [...new Set(licenses.map(({ tier }) => tier))].toSorted((a, b) => a - b);
  const supplied: Readonly<Record<string, Values>> = {
    'customer.id': texts(NOT_EMPTY),
    'license.plan': texts(theseTexts([...new Set(licenses.map(({ plan }) => plan))])),
    'license.tier': { type: 'number', set: tiers.map((tier) => [tier, tier]), steps: 1 },
    'license.quantity': { type: 'number', set: [[0, MAX_QUANTITY]], steps: 1 },
    'license.age': { type: 'number', set: [[0, Number.MAX_SAFE_INTEGER]], steps: 1 },
    'license.addons': everyValue('list'),
  };
  const said: Readonly<Record<string, Values>> = {
    'customer.country': texts(theseTexts(COUNTRIES)),
    'customer.subdivision': texts({ ...ALL_TEXTS, shape: SUBDIVISION }),
    'place.country': texts(theseTexts(COUNTRIES)),
    'place.subdivision': texts({ ...ALL_TEXTS, shape: SUBDIVISION }),
  };
  return {
    typeOf,
    licenses,
    interpreted,
    domainOf: (name) => {
      const values = supplied[name] ?? usageOf(name);
      if (values !== undefined) return { absent: false, misfit: false, values };
      return { absent: true, misfit: true, values: said[name] ?? everyValue(typeOf(name) ?? 'list') };
    },
  };
}

function texts(set: TextSet): Values {
  return { type: 'string', set };
}

/** More events than there will be of the largest amount that one can carry. */
const MAX_USAGE = 2 ** 120;

/** Amounts are never negative, so neither are their sums. */
function usageOf(name: VariableName): Values | undefined {
  if (!name.startsWith('usage.')) return undefined;
  if (name.endsWith('.days30d')) return { type: 'number', set: [[0, 30]], steps: 1 };
  return { type: 'number', set: [[0, MAX_USAGE]], steps: undefined };
}

/** Each base plan with its tier, and no base plan at all, each beside add-ons of its product only. */
function licensesOf(plans: readonly KnownPlan[]): LicenseForm[] {
  const addons = new Map<string, Set<string>>();
  for (const { kind, product, name } of plans) {
    const known = addons.get(product) ?? new Set();
    if (kind === 'addon') known.add(name);
    addons.set(product, known);
  }
  const bases = plans.filter(({ kind }) => kind === 'base');
  const forms = new Map<string, LicenseForm>();
  const add = (product: string, plan: string, tier: number) =>
    forms.set(`${product} ${plan} ${tier}`, { product, plan, tier, addons: [...(addons.get(product) ?? [])] });
  for (const { product, name, tier } of bases) add(product, name, tier);
  for (const product of addons.keys()) add(product, '', 0);
  if (forms.size === 0) add('', '', 0);
  return [...forms.values()];
}
