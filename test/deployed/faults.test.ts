/**
 * The fault table: the process of every step of every workflow, and of the functions that carry orders to them and events from them, is
 * ended once at each of its moments: before, between and after its writes. At that moment the license is whole, old or new; in the end
 * everything is as if nothing had happened.
 */
import { SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SHARDS } from '../../lambdas/registry/keys.ts';
import { describeMoment, FAULT_CASES } from '../support/fault-table.ts';
import { cloud, sqs } from './support/aws.ts';
import { idIn, unique } from './support/customers.ts';
import { fedFunctions, functionsOfSteps } from './support/deployed-steps.ts';
import { prepared, type Scenario } from './support/fault-scenarios.ts';
import { type Faults, loadFaults } from './support/faults.ts';
import { everythingSettled } from './support/settled.ts';
import { expectWhole, storedOf } from './support/stored.ts';
import { eventually } from './support/waiting.ts';

/** As short as a function's own time: a message whose function died comes again after this. */
const setVisibility = (seconds: number) =>
  Promise.all(
    [cloud.intakeQueueUrl, cloud.deadLetterQueueUrl].map((QueueUrl) =>
      sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { VisibilityTimeout: String(seconds) } })),
    ),
  );

let functions: ReadonlyMap<string, string>;
let faults: Faults;
beforeAll(async () => {
  functions = await functionsOfSteps();
  await setVisibility(10);
  faults = await loadFaults([...new Set(functions.values())]);
});
afterAll(async () => {
  for (const { tidy } of ended) await tidy?.();
  await faults.remove();
  await setVisibility(60);
});

it('every function that a queue or a stream feeds is in the table', async () => {
  const known = new Set(FAULT_CASES.map(({ step }) => step.replace(/:.*$/, '')));
  const fed = [...(await fedFunctions()).keys()];
  expect(fed.filter((name) => !known.has(name))).toEqual([]);
});

const ended: (Scenario & { readonly customer: string })[] = [];

describe('a step whose process ends', () => {
  it.concurrent.each(
    FAULT_CASES.map((fault, index) => [`${fault.step}, ${describeMoment(fault)}`, fault, index] as const),
  )('%s', async (_, { step, moment, writes, written: done }, index) => {
    // Sweeps that are under way at the same time have a shard each.
    const customer = idIn(SHARDS[index % SHARDS.length] ?? '', unique('fault'));
    const scenario = await prepared(step, customer, moment);
    const functionName = functions.get(step) ?? functions.get(step.replace(/:.*$/, '')) ?? '';
    const death = faults.arm({ functionName, customer, moment, writes: writes.map(({ call }) => call) });
    const begun = scenario.begin();

    expect(await death()).toEqual(done.map(({ call }) => call));
    expectWhole(await storedOf(customer));
    await begun;
    await eventually(async () => {
      const stored = await storedOf(customer);
      expectWhole(stored);
      await scenario.expectEnd(stored);
    });
    ended.push({ ...scenario, customer });
  });

  it('leaves nothing behind that would do more', async () => {
    await everythingSettled();
    expect(ended).not.toEqual([]);
    for (const { customer, expectEnd } of ended) {
      const stored = await storedOf(customer);
      expectWhole(stored);
      await expectEnd(stored);
    }
  });
});
