import { latestPlan, type LoadedProgram } from '../catalog/load.ts';
import { addPeriod } from '../time/civil.ts';
import { civilDate, startOfDay } from '../time/zone.ts';
import type { LifecycleCommand } from './command.ts';
import { cancel, cancelledAt, reinstate } from './cancel.ts';
import { recordConsent, recordEvidence, withdrawConsent, withdrawEvidence } from './consent.ts';
import type { Decided } from './decided.ts';
import { closeGates } from './gate.ts';
import { accept, lettingIn } from './held.ts';
import type { Amendment, Item, License } from './license.ts';
import { overrideOf } from './override.ts';
import { addsTerm } from './lines.ts';
import { known, lineItems, lineUnknown, standingItem } from './named-line.ts';
import { refused, type Refusal } from './refusal.ts';
import { recordNotice } from './record-notice.ts';
import { lawfulTerm } from './regulated-renewal.ts';
import { nextTerm } from './renew.ts';

type Of<T extends LifecycleCommand['type']> = Extract<LifecycleCommand, { type: T }>;

/** What a command would decide about a license at a moment, or why it decides nothing. States are checked elsewhere. */
export function decided(
  license: License,
  program: LoadedProgram,
  command: LifecycleCommand,
  now: number,
): Decided | Refusal {
  switch (command.type) {
    case 'activate':
      return activate(license, program, now);
    case 'amend':
      return amend(license, program, command, now);
    case 'migrate':
      return amend(license, program, command, now, 'migration');
    case 'renew':
      return renew(license, program, command, now);
    case 'convert':
      return convert(license, program, command, now);
    case 'extend-trial':
      return extendTrial(license, program, command, now);
    case 'suspend':
      return { hold: { state: 'suspended', since: now } };
    case 'revoke':
      return {
        hold: { state: 'revoked', since: now },
        gates: closeGates(license.gates, () => true, 'superseded', now),
      };
    case 'reinstate':
      return reinstate(license, now);
    case 'cancel':
      return cancel(license, program, command, now);
    case 'transfer':
      return command.to === license.customer
        ? refused('customer_same', `the license belongs to ${command.to} already`)
        : cancelledAt(license, now, now);
    case 'override':
      return overrideOf(license, program, command);
    case 'record-notice':
      return recordNotice(license, program, command, now);
    case 'clear-override':
      return license.overrides.some(({ id }) => id === command.id)
        ? { overrides: license.overrides.filter(({ id }) => id !== command.id) }
        : refused(
            'override_unknown',
            `there is no override "${command.id}"${known(license.overrides.map(({ id }) => id))}`,
          );
    case 'accept':
      return accept(license, program, command, now);
    case 'record-consent':
      return lettingIn(license, program, recordConsent(license, command, now), now);
    case 'withdraw-consent':
      return withdrawConsent(license, command, now);
    case 'record-evidence':
      return lettingIn(license, program, recordEvidence(license, command), now);
    case 'withdraw-evidence':
      return withdrawEvidence(license, command);
  }
}

function activate(license: License, program: LoadedProgram, now: number): Decided | Refusal {
  const awaits = license.items.some(
    ({ plan, to, trial, from }) =>
      from <= now && to === null && !trial && program.plans.get(plan)?.plan.firstUse === true,
  );
  if (awaits && license.started === null) return { started: civilDate(now, license.zone) };
  const item = standingItem(license, program, now);
  if (item === undefined || item.from <= now)
    return refused('nothing_to_activate', 'nothing of the license waits for its first use or lies ahead');
  return amendment(license, { ...termOf(item), from: now, why: 'activation' });
}

function amend(
  license: License,
  program: LoadedProgram,
  command: Of<'amend'> | Of<'migrate'>,
  now: number,
  why: Amendment['why'] = 'amendment',
): Decided | Refusal {
  const items = lineItems(license, program, command.line, now);
  const first = items[0];
  if (first === undefined) return lineUnknown(license, command.line);
  const from =
    'from' in command && command.from !== undefined
      ? startOfDay(command.from, license.zone)
      : Math.max(now, first.from);
  const item = items.find((one) => one.from <= from && (one.to === null || from < one.to));
  if (item === undefined)
    return refused(
      'date_outside',
      `the line ${first.line} covers ${spanOf(items, license.zone)}; the change must begin in it`,
    );
  const plan = command.plan === undefined ? item.plan : planLike(program, command.plan, item);
  if (plan === undefined) return planUnknown(license, command.plan);
  const quantity = 'quantity' in command ? (command.quantity ?? item.quantity) : item.quantity;
  const agreed = agreedOf(command);
  if (plan === item.plan && quantity === item.quantity && Object.keys(agreed).length === 0)
    return refused('nothing_changes', `${item.line} is ${quantity} × ${plan} already on that day`);
  if (agreed.newContract === true) {
    const term = program.plans.get(plan)?.plan.term;
    const to = term === undefined ? null : startOfDay(addPeriod(civilDate(from, license.zone), term), license.zone);
    return amendment(license, { ...termOf(item), from, to, plan, quantity, why, ...agreed });
  }
  // From then on: terms that were added after that one, and are like it, change with it.
  const alike = items.filter(
    (one) => one.from > from && one.plan === item.plan && one.quantity === item.quantity && !one.trial,
  );
  return [item, ...alike].reduce<{ amendments: readonly Amendment[] }>((so, one) => {
    const begins = Math.max(from, one.from);
    const meant = one === item ? agreed : {};
    return amendment(so, {
      ...termOf(one),
      from: begins,
      plan,
      quantity,
      why: whyOf(license, one, begins) ?? why,
      ...meant,
    });
  }, license);
}

