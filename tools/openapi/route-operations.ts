import type { RouteKey } from '@licet/contracts';
import * as example from './examples.ts';
import type { Operation } from './operations.ts';
import { CALIFORNIAN } from '../regulations/worked-examples.ts';
import { regulationExamples } from './regulation-examples.ts';

const apiKey = {
  id: example.KEY_ID,
  name: 'gateway',
  scopes: ['check', 'usage'],
  createdAt: '2026-11-24T09:00:00.000Z',
};
const letter = {
  id: '5b7f1c9e-2f0a-4a63-9d1e-0f5b8c7a6d21',
  reason: 'plan_unknown',
  detail: 'the order names the plan "tema", which the catalog does not have; add it and redrive, or mend the order',
  at: '2026-11-24T09:00:01.000Z',
  body: '{"licet":"order","order":{"source":"api","order":"2"}}',
};
const published = {
  version: example.VERSION,
  program: example.PROGRAM,
  active: true,
  warnings: [
    {
      severity: 'warning',
      code: 'group_unused',
      file: 'atlas/groups.yaml',
      line: 14,
      column: 3,
      message: 'no rule uses groups.nordics',
      mend: 'Use it as `groups.nordics`, or remove it.',
    },
  ],
  changes: [
    {
      kind: 'raised',
      what: 'overlay',
      name: 'power-analysts',
      feature: 'exports',
      before: { atLeast: 200 },
      after: { atLeast: 500 },
      says: 'power-analysts: exports is raised from { atLeast: 200 } to { atLeast: 500 }',
    },
  ],
};

const regulations = regulationExamples();

