import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type ExplainRequest, explainRequestSchema, issuesOf } from '@licet/contracts';
import { didYouMean } from '@licet/core/catalog';
import { addDays, isCivilDate } from '@licet/core/time';

/** What somebody asked for that cannot be answered as it was asked: said, and how to ask instead. */
export class Misasked extends Error {}

export const USAGE = `What regulations demand, by the packs in catalog/packs.

  npm run explain -- --licensee consumer --place US-CA --term P1Y --bought 2025-08-01    what applies to a licensee
  npm run explain -- --on 2027-01-12                                                     what changes for us on a day
  npm run explain -- --calendar 2026-01-01..2027-12-31                                   what changes, first and last day

The licensee   --licensee consumer|small_business|business  --place US-CA (billing)  --usage SY  --data-subject DE  --zone Europe/Berlin
The contract   --bought 2025-08-01  --term P1Y  --renewal-term P1Y  --notice P1M  --extended 2026-08-01  --trial-end 2026-08-01
               --price-rise 2026-08-01
The features   --feature exports  --plan team@1 (all that it grants), both of --catalog catalog/atlas; or what one is, words with commas between:
               --feature tag=biometric,export-class=EAR99|5D992.c|5D002,enc=a|b1|b2|b3,software-class=design,context=workplace,purpose=medical
               --delivery software|cloud|support
What is held   --holds scc=2024-01-01 (evidence, since when)  --consent express  --home eu-central-1=DE
The question   --act issue|renewal|migration|check  --at 2026-06-01  --facts request.json (the body of POST /v1/regulations/explain)
The rulebook   --nexus US (whose law binds us)  --pack vendor.yaml (a pack of our own)
The answer     --json (as the API gives it)

What may be said more than once: --place, --usage, --data-subject, --extended, --feature, --holds, --consent, --home, --nexus, --pack.`;

const one = { type: 'string' } as const;
const many = { type: 'string', multiple: true } as const;
const flag = { type: 'boolean', default: false } as const;
const OPTIONS = {
  licensee: one,
  place: many,
  usage: many,
  'data-subject': many,
  zone: one,
  bought: one,
  term: one,
  'renewal-term': one,
  notice: one,
  extended: many,
  'trial-end': one,
  'price-rise': one,
  feature: many,
  plan: one,
  catalog: { type: 'string', default: 'catalog/atlas' },
  delivery: one,
  holds: many,
  consent: many,
  home: many,
  act: one,
  at: one,
  facts: one,
  nexus: many,
  pack: many,
  on: one,
  calendar: one,
  json: flag,
  help: flag,
} as const;
type Values = ReturnType<typeof parse>;

interface Common {
  readonly json: boolean;
  /** Files of packs beside those that ship. */
  readonly packs: readonly string[];
  /** Undefined where it is left to the packs. */
  readonly nexus: readonly string[] | undefined;
}

export type Question =
  | { readonly what: 'help' }
  | (Common & {
      readonly what: 'explain';
      readonly request: ExplainRequest;
      /** The folder of the catalog that names are looked up in. */
      readonly catalog: string;
    })
  | (Common & { readonly what: 'calendar'; readonly from: string; readonly to: string });

/** What the arguments ask for. Throws Misasked, or parseArgs' own TypeError. */
export function questionOf(args: readonly string[]): Question {
  const values = parse(args);
  if (values.help || args.length === 0) return { what: 'help' };
  const common = { json: values.json, packs: values.pack ?? [], nexus: values.nexus };
  if (values.on !== undefined) {
    const on = dateOf(values.on, '--on');
    return { what: 'calendar', ...common, from: on, to: addDays(on, 1) };
  }
  if (values.calendar !== undefined) {
    const [from = '', last = '', ...more] = values.calendar.split('..');
    if (more.length > 0 || last === '')
      throw new Misasked('--calendar is a first and a last day: 2026-01-01..2026-12-31');
    const period = { from: dateOf(from, '--calendar'), to: addDays(dateOf(last, '--calendar'), 1) };
    if (period.from >= period.to) throw new Misasked(`--calendar: ${last} lies before ${from}`);
    return { what: 'calendar', ...common, ...period };
  }
  return { what: 'explain', ...common, request: requestOf(values), catalog: values.catalog };
}

function parse(args: readonly string[]) {
  return parseArgs({ args: [...args], options: OPTIONS, strict: true }).values;
}

function dateOf(text: string, option: string): string {
  if (isCivilDate(text)) return text;
  throw new Misasked(`${option}: "${text}" is no day that there is; write it as 2027-01-12`);
}