/** What a command says of the contract, as an amendment keeps it. */
function agreedOf({ feeChange, newContract }: Of<'amend'> | Of<'migrate'> | Of<'renew'>) {
  return {
    ...(feeChange !== undefined && feeChange !== 'none' && { feeChange }),
    ...(newContract === true && { newContract }),
  };
}

/** A term that was added stays one, also where it is other from its first day on. */
function whyOf({ amendments }: License, { line }: Item, from: number): Amendment['why'] | undefined {
  return amendments.find((one) => one.line === line && one.from === from && addsTerm(one))?.why;
}

function renew(license: License, program: LoadedProgram, command: Of<'renew'>, now: number): Decided | Refusal {
  const items = lineItems(license, program, command.line, now);
  const last = items.at(-1);
  if (last === undefined) return lineUnknown(license, command.line);
  if (last.trial) return refused('trial_missing', `${last.line} is a trial, which is converted and not renewed`);
  if (last.to === null) return refused('term_endless', `${last.line} has no end, so there is nothing to renew`);
  if (last.coterm === true)
    return refused('term_endless', `${last.line} ends with its base plan, and is renewed with it`);
  if (command.end !== undefined && command.end !== last.to)
    return refused(
      'term_renewed',
      `the term that ends on ${civilDate(command.end, license.zone)} is not the last one of ${last.line}`,
    );
  const plan = command.plan === undefined ? last.plan : planLike(program, command.plan, last);
  if (plan === undefined) return planUnknown(license, command.plan);
  const term = command.term ?? lawfulTerm(license, program, last, program.plans.get(plan)?.plan.term);
  const next = nextTerm(items, program, license.zone, now, { ...command, plan, term });
  if (next === undefined) return planUnknown(license, plan);
  return { ...amendment(license, { ...next, ...agreedOf(command) }), ...settledRenewal(license, last.line, now) };
}

function convert(license: License, program: LoadedProgram, command: Of<'convert'>, now: number): Decided | Refusal {
  const items = lineItems(license, program, command.line, now);
  const last = items.at(-1);
  if (last === undefined) return lineUnknown(license, command.line);
  if (!last.trial || last.to === null) return refused('trial_missing', `${last.line} is no trial`);
  const from = command.at === 'end' ? last.to : now;
  const term = nextTerm(items, program, license.zone, now, { from });
  if (term === undefined) return planUnknown(license, last.plan);
  return { ...amendment(license, term), ...settledRenewal(license, last.line, now) };
}

function extendTrial(
  license: License,
  program: LoadedProgram,
  command: Of<'extend-trial'>,
  now: number,
): Decided | Refusal {
  const last = lineItems(license, program, command.line, now).at(-1);
  if (last === undefined) return lineUnknown(license, command.line);
  if (!last.trial || last.to === null) return refused('trial_missing', `${last.line} is no trial`);
  const to = startOfDay(command.to, license.zone);
  if (to <= last.to || to <= now)
    return refused(
      'date_outside',
      `the trial ends on ${civilDate(last.to, license.zone)}; it is extended to a later day that lies ahead`,
    );
  const from = Math.max(last.to, now);
  return amendment(license, { ...termOf(last), from, to, why: 'extension' });
}

/** Amendments with one more; those that it covers are of no account any longer, unless it may yet be taken back. */
function amendment(
  { amendments }: Pick<License, 'amendments'>,
  added: Amendment,
): { readonly amendments: readonly Amendment[] } {
  const covered = ({ line, from, to }: Amendment) =>
    added.feeChange === undefined &&
    line === added.line &&
    from >= added.from &&
    (added.to === null || (to !== null && to <= added.to));
  return { amendments: [...amendments.filter((one) => !covered(one)), added] };
}

/** A renewal that is done is not under way, and nobody is asked about it any more. */
function settledRenewal(license: License, line: string, now: number): Decided {
  return {
    renewals: license.renewals.filter((renewal) => renewal.line !== line),
    gates: closeGates(
      license.gates,
      ({ command }) => (command.type === 'renew' || command.type === 'convert') && command.line === line,
      'superseded',
      now,
    ),
  };
}

/** A plan of the same product and kind as an item's, at its newest version where none is named. */
function planLike(program: LoadedProgram, name: string, item: Item): string | undefined {
  const [plan, held] = [latestPlan(program, name), program.plans.get(item.plan)?.plan];
  return plan !== undefined && plan.product === held?.product && plan.kind === held.kind ? plan.name : undefined;
}

/** A term as an amendment keeps it. What ends with the base plan has no end of its own. */
function termOf({ line, from, to, plan, quantity, trial, coterm }: Item): Omit<Amendment, 'why'> {
  return { line, from, to: coterm === true ? null : to, plan, quantity, trial };
}

function planUnknown(license: License, plan: string | undefined): Refusal {
  return refused('plan_unknown', `the catalog has no plan "${plan}" of the same kind for ${license.product}`);
}

function spanOf(items: readonly Item[], zone: string): string {
  const [first, last] = [items[0], items.at(-1)];
  const date = (at: number | null | undefined) => (at === null || at === undefined ? 'for ever' : civilDate(at, zone));
  return `${date(first?.from)} to ${date(last?.to)}`;
}
