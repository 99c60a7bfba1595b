import type { LoadedProgram } from '../catalog/load.ts';
import { hashOf } from '../hash/index.ts';
import { assess, type Assessment } from '../regulation/assess.ts';
import type { Obligation } from '../regulation/obligation.ts';
import { sorted } from '../regulation/order.ts';
import type { LoadedRulebook, Regulation } from '../regulation/rulebook.ts';
import type { ConsentForm, Contract } from '../regulation/situation.ts';
import { endOf } from '../terms/active-items.ts';
import type { CivilDate } from '../time/calendar.ts';
import { civilDate } from '../time/zone.ts';
import type { GivenConsent, LifecycleCommand } from './command.ts';
import type { Decided } from './decided.ts';
import type { Consent, License, LicenseBody } from './license.ts';
import { refused, type Refusal } from './refusal.ts';
import { contractOf, inEffect, situationOf } from './regulation.ts';

type Of<T extends LifecycleCommand['type']> = Extract<LifecycleCommand, { type: T }>;

/** Proofs that a license keeps at most. */
export const MAX_CONSENTS = 64;

/** The consents that a contract needs and that were not given. What a feature needs consent for is for its checks. */
export function unmetConsents(
  { rows }: LoadedRulebook,
  { obligations }: Assessment,
): Extract<Obligation, { kind: 'require.consent' }>[] {
  const ofContracts = new Set(rows.filter(isOfContracts).map(({ id }) => id));
  return obligations
    .filter((one) => one.kind === 'require.consent')
    .filter((one) => !one.given && ofContracts.has(one.row));
}

function isOfContracts({ provisions }: Regulation): boolean {
  return provisions.some(({ kind, features }) => kind === 'require.consent' && features === undefined);
}

/** The forms of such consents that are not in effect. */
export function missingForms(
  unmet: readonly { readonly forms: readonly ConsentForm[] }[],
  { consents }: Pick<License, 'consents'>,
): readonly ConsentForm[] {
  const given = inEffect(consents);
  return sorted(unmet.flatMap(({ forms }) => forms.filter((form) => !given.has(form))));
}

/** Consents with those that were given besides; one that is known already is not kept twice. They are in the order in which they were given. */
export function withConsents(
  { id, consents }: Pick<License, 'id' | 'consents'>,
  given: readonly (GivenConsent & { readonly at: number })[],
): readonly Consent[] {
  const all = new Map(consents.map((consent) => [consent.id, consent]));
  for (const { form, text, channel, at } of given) {
    const key = `consent_${hashOf(id, form, text, channel, at)}`;
    if (!all.has(key)) all.set(key, { id: key, form, text, channel, at, withdrawn: null, keepUntil: null });
  }
  return [...all.values()].toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
}

export function recordConsent(
  license: License,
  { form, text, channel, at: said }: Of<'record-consent'>,
  now: number,
): Decided | Refusal {
  const at = said === undefined ? now : Date.parse(said);
  if (at > now) return refused('date_outside', `${said} lies ahead; a consent is recorded once it was given`);
  const consents = withConsents(license, [{ form, text, channel, at }]);
  if (consents.length === license.consents.length)
    return refused('nothing_changes', `the license has this ${form} consent already`);
  return consents.length > MAX_CONSENTS ? consentsFull() : { consents };
}

export function consentsFull(): Refusal {
  return refused('consents_full', `a license keeps the proofs of ${MAX_CONSENTS} consents at most`);
}

export function withdrawConsent(license: License, { id }: Of<'withdraw-consent'>, now: number): Decided | Refusal {
  const consent = license.consents.find((one) => one.id === id);
  if (consent === undefined) return refused('consent_unknown', `there is no consent "${id}"`);
  if (consent.withdrawn !== null)
    return refused('nothing_changes', `it was withdrawn at ${new Date(consent.withdrawn).toISOString()}`);
  return { consents: license.consents.map((one) => (one === consent ? { ...one, withdrawn: now } : one)) };
}

export function recordEvidence({ evidence }: License, { attribute, since }: Of<'record-evidence'>): Decided | Refusal {
  return Object.hasOwn(evidence, attribute) && evidence[attribute] === since
    ? refused('nothing_changes', `"${attribute}" is proven since ${since} already`)
    : { evidence: { ...evidence, [attribute]: since } };
}

export function withdrawEvidence({ evidence }: License, { attribute }: Of<'withdraw-evidence'>): Decided | Refusal {
  if (!Object.hasOwn(evidence, attribute)) return refused('evidence_unknown', `"${attribute}" is not proven`);
  return { evidence: Object.fromEntries(Object.entries(evidence).filter(([name]) => name !== attribute)) };
}

/**
 * Consents with the day until which rows ask for their proof, which is known once the license has ended. A proof that no row asks for any longer is
 * forgotten; one that none ever asked for stays.
 */
export function keptConsents(body: LicenseBody, program: LoadedProgram, now: number): readonly Consent[] {
  if (program.regulations === undefined || body.consents.length === 0) return body.consents;
  const today = civilDate(now, body.zone);
  const lines = [...Map.groupBy(body.items, ({ line }) => line).values()];
  const contracts = lines.map((items) => contractOf(body, program, items));
  const ended = endedOn(body, now);
  return body.consents.flatMap((consent) => {
    const keepUntil =
      ended === undefined ? null : (keptUntil(consent, contracts, ended, body, program, now) ?? consent.keepUntil);
    return keepUntil !== null && keepUntil < today ? [] : [{ ...consent, keepUntil }];
  });
}

/** The latest day that a row asks for; undefined where none says one. */
function keptUntil(
  { form, at }: Consent,
  contracts: readonly Contract[],
  ended: CivilDate,
  body: LicenseBody,
  program: LoadedProgram,
  now: number,
): CivilDate | undefined {
  const rulebook = program.regulations?.acting;
  if (rulebook === undefined) return undefined;
  const days = contracts.flatMap((contract) => {
    const about = { ...contract, consentedOn: civilDate(at, body.zone), ended };
    const { obligations } = assess(rulebook, situationOf(body, program, 'issue', { contract: about }), now);
    return obligations.flatMap((one) =>
      one.kind === 'require.consent' && one.forms.includes(form) && one.keepUntil !== null ? [one.keepUntil] : [],
    );
  });
  return days.toSorted().at(-1);
}

/** The day on which all that was ordered was over, whether or not a person has stopped it besides; undefined while something stands or lies ahead. */
function endedOn({ items, cancellation, zone }: LicenseBody, now: number): CivilDate | undefined {
  const ends = items.map((item) => endOf(item) ?? Number.POSITIVE_INFINITY);
  const last = ends.length === 0 ? (cancellation?.at ?? Number.POSITIVE_INFINITY) : Math.max(...ends);
  return last <= now ? civilDate(last, zone) : undefined;
}
