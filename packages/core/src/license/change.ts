import { latestPlan, type LoadedProgram } from '../catalog/load.ts';
import { civilDate, startOfDay } from '../time/zone.ts';
import type { LifecycleCommand } from './command.ts';
import type { Decided } from './decided.ts';
import { closeGates } from './gate.ts';
import type { Amendment, Item, License } from './license.ts';
import { overrideOf } from './override.ts';
import { refused, type Refusal } from './refusal.ts';
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
    case 'clear-override':
      return license.overrides.some(({ id }) => id === command.id)
        ? { overrides: license.overrides.filter(({ id }) => id !== command.id) }
        : refused(
            'override_unknown',
            `there is no override "${command.id}"${known(license.overrides.map(({ id }) => id))}`,
          );
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
  if (plan === item.plan && quantity === item.quantity)
    return refused('nothing_changes', `${item.line} is ${quantity} × ${plan} already on that day`);
  // From then on: terms that were added after that one, and are like it, change with it.
  const alike = items.filter(
    (one) => one.from > from && one.plan === item.plan && one.quantity === item.quantity && !one.trial,
  );
  return [item, ...alike].reduce<{ amendments: readonly Amendment[] }>(
    (so, one) => amendment(so, { ...termOf(one), from: Math.max(from, one.from), plan, quantity, why }),
    license,
  );
}

function renew(license: License, program: LoadedProgram, command: Of<'renew'>, now: number): Decided | Refusal {
  const items = lineItems(license, program, command.line, now);
  const last = items.at(-1);
  if (last === undefined) return lineUnknown(license, command.line);
  if (last.trial) return refused('trial_missing', `${last.line} is a trial, which is converted and not renewed`);
  if (last.to === null) return refused('term_endless', `${last.line} has no end, so there is nothing to renew`);
  if (command.end !== undefined && command.end !== last.to)
    return refused(
      'term_renewed',
      `the term that ends on ${civilDate(command.end, license.zone)} is not the last one of ${last.line}`,
    );
  const plan = command.plan === undefined ? last.plan : planLike(program, command.plan, last);
  if (plan === undefined) return planUnknown(license, command.plan);
  const term = nextTerm(items, program, license.zone, now, { ...command, plan });
  if (term === undefined) return planUnknown(license, plan);
  return { ...amendment(license, term), ...settledRenewal(license, last.line, now) };
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

function reinstate(license: License, now: number): Decided | Refusal {
  if (license.hold !== null) return { hold: null };
  if (license.cancellation !== null && license.cancellation.at > now) return { cancellation: null };
  return refused(
    'nothing_to_reinstate',
    'the license is neither suspended nor revoked, and no cancellation is under way',
  );
}

function cancel(license: License, program: LoadedProgram, command: Of<'cancel'>, now: number): Decided | Refusal {
  if (command.at === undefined || command.at === 'now') return cancelledAt(license, now, now);
  if (command.at !== 'end') {
    const at = startOfDay(command.at, license.zone);
    return at > now
      ? cancelledAt(license, at, now)
      : refused(
          'date_outside',
          `${command.at} has passed; a license is cancelled now, at its end, or on a day that lies ahead`,
        );
  }
  const item = standingItem(license, program, now);
  if (item === undefined || item.to === null)
    return refused('term_endless', 'the license has no end; cancel it now, or on a day');
  return cancelledAt(license, item.to, now);
}

/** What waits for an answer is overtaken by the end. */
function cancelledAt(license: License, at: number, now: number): Decided {
  return {
    cancellation: { at, orders: Object.keys(license.orders).toSorted() },
    gates: closeGates(license.gates, () => true, 'superseded', now),
    ...(at <= now && license.hold?.state === 'suspended' && { hold: null }),
  };
}

/** Amendments with one more; those that it covers are of no account any longer. */
function amendment(
  { amendments }: Pick<License, 'amendments'>,
  added: Amendment,
): { readonly amendments: readonly Amendment[] } {
  const covered = ({ line, from, to }: Amendment) =>
    line === added.line && from >= added.from && (added.to === null || (to !== null && to <= added.to));
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

/** The items of a line; of the base plan's where none is named. */
function lineItems(license: License, program: LoadedProgram, line: string | undefined, now: number): Item[] {
  const name = line ?? standingItem(license, program, now)?.line;
  return license.items.filter((item) => item.line === name);
}

/** The item of the base plan that stands now; where none does, the one that comes next, or the last that was. */
function standingItem(license: License, program: LoadedProgram, now: number): Item | undefined {
  const bases = license.items.filter(({ plan }) => program.plans.get(plan)?.plan.kind === 'base');
  return (
    bases.find(({ from, to }) => from <= now && (to === null || now < to)) ??
    bases.find(({ from }) => from > now) ??
    bases.at(-1)
  );
}

/** A plan of the same product and kind as an item's, at its newest version where none is named. */
function planLike(program: LoadedProgram, name: string, item: Item): string | undefined {
  const [plan, held] = [latestPlan(program, name), program.plans.get(item.plan)?.plan];
  return plan !== undefined && plan.product === held?.product && plan.kind === held.kind ? plan.name : undefined;
}

function termOf({ line, from, to, plan, quantity, trial }: Item): Omit<Amendment, 'why'> {
  return { line, from, to, plan, quantity, trial };
}

function planUnknown(license: License, plan: string | undefined): Refusal {
  return refused('plan_unknown', `the catalog has no plan "${plan}" of the same kind for ${license.product}`);
}

function lineUnknown(license: License, line: string | undefined): Refusal {
  const lines = [...new Set(license.items.map((item) => item.line))];
  return refused(
    'line_unknown',
    line === undefined ? 'the license has no base plan' : `there is no line "${line}"${known(lines)}`,
  );
}

function known(names: readonly string[]): string {
  return names.length === 0 ? '' : `; there are ${names.join(', ')}`;
}

function spanOf(items: readonly Item[], zone: string): string {
  const [first, last] = [items[0], items.at(-1)];
  const date = (at: number | null | undefined) => (at === null || at === undefined ? 'for ever' : civilDate(at, zone));
  return `${date(first?.from)} to ${date(last?.to)}`;
}
