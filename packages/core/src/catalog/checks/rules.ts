import { type ReadRule, readRule } from '../../segment/lower.ts';
import type { Mention } from '../../segment/lowering.ts';
import { ExpressionError } from '../../segment/parse.ts';
import type { Variables } from '../../segment/variables.ts';
import { bucketsIn } from '../analysis/reads.ts';
import { planName } from '../load.ts';
import { didYouMean } from '../problem.ts';
import { catalogVariables } from '../variables.ts';
import { arePlansKnown, type Examined, mayExist } from './examined.ts';

/** Reads every rule. Those that cannot be read are reported, and are not among the answer. */
export function checkRules(examined: Examined): ReadonlyMap<string, ReadRule> {
  const { catalog, report } = examined;
  const variables: Readonly<Record<'customer' | 'request', Variables>> = {
    customer: catalogVariables(catalog, 'customer'),
    request: catalogVariables(catalog, 'request'),
  };
  const names = planNames(examined);
  const rules = new Map<string, ReadRule>();
  for (const [name, segment] of Object.entries(catalog.segments)) {
    const path = ['segments', name, 'rule'];
    try {
      const rule = readRule(segment.rule, variables[segment.level]);
      checkExperiment(examined, name, segment.experiment, rule);
      // Of a rule that names what does not exist nothing more is said: it would only say the same again.
      if (names === undefined || checkMentions(examined, names, rule.mentions, path)) rules.set(name, rule);
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      const { missing, message, offset } = error;
      if (missing === undefined || !mayExist(examined, missing)) report.add('rule_invalid', path, message, offset);
    }
  }
  return rules;
}

type PlanNames = Readonly<Record<Mention['what'], ReadonlySet<string>>>;

/** The plans that rules can name; undefined where a plan could not be read, and may be any. */
function planNames(examined: Examined): PlanNames | undefined {
  if (!arePlansKnown(examined)) return undefined;
  const { plans } = examined;
  const ofKind = (wanted: 'base' | 'addon') =>
    new Set(Object.entries(plans).flatMap(([plan, { kind }]) => (kind === wanted ? [planName(plan)] : [])));
  return { plan: ofKind('base'), addon: ofKind('addon') };
}

/** A rule that compares a license's plan with a name that no plan has is never true, and nobody would notice. */
function checkMentions(
  { report }: Examined,
  names: PlanNames,
  mentions: readonly Mention[],
  path: readonly string[],
): boolean {
  const unknown = mentions.filter(({ what, name }) => name !== '' && !names[what].has(name));
  for (const { what, name, offset } of unknown)
    report.add('name_unknown', path, () => unknownPlan(what, name, names[what]), offset);
  return unknown.length === 0;
}

function unknownPlan(what: Mention['what'], name: string, known: ReadonlySet<string>): string {
  const said = `there is no ${what === 'plan' ? 'base plan' : 'add-on'} "${name}".`;
  if (name.includes('@') && known.has(planName(name)))
    return `${said} Rules see a plan without its version, as "${planName(name)}".`;
  const some = known.size === 0 ? '' : ` There are ${[...known].slice(0, 8).join(', ')}.`;
  return said + (didYouMean(name, known) || some);
}

function checkExperiment(
  { report }: Examined,
  name: string,
  experiment: string | undefined,
  { expression }: ReadRule,
): void {
  if (experiment === undefined) return;
  const salts = bucketsIn(expression);
  if (salts.includes(experiment)) return;
  const message =
    salts.length === 0
      ? `the rule of an experiment draws lots: add bucket('${experiment}', customer.id) < 50`
      : `the rule draws lots for "${salts.join('", "')}", not for the experiment "${experiment}"`;
  report.add('experiment_mismatch', ['segments', name, 'experiment'], message);
}