/** Every route of the contract: its operation in the reference, and an example of it. */
export const operations: Readonly<Record<RouteKey, Operation>> = {
  'POST /v1/catalog-versions': {
    id: 'publishCatalog',
    tag: 'Catalog',
    description:
      'Validates the sources, stores them as a version named by their content, and makes it current; instances notice within 5 seconds. Plan versions are append-only: one that is published may not say something else. A change that takes something from customers needs `allowWithdrawals`: without it the answer is `withdrawal_unconfirmed` with those changes. A catalog with errors is `catalog_invalid` with all problems, the warnings too. `activate: false` only validates and stores; `dryRun: true` answers the same and does nothing.',
    request: { files: { 'atlas/product.yaml': 'catalog: 1\nproducts: { atlas: { name: Atlas } }\n' } },
    response: published,
  },
  'GET /v1/catalog-versions': {
    id: 'listCatalogVersions',
    tag: 'Catalog',
    description: 'Every version that was stored, the newest first. One is active.',
    response: {
      items: [
        {
          version: example.VERSION,
          program: example.PROGRAM,
          at: '2026-11-24T09:00:00.000Z',
          by: 'admin',
          active: true,
        },
      ],
    },
  },
  'POST /v1/catalog-versions/{version}/activate': {
    id: 'activateCatalogVersion',
    tag: 'Catalog',
    description:
      'Goes back, or forward again. What is published is the old segments and overlays with every plan version there has been since, because licenses hold those.',
    request: { allowWithdrawals: true },
    response: published,
  },
  'POST /v1/regulations/explain': {
    id: 'explainRegulations',
    tag: 'Regulations',
    description:
      "Assesses any facts by the rulebook of the current catalog: the verdict, the rows that act with their sources, what they demand by when, what may be agreed, and where data may live. Nobody has to be a customer, and nothing is kept. What is not said is unknown, and never to somebody's advantage. Show the `disclaimer` with the answer.",
    request: CALIFORNIAN,
    response: regulations.explanation,
  },
  'GET /v1/regulations/calendar': {
    id: 'listRegulationChanges',
    tag: 'Regulations',
    description:
      'What begins, ends or is due for review from a day on and before another; of rows that hang on whose law binds the vendor, only those that do. What would change if its row were on and in force stands apart, under `off`.',
    response: regulations.calendar,
  },
  'POST /v1/orders': {
    id: 'submitOrder',
    tag: 'Orders',
    description:
      'Takes an order in and answers at once; the workflow that makes a license of it ends within seconds. Sending a version again changes nothing. What cannot be applied is found under the order, and among the dead letters.',
    request: example.ORDER,
    response: { source: 'api', order: '1', version: 1, status: 'queued' },
  },
  'GET /v1/orders/{source}/{id}': {
    id: 'getOrder',
    tag: 'Orders',
    description:
      'The newest version of an order, and whether it is `received`, `applied`, or `refused` with a code and a message.',
    response: example.STORED_ORDER,
  },
  'POST /v1/check': {
    id: 'check',
    tag: 'Check',
    description:
      'Decides up to 200 features at once. A denial is a decision with a reason, in a 200; so is an unknown feature. With `consume`, one metered feature is used up in the same breath, if the allowance covers it: one conditional write, safe to repeat with the same `idempotencyKey` for 10 minutes. Count a use here or by `POST /v1/events`, never both.',
    request: {
      customer: 'acme',
      features: ['sso', 'exports'],
      user: { id: 'ada', roles: ['analyst'] },
      consume: { exports: 1 },
      idempotencyKey: 'export-4711',
    },
    response: {
      customer: 'acme',
      license: example.LICENSE,
      catalogVersion: example.VERSION,
      revision: 2,
      at: '2026-12-03T09:00:00.000Z',
      staleAfter: '2026-12-03T09:01:00.000Z',
      decisions: {
        sso: { allowed: false, reason: 'not_granted', value: false, source: null },
        exports: {
          allowed: true,
          reason: 'granted',
          value: 200,
          source: { kind: 'overlay', id: 'power-analysts' },
          limit: 200,
          used: 1,
          remaining: 199,
          resetsAt: '2026-12-24T05:00:00.000Z',
        },
      },
    },
  },
  'POST /v1/events': {
    id: 'reportUsage',
    tag: 'Usage',
    description:
      'Takes one CloudEvent, or up to 500 in a list. Each is counted once: `source` and `id` are remembered for 32 days. A batch with one bad event counts nothing, so it can be mended and sent again.',
    request: {
      specversion: '1.0',
      id: 'queries-2026-12-03T08:14',
      source: 'gateway',
      type: 'query.executed',
      subject: 'acme',
      data: { count: 250 },
    },
  },
  'GET /v1/customers': {
    id: 'listCustomers',
    tag: 'Customers',
    description: 'All customers of this home, a page at a time, in no order that means anything.',
    response: { items: [example.CUSTOMER] },
  },
  'GET /v1/customers/{id}': {
    id: 'getCustomer',
    tag: 'Customers',
    description: 'What the orders say of a customer, field by field the newest.',
    response: example.CUSTOMER,
  },
  'GET /v1/customers/{id}/license': {
    id: 'getCustomerLicense',
    tag: 'Customers',
    description:
      'The license of a customer for a product, with its segments and the evidence for them. `product` may be left out where there is one.',
    response: example.LICENSE_BODY,
  },
  'GET /v1/customers/{id}/usage': {
    id: 'getCustomerUsage',
    tag: 'Customers',
    description: 'Every meter: the current window, and the sums that the rules of segments read.',
    response: example.USAGE,
  },
  'GET /v1/customers/{id}/facts': {
    id: 'getCustomerFacts',
    tag: 'Customers',
    description: 'All that a decision for this customer is made from, beside the program.',
    response: example.FACTS,
  },
  'POST /v1/customers/{id}/reevaluate': {
    id: 'reevaluateCustomer',
    tag: 'Customers',
    description:
      'Re-evaluates the segments now, where the schedule would do it within minutes. A license whose terms change is `migrating`, by a workflow of its own; `resegmented` is one whose terms stay as they are.',
    response: {
      customer: 'acme',
      licenses: [
        {
          product: 'atlas',
          outcome: 'migrating',
          segments: [{ segment: 'power-analysts', holds: true }],
          execution: '8f0f3d8f6a5c4b1e9d2a7c6b5e4f3a2b',
        },
      ],
    },
  },
  'GET /v1/licenses/{id}': {
    id: 'getLicense',
    tag: 'Licenses',
    description: 'A license by its id.',
    response: example.LICENSE_BODY,
  },
  'GET /v1/licenses/{id}/events': {
    id: 'listLicenseEvents',
    tag: 'Licenses',
    description:
      'The log of a license after a revision, oldest first: what changed, why, and what it meant for the terms. The same events are announced on the bus.',
    response: { items: [example.LICENSE_EVENT] },
  },
  'GET /v1/licenses/{id}/why': {
    id: 'explainMoment',
    tag: 'Licenses',
    description:
      'Decides a feature as it was decided at a moment: with the license, the program and the memberships of then, and with what had been used up to that day. The events that led to it follow, newest first; a correction that was backdated since is told beside it, as `knownNow`.',
    response: {
      license: example.LICENSE,
      customer: 'acme',
      product: 'atlas',
      feature: 'exports',
      at: '2026-12-04T09:00:00.000Z',
      catalogVersion: example.VERSION,
      revision: 2,
      decision: {
        allowed: true,
        reason: 'granted',
        value: 200,
        source: { kind: 'overlay', id: 'power-analysts' },
        limit: 200,
        used: 12,
        remaining: 188,
        resetsAt: '2026-12-24T05:00:00.000Z',
      },
      events: [
        {
          id: example.LICENSE_EVENT.id,
          type: example.LICENSE_EVENT.type,
          at: '2026-12-03T08:15:00.000Z',
          cause: example.LICENSE_EVENT.cause,
          actor: example.LICENSE_EVENT.actor,
          terms: example.LICENSE_EVENT.terms,
        },
      ],
    },
  },
  'GET /v1/licenses/{id}/regulations': {
    id: 'getLicenseRegulations',
    tag: 'Licenses',
    description:
      'What regulations say of a license as it was known at a moment, by the rulebook that was current: how each of its terms may go on, which notices have to be given by when and what became of them, and what a customer who cancels now may claim. A moment that lies ahead is asked of the license as it is now. Show the `disclaimer` with the answer.',
    response: regulations.license,
  },
  'POST /v1/licenses/{id}/republish': {
    id: 'republishEvents',
    tag: 'Licenses',
    description:
      'Puts the events of the log on the bus again, oldest first, up to a hundred a call, under the same ids: for a consumer that has lost some, or begins anew.',
    request: { after: 0 },
    response: { republished: 2, revision: 2, done: true },
  },
  'POST /v1/licenses/{id}/commands': {
    id: 'changeLicense',
    tag: 'Licenses',
    description:
      'Carries a command out, at once and in one transaction with its event. With `gate` it waits for an answer first; with `dryRun` it is only tried. What the state or the license does not allow is `command_refused`, with a `refusal` that says why and the commands that are `legal`. `unchanged` is a repeat of a command that was carried out with the same `idempotencyKey`; the license has the revision of it in `handled`.',
    request: { command: { type: 'amend', quantity: 3 }, by: 'ada@vendor.example', note: 'One more team', dryRun: true },
    response: example.CHANGE,
  },
  'GET /v1/gates': {
    id: 'listGates',
    tag: 'Gates',
    description:
      'The gates that wait for an answer, shard after shard; within a shard the earliest deadline comes first. A page may have fewer than it could, and still a cursor.',
    response: { items: [example.GATE] },
  },
  'GET /v1/gates/{id}': {
    id: 'getGate',
    tag: 'Gates',
    description:
      'A gate: what it asks for, of whom, until when, and what was answered. While it is open, `proposal` is what its command would do now. What became of it stays, also where its license has long forgotten it.',
    response: { ...example.GATE, proposal: { outcome: 'changed', event: example.CHANGE.event } },
  },
  'POST /v1/gates/{id}/answer': {
    id: 'answerGate',
    tag: 'Gates',
    description:
      'Answers a gate. After the last yes the change is carried out in the same call, if it is still the one that was asked about; where it has become another, it is asked anew. The same answer again is `unchanged`; another one is `gate_settled`, one that comes too late `gate_lapsed`. An event `Licet Gate Answer` on the bus of the cell, with the same fields and `gate`, does the same.',
    request: { answer: 'yes', by: 'ada@vendor.example', note: 'PO 4711' },
    response: {
      outcome: 'changed',
      gate: {
        ...example.GATE,
        answered: {
          answer: 'yes',
          by: example.CHANGE.event.actor,
          at: '2026-12-05T10:00:00.000Z',
          note: 'PO 4711',
        },
        closed: { outcome: 'passed', at: '2026-12-05T10:00:00.012Z' },
      },
      license: example.CHANGE.license,
    },
  },
  'POST /v1/api-keys': {
    id: 'createApiKey',
    tag: 'API keys',
    description:
      'Makes a key, which is shown this once. Bind it to a customer or a product wherever whoever holds it needs no more.',
    request: { name: 'gateway', scopes: ['check', 'usage'] },
    response: { ...apiKey, key: `licet_us-east-1_${example.KEY_ID}_${'0'.repeat(48)}` },
  },
  'GET /v1/api-keys': {
    id: 'listApiKeys',
    tag: 'API keys',
    description: 'All keys, without their secrets, those that have ended among them.',
    response: { items: [apiKey] },
  },
  'POST /v1/api-keys/{id}/rotate': {
    id: 'rotateApiKey',
    tag: 'API keys',
    description: 'Makes a key of the same rights; the old one stays good for the overlap.',
    request: { overlapSeconds: 86_400 },
    response: { ...apiKey, id: '0c1d2e3f4a5b6c7d', key: `licet_us-east-1_0c1d2e3f4a5b6c7d_${'0'.repeat(48)}` },
  },
  'DELETE /v1/api-keys/{id}': {
    id: 'revokeApiKey',
    tag: 'API keys',
    description: 'Ends a key. Instances believe a key for at most 15 seconds. Doing it again changes nothing.',
    response: { ...apiKey, revokedAt: '2026-11-25T09:00:00.000Z' },
  },
  'GET /v1/dead-letters': {
    id: 'listDeadLetters',
    tag: 'Dead letters',
    description:
      'What could not be taken in, the newest first: a stable reason, what would mend it, and what arrived, unchanged.',
    response: { items: [letter] },
  },
  'POST /v1/dead-letters/{id}/redrive': {
    id: 'redriveDeadLetter',
    tag: 'Dead letters',
    description: 'Takes a letter in again, once. If it fails again, that is a new letter.',
    response: { id: letter.id, status: 'queued' },
  },
  'GET /v1/sandbox/clock': {
    id: 'getSandboxClock',
    tag: 'Sandbox',
    description:
      'The time that licenses go by, in everything that this API decides and does. Only API keys end in real time.',
    response: { now: '2027-11-24T09:00:00.000Z', offset: 31_536_000_000 },
  },
  'POST /v1/sandbox/clock': {
    id: 'moveSandboxClock',
    tag: 'Sandbox',
    description:
      'Moves the clock forward, and stops wherever something is due on the way until it is done: renewals, ends and beginnings happen at their own time and in their order. Answers within some 20 seconds; where it is not `done`, send the `target` again. A license whose execution failed is `stuck`, and the clock goes on without it; the sweeper tries it again within a quarter of an hour.',
    request: { by: 'P1Y' },
    response: {
      now: '2027-11-24T09:00:00.012Z',
      offset: 31_536_000_012,
      target: '2027-11-24T09:00:00.000Z',
      done: true,
      stops: [{ at: '2027-11-24T05:00:00.000Z', licenses: 1 }],
      stuck: [],
    },
  },
};