/** The options as the body that the API takes, held to its form. */
function requestOf(values: Values): ExplainRequest {
  const given = {
    ...(values.facts !== undefined && factsIn(values.facts)),
    ...said({
      at: values.at,
      act: values.act,
      licensee: values.licensee,
      zone: values.zone,
      delivery: values.delivery,
      places: some({ billing: values.place, usage: values.usage, dataSubject: values['data-subject'] }),
      vendorNexus: values.nexus,
      features: values.feature?.map(featureIn),
      plan: values.plan,
      attributes: values.holds && Object.fromEntries(values.holds.map((held) => pair(held, '--holds scc=2024-01-01'))),
      consents: values.consent,
      contract: contractIn(values),
      homes: values.home?.map((home) => {
        const [id, place] = pair(home, '--home eu-central-1=DE');
        return { id, place };
      }),
    }),
  };
  const { data, error } = explainRequestSchema.safeParse(given);
  if (data !== undefined) return data;
  throw new Misasked(
    issuesOf(error)
      .map(({ path, message }) => `${optionOf(path)}: ${message}`)
      .join('\n'),
  );
}

/** `exports`, `exports,context=workplace`, or `tag=biometric,export-class=5D002`. */
function featureIn(text: string): Record<string, unknown> {
  const [words, names] = [true, false].map((isFact) => text.split(',').filter((word) => word.includes('=') === isFact));
  if (names !== undefined && names.length > 1)
    throw new Misasked(`--feature: ${names.join(' and ')} are two; say --feature twice`);
  const facts: Record<string, unknown> = said({ name: names?.[0] });
  for (const word of words ?? []) {
    const [option, value] = pair(word, '--feature export-class=5D002');
    const fact = FEATURE_FACTS[option];
    if (fact === undefined)
      throw new Misasked(`--feature: nothing is called "${option}".${didYouMean(option, Object.keys(FEATURE_FACTS))}`);
    facts[fact] = fact === 'tags' ? [...[facts['tags'] ?? []].flat(), value] : value;
  }
  return facts;
}

/** What can be said of a feature, and what it is called in the request. */
const FEATURE_FACTS: Readonly<Record<string, string>> = {
  tag: 'tags',
  'export-class': 'exportClass',
  enc: 'enc',
  'software-class': 'softwareClass',
  context: 'context',
  purpose: 'purpose',
};

function contractIn(values: Values) {
  const contract = some({
    concluded: values.bought,
    initialTerm: values.term,
    renewalTerm: values['renewal-term'],
    noticePeriod: values.notice,
    changes: values.extended?.map((on) => ({ on, what: 'extension', newContract: false })),
    trial: values['trial-end'] && values.bought && { from: values.bought, end: values['trial-end'] },
    feeChange: values['price-rise'] && { kind: 'rise', on: values['price-rise'] },
  });
  if (contract !== undefined && values.bought === undefined)
    throw new Misasked('what is said of a contract hangs on when it was concluded; say it: --bought 2025-08-01');
  return contract;
}

function factsIn(file: string): object {
  const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (typeof value !== 'object' || value === null) throw new Misasked(`--facts: ${file} holds no JSON object`);
  return value;
}

function pair(text: string, example: string): [string, string] {
  const at = text.indexOf('=');
  if (at < 1) throw new Misasked(`"${text}" lacks a name or a value; write it as ${example}`);
  return [text.slice(0, at), text.slice(at + 1)];
}

function said(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

function some(values: Readonly<Record<string, unknown>>): Record<string, unknown> | undefined {
  const given = said(values);
  return Object.keys(given).length === 0 ? undefined : given;
}

/** The names of options by where their values stand in the request. */
const NAMES: Readonly<Record<string, string>> = {
  'places.billing': 'place',
  'places.usage': 'usage',
  'places.dataSubject': 'data-subject',
  'contract.concluded': 'bought',
  'contract.initialTerm': 'term',
  'contract.renewalTerm': 'renewal-term',
  'contract.noticePeriod': 'notice',
  'contract.changes': 'extended',
  'contract.trial': 'trial-end',
  'contract.feeChange': 'price-rise',
  features: 'feature',
  attributes: 'holds',
  consents: 'consent',
  homes: 'home',
  vendorNexus: 'nexus',
};

/** The option that something in the request comes from; its place in the facts, where it comes from none. */
export function optionOf(path: readonly PropertyKey[]): string {
  const names = path.map(String);
  const option = NAMES[names.slice(0, 2).join('.')] ?? NAMES[names[0] ?? ''];
  if (option !== undefined) return `--${option}`;
  return names.length === 1 && names[0] !== undefined && names[0] in OPTIONS ? `--${names[0]}` : names.join('.');
}
