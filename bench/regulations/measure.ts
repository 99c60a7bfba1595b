/**
 * What regulations take, in a process of its own; prints JSON. The screen has to say of every order what an assessment by all rows says.
 *
 *   node bench/regulations/measure.ts
 */
import {
  assess,
  type Contract,
  type LoadedRulebook,
  prepareScreen,
  rowsToAsk,
  type Situation,
  type Verdict,
} from '@licet/core/regulation';
import { ALL_ON, noon, SHIPPED } from '../../test/support/regulations.ts';
import { nanoseconds } from '../nanoseconds.ts';
import { FEATURES, NEXUS, ordersOfTheWorld, type ScreenedOrder } from './orders.ts';

const NOW = noon('2026-11-24');
const ORDERS = 10_000;

const contract: Contract = {
  concluded: '2024-08-01',
  initialTerm: 'P1Y',
  renewalTerm: 'P1Y',
  noticePeriod: 'P1M',
  changes: [{ on: '2025-08-01', what: 'extension', newContract: false }],
  feeChange: { kind: 'rise', on: '2027-08-01' },
  modification: { on: '2027-03-01' },
  consentedOn: '2024-08-01',
};
/** Consumers wherever a row about contracts holds, and where none does. */
const customers = ['US-CA', 'US-NY', 'US-IL', 'DE', 'FR', 'IT', 'ES', 'BE', 'DK', 'NL', 'GB', 'AU', 'JP'].map(
  (place): Situation => ({
    act: 'renewal',
    licensee: 'consumer',
    places: { billing: [place] },
    vendorNexus: NEXUS,
    delivery: 'cloud',
    contract,
    homes: [
      { id: 'us-east-1', place: 'US' },
      { id: 'eu-central-1', place: 'DE' },
    ],
  }),
);

const obligations = (rulebook: LoadedRulebook) =>
  nanoseconds((index) => assess(rulebook, customers[index % customers.length]!, NOW), customers.length * 20);

const orders = ordersOfTheWorld(ORDERS);
const situationOf = ({ licensee, country, subdivision }: ScreenedOrder, feature: number): Situation => ({
  act: 'check',
  licensee,
  places: { usage: [subdivision ?? country] },
  vendorNexus: NEXUS,
  feature: FEATURES[feature],
});

/** The verdict on each feature of each order. */
function screened(): Verdict[] {
  const screen = prepareScreen(SHIPPED, NEXUS, FEATURES);
  return orders.flatMap((order) =>
    order.features.map((feature) => {
      const rows = rowsToAsk(screen, feature, order.country, order.subdivision);
      return rows === undefined ? 'allow' : assess(rows, situationOf(order, feature), NOW).verdict;
    }),
  );
}
const plainly = () =>
  orders.flatMap((order) => order.features.map((feature) => assess(SHIPPED, situationOf(order, feature), NOW).verdict));

/** The first time, in which nothing is compiled yet. */
const from = performance.now();
const verdicts = screened();
const screeningMs = performance.now() - from;
const plainFrom = performance.now();
const expected = plainly();
const plainMs = performance.now() - plainFrom;
const wrong = verdicts.findIndex((verdict, index) => verdict !== expected[index]);
if (wrong >= 0) throw new Error(`The screen says ${verdicts[wrong]} where all rows say ${expected[wrong]}.`);
if (new Set(verdicts).size < 3)
  throw new Error('These orders are not allowed, reviewed and denied: they show nothing.');

console.log(
  JSON.stringify({
    screeningMs,
    plainMs,
    decisions: verdicts.length,
    barred: verdicts.filter((verdict) => verdict !== 'allow').length,
    shippedUs: (await obligations(SHIPPED)) / 1000,
    allOnUs: (await obligations(ALL_ON)) / 1000,
  }),
);
process.exit(0);
