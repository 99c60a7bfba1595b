import type { LoadedProgram } from '../catalog/load.ts';
import { type Assessment, assess, type Verdict } from '../regulation/assess.ts';
import type { LoadedRulebook } from '../regulation/rulebook.ts';
import type { ConsentForm, FeatureFacts, Home } from '../regulation/situation.ts';
import { sorted } from '../regulation/order.ts';
import { canonicalJson } from '../hash/canonical-json.ts';
import { missingForms, unmetConsents } from './consent.ts';
import type { Item } from './license.ts';
import { contractOf, type Regulated, situationOf } from './regulation.ts';
import { type Refusal, refused } from './refusal.ts';

/** What regulations make of something that is ordered. */
export interface Screening {
  readonly verdict: Verdict;
  /** The rows that deny it, or ask for something first. */
  readonly rows: readonly string[];
  /** The forms of consent that are missing. */
  readonly forms: readonly ConsentForm[];
  /** Whether it is denied since no home is permitted for its data. */
  readonly homeless: boolean;
}

/** Assesses the issue of what an order brings: its features, and the consents that its contracts need. */
export function screenIssue(
  regulated: Regulated,
  program: LoadedProgram,
  items: readonly Item[],
  now: number,
  homes?: readonly Home[],
): Screening {
  const rulebook = program.regulations?.acting;
  if (rulebook === undefined) return { verdict: 'allow', rows: [], forms: [], homeless: false };
  const { because, ...ruled } = verdictOn(program, items, (feature) =>
    assess(rulebook, situationOf(regulated, program, 'issue', { feature, ...(homes && { homes }) }), now),
  );
  const { rows, forms } = missingConsents(regulated, program, rulebook, items, now);
  return { ...ruled, rows: sorted([...because, ...rows]), forms };
}

/**
 * The verdict on plans, with the rows that make it so. They are denied, or reviewed, where every class of features that they grant is: what is
 * barred for one class alone is no reason to withhold the others, and the check bars it by itself.
 */
export function verdictOn(
  program: LoadedProgram,
  plans: readonly Pick<Item, 'plan'>[],
  assessed: (feature: FeatureFacts) => Assessment,
): Pick<Assessment, 'verdict' | 'because'> & Pick<Screening, 'homeless'> {
  const all = classesOf(program, plans).map((feature) => assessed(feature));
  const verdict = VERDICTS.find((one) => all.some((assessment) => assessment.verdict === one)) ?? 'allow';
  return {
    verdict,
    because: sorted(all.filter((one) => one.verdict === verdict).flatMap(({ because }) => because)),
    homeless: all.some(({ homes }) => homes.permitted?.length === 0),
  };
}

/** The mildest first. */
const VERDICTS: readonly Verdict[] = ['allow', 'review', 'deny'];

/** The refusal of what regulations deny. */
export function denied({ homeless, rows }: Screening, what: string): Refusal {
  return homeless
    ? { ...refused('home_not_permitted', `no home is permitted for ${what}: ${rows.join(', ')}`), rows }
    : { ...refused('regulation_denied', `regulations forbid ${what}: ${rows.join(', ')}`), rows };
}

/** Whether regulations have nothing against it, and ask for nothing. */
export function isClear({ verdict, forms }: Screening): boolean {
  return verdict === 'allow' && forms.length === 0;
}

/** The distinct classes of the features that plans grant; one of which nothing is known, where they grant none. */
function classesOf(program: LoadedProgram, plans: readonly Pick<Item, 'plan'>[]): readonly FeatureFacts[] {
  const granted = new Set(
    plans.flatMap(({ plan }) =>
      [...(program.plans.get(plan)?.grants ?? [])].filter(grants).map(([feature]) => feature),
    ),
  );
  const classes = [...granted].map((feature): FeatureFacts => {
    const { tags, exportClass, enc, softwareClass } = program.features[feature] ?? {};
    return { tags, exportClass, enc, softwareClass };
  });
  const distinct = [...new Map(classes.map((one) => [canonicalJson(one), one])).values()];
  return distinct.length === 0 ? [{}] : distinct;
}

function grants([, value]: readonly [feature: number, value: unknown]): boolean {
  return value !== false && value !== 0;
}

/** What contracts need consent for before they are entered, and is not given. */
function missingConsents(
  regulated: Regulated,
  program: LoadedProgram,
  rulebook: LoadedRulebook,
  items: readonly Item[],
  now: number,
): Pick<Screening, 'rows' | 'forms'> {
  const unmet = [...Map.groupBy(items, ({ line }) => line).values()].flatMap((line) => {
    const contract = contractOf(regulated, program, line);
    return unmetConsents(rulebook, assess(rulebook, situationOf(regulated, program, 'issue', { contract }), now));
  });
  return { rows: unmet.map(({ row }) => row), forms: missingForms(unmet, regulated) };
}
