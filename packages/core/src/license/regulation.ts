import type { LoadedProgram } from '../catalog/load.ts';
import type { Act, ConsentForm, Contract, ContractChange, Licensee, Situation } from '../regulation/situation.ts';
import { civilDate } from '../time/zone.ts';
import type { Amendment, Consent, Item, LicenseBody } from './license.ts';

/** What of a license regulations are asked about. */
export type Regulated = Pick<LicenseBody, 'zone' | 'jurisdiction' | 'consents' | 'evidence' | 'amendments'>;

/** The forms of consent that are in effect. */
export function inEffect(consents: readonly Consent[]): ReadonlySet<ConsentForm> {
  return new Set(consents.filter(({ withdrawn }) => withdrawn === null).map(({ form }) => form));
}

/**
 * A license as regulations see it when something is about to be done. The customer's place stands for where it is billed, where its
 * people use the product and where the data subjects are, until something says otherwise.
 */
export function situationOf(
  { zone, jurisdiction, consents, evidence }: Regulated,
  program: LoadedProgram,
  act: Act,
  rest: Partial<Situation> = {},
): Situation {
  const { licensee, country, subdivision } = jurisdiction;
  const { vendor } = program.regulations?.rulebook ?? {};
  const place = subdivision ?? country;
  const places = place === undefined ? undefined : [place];
  const who: Licensee | undefined = licensee ?? vendor?.licensees;
  return {
    act,
    ...(who && { licensee: who }),
    places: { billing: places, usage: places, data_subject: places },
    vendorNexus: vendor?.nexus ?? [],
    zone,
    attributes: evidence,
    consents: [...inEffect(consents)],
    ...rest,
  };
}

/**
 * The contract that a line is, for the term that ends with its last item. Each new term extends it; what else an amendment says of a contract
 * is a legal call that somebody has made.
 */
export function contractOf(
  { zone, amendments, consents }: Regulated,
  program: LoadedProgram,
  items: readonly Item[],
): Contract {
  const own = items.filter(({ line }) => line === items.at(-1)?.line);
  const [first, last] = [own[0], own.at(-1)];
  if (first === undefined || last === undefined) throw new Error('a contract is one of a line, and there is none');
  const date = (at: number) => civilDate(at, zone);
  const paid = own.find(({ trial }) => !trial);
  const term = program.plans.get((paid ?? first).plan)?.plan.term;
  const trial = first.trial && first.to !== null ? { from: date(first.from), end: date(first.to) } : undefined;
  const [fee] = amendments
    .flatMap((one) =>
      one.line === last.line && one.feeChange !== undefined ? [{ kind: one.feeChange, from: one.from }] : [],
    )
    .toReversed();
  const consented = consents.find(({ withdrawn }) => withdrawn === null)?.at;
  return {
    concluded: date(first.from),
    changes: amendments.filter(({ line }) => line === last.line).flatMap((amendment) => changeOf(amendment, date)),
    initialTerm: term,
    renewalTerm: program.plans.get(last.plan)?.plan.term,
    renewal: last.to === null ? undefined : date(last.to),
    trial,
    feeChange: fee && { kind: fee.kind, on: date(fee.from) },
    consentedOn: consented === undefined ? undefined : date(consented),
  };
}

function changeOf({ why, from, newContract: anew }: Amendment, date: (at: number) => string): ContractChange[] {
  const newContract = anew === true;
  if (why === 'renewal') return [{ on: date(from), what: 'extension', newContract }];
  if (why === 'migration' || why === 'amendment') return [{ on: date(from), what: why, newContract }];
  return [];
}
