import { canonicalJson } from '../hash/canonical-json.ts';
import type { LoadedProgram } from '../catalog/load.ts';
import { addPeriod } from '../time/civil.ts';
import { civilDate, startOfDay } from '../time/zone.ts';
import { jurisdictionOf, pending } from './body.ts';
import type { Command, LifecycleCommand } from './command.ts';
import { consentsFull, MAX_CONSENTS, withConsents } from './consent.ts';
import { type Decided, isRefusal } from './decided.ts';
import { closeGates, type Gate, isOpen } from './gate.ts';
import type { Customer, Held, License } from './license.ts';
import { linesOf } from './lines.ts';
import { type Order, orderKey } from './order.ts';
import { openGate, type Question, questionsOf } from './open-gate.ts';
import { refused, type Refusal } from './refusal.ts';
import { inEffect } from './regulation.ts';
import { denied, isClear, screenIssue, type Screening } from './screen-issue.ts';
import type { World } from './world.ts';

/** How long a person has to look at an order that is held up, or a customer to consent. */
const TIME_TO_DECIDE = 'P30D';

type Orders = Pick<License, 'held' | 'gates'>;

/**
 * The orders that a license is made from. Under regulations nothing counts before it was screened, which happens when it is applied: what another
 * command finds stored and unknown, or was denied, is left for that.
 */
export function takenIn({ license, orders, program }: World, command: Command): readonly Order[] {
  if (program.regulations === undefined) return orders;
  const named = command.type === 'apply-orders' ? orderKey(command) : undefined;
  return orders.filter(
    (order) =>
      order.status === 'cancelled' || orderKey(order) === named || isKnown(license, order) || isThere(license, order),
  );
}

function isKnown(license: License | undefined, order: Order): boolean {
  return license?.orders[orderKey(order)] === order.version;
}

/** Whether something of an order counts or waits, in whichever version. */
function isThere(license: License | undefined, order: Order): boolean {
  const key = orderKey(order);
  return [...(license?.items ?? []), ...(license?.waiting ?? [])].some((item) => item.order === key);
}

/**
 * Screens an order that brings something new, and again those that are held up. What is denied is refused; what needs a review or a consent is held,
 * and asked for; what is clear counts. What counts already is not looked at: that its use may be barred is for checks.
 */
export function screenOrders(
  world: World,
  customer: Customer,
  product: string,
  named: Order,
  now: number,
): Decided | Refusal {
  const { program, homes } = world;
  if (program.regulations === undefined) return {};
  const before = world.license ?? pending(customer.id, product);
  const given = (named.consents ?? []).map((consent) => ({ ...consent, at: Date.parse(consent.at) }));
  const consents = withConsents(before, given);
  if (consents.length > MAX_CONSENTS) return consentsFull();
  const about = { ...before, zone: customer.zone, jurisdiction: jurisdictionOf(customer), consents };
  let { held, gates }: Orders = before;
  for (const order of world.orders) {
    const key = orderKey(order);
    const known = before.held[key];
    const isNew = order === named && !isKnown(before, order) && !isThere(before, order);
    if ((known === undefined && !isNew) || (known?.refused === true && known.version === order.version)) continue;
    const lines = linesOf(order, product, program, world.license, customer.zone, before.started);
    const items = lines.flatMap((line) => line.items);
    const found =
      order.status === 'cancelled' || items.length === 0 ? undefined : screenIssue(about, program, items, now, homes);
    if (found?.verdict === 'deny' && order === named) return denied(found, `the order ${key}`);
    if (found?.verdict === 'deny') continue;
    ({ held, gates } =
      found === undefined || isClear(found)
        ? letGo({ held, gates }, [key], now)
        : heldUp({ ...about, held, gates }, key, { ...asked(found), version: order.version }, now));
  }
  return { consents, held, gates };
}

function asked({ verdict, rows, forms }: Screening): Omit<Held, 'version'> {
  return { why: verdict === 'review' ? 'review' : 'consent', rows, forms, refused: false };
}

/** Holds an order up, and asks whom it has to be asked, unless that is asked already. */
function heldUp(license: License, order: string, wanted: Held, now: number): Orders {
  const isSame = canonicalJson(license.held[order] ?? null) === canonicalJson(wanted);
  const gates = isSame ? license.gates : closeGates(license.gates, isAbout(order), 'superseded', now);
  const isAsked = ({ kind }: Question) =>
    gates.some((gate) => isOpen(gate) && gate.kind === kind && isAbout(order)(gate));
  const deadline = startOfDay(addPeriod(civilDate(now, license.zone), TIME_TO_DECIDE), license.zone);
  const opened = questionsOf(wanted.why === 'review', wanted.rows, wanted.forms)
    .filter((question) => !isAsked(question))
    .map((question) => openGate(license, question, { type: 'accept', order }, {}, deadline, now));
  return { held: { ...license.held, [order]: wanted }, gates: [...gates, ...opened] };
}

/** Lets an order count as a person has decided. What regulations deny by now, or lacks a consent, stays out. */
export function accept(
  license: License,
  program: LoadedProgram,
  { order }: Extract<LifecycleCommand, { type: 'accept' }>,
  now: number,
): Decided | Refusal {
  const held = Object.hasOwn(license.held, order) ? license.held[order] : undefined;
  if (held === undefined) return refused('nothing_held', `no order "${order}" is held up`);
  if (held.refused)
    return refused(
      'nothing_held',
      `the order ${order} was refused; it is looked at again when it comes in another version`,
    );
  const found = screenIssue(license, program, itemsOf(license, order), now);
  if (found.verdict === 'deny') return denied(found, `the order ${order}`);
  return consentMissing(held.forms, license) ?? letGo(license, [order], now);
}

/** The refusal where forms of consent are neither in effect nor given besides. */
export function consentMissing(forms: Held['forms'], { consents }: Pick<License, 'consents'>): Refusal | undefined {
  const given = inEffect(consents);
  const missing = forms.filter((form) => !given.has(form));
  return missing.length === 0
    ? undefined
    : refused('consent_missing', `consent is missing: ${missing.join(', ')}; record it, or answer with it`);
}

/** What is decided, and the orders that it lets count: all that are held up, not refused, and clear by now. */
export function lettingIn(
  license: License,
  program: LoadedProgram,
  change: Decided | Refusal,
  now: number,
): Decided | Refusal {
  if (isRefusal(change)) return change;
  const after = { ...license, ...change };
  const clear = Object.keys(license.held).filter(
    (order) =>
      license.held[order]?.refused === false && isClear(screenIssue(after, program, itemsOf(license, order), now)),
  );
  return { ...change, ...letGo(license, clear, now) };
}

/** What is held up where the question about an order was answered by no, or not at all. */
export function refusing({ held }: License, { command }: Gate): License['held'] {
  const one = command.type === 'accept' ? held[command.order] : undefined;
  return one === undefined || command.type !== 'accept'
    ? held
    : { ...held, [command.order]: { ...one, refused: true } };
}

function letGo({ held, gates }: Orders, orders: readonly string[], now: number): Orders {
  return {
    held: Object.fromEntries(Object.entries(held).filter(([order]) => !orders.includes(order))),
    gates: closeGates(gates, (gate) => orders.some((order) => isAbout(order)(gate)), 'superseded', now),
  };
}

function itemsOf({ waiting }: License, order: string): License['waiting'] {
  return waiting.filter((item) => item.order === order);
}

function isAbout(order: string): (gate: Gate) => boolean {
  return ({ command }) => command.type === 'accept' && command.order === order;
}
