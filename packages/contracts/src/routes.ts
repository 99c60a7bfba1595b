import { factsSchema } from '@licet/core/license';
import type * as z from 'zod';
import * as keys from './api-keys.ts';
import * as catalog from './catalog-versions.ts';
import { checkRequestSchema, checkResponseSchema } from './check.ts';
import * as commands from './commands.ts';
import { customerPathSchema, pageQuerySchema } from './common.ts';
import * as customers from './customers.ts';
import * as gates from './gates.ts';
import * as letters from './dead-letters.ts';
import { explainRequestSchema } from './explain-request.ts';
import * as licenseRegulations from './license-regulations.ts';
import * as licenses from './licenses.ts';
import * as orders from './orders.ts';
import type { ErrorCode } from './problem.ts';
import * as regulations from './regulations.ts';
import * as clock from './sandbox-clock.ts';
import { usageEventsSchema, usageSchema } from './usage.ts';
import * as why from './why.ts';

/** A route of the API: who may call it, which function answers, and the forms of what goes in and comes out. */
export interface Route {
  readonly summary: string;
  readonly scope: keys.ApiScope;
  /** `<capability>/<name>` of the function's entry file under lambdas/. */
  readonly handler: string;
  readonly path?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** The content types that the body may have; `application/json` where it is not said. */
  readonly mediaTypes?: readonly string[];
  readonly status: 200 | 201 | 202 | 204;
  readonly response?: z.ZodType;
  /** Only there in a sandbox: any other deployment has neither the route nor the function behind it. */
  readonly sandbox?: true;
  /** Errors of this route besides those that every route has. */
  readonly errors?: readonly ErrorCode[];
}

/** The API, whole: infrastructure, functions, the reference and clients are all made from this table. */
export const routes = {
  'POST /v1/check': {
    summary: 'Decide features for a customer, and consume',
    scope: 'check',
    handler: 'check/check',
    body: checkRequestSchema,
    status: 200,
    response: checkResponseSchema,
    errors: [
      'customer_unknown',
      'customer_forbidden',
      'product_forbidden',
      'product_ambiguous',
      'consume_invalid',
      'revision_not_reached',
      'catalog_missing',
    ],
  },
  'POST /v1/events': {
    summary: 'Report usage as CloudEvents',
    scope: 'usage',
    handler: 'usage/events',
    body: usageEventsSchema,
    mediaTypes: ['application/cloudevents+json', 'application/cloudevents-batch+json', 'application/json'],
    status: 204,
    errors: ['events_invalid', 'catalog_missing', 'customer_forbidden', 'product_forbidden'],
  },
  'POST /v1/orders': {
    summary: 'Submit an order',
    scope: 'orders',
    handler: 'orders/orders',
    body: orders.submittedOrderSchema,
    status: 202,
    response: orders.orderAcceptedSchema,
    errors: ['customer_forbidden', 'customer_foreign', 'home_not_permitted'],
  },
  'GET /v1/orders/{source}/{id}': {
    summary: 'Read an order and what became of it',
    scope: 'orders',
    handler: 'orders/orders',
    path: orders.orderPathSchema,
    status: 200,
    response: orders.storedOrderSchema,
    errors: ['order_unknown', 'customer_forbidden'],
  },
  'GET /v1/customers': {
    summary: 'List customers',
    scope: 'read',
    handler: 'customers/customers',
    query: pageQuerySchema,
    status: 200,
    response: customers.customersSchema,
  },
  'GET /v1/customers/{id}': {
    summary: 'Read a customer',
    scope: 'read',
    handler: 'customers/customers',
    path: customerPathSchema,
    status: 200,
    response: customers.customerSchema,
    errors: ['customer_unknown', 'customer_forbidden'],
  },
  'GET /v1/customers/{id}/license': {
    summary: "Read a customer's license",
    scope: 'read',
    handler: 'customers/customers',
    path: customerPathSchema,
    query: customers.productQuerySchema,
    status: 200,
    response: licenses.licenseSchema,
    errors: ['customer_unknown', 'license_unknown', 'product_ambiguous', 'customer_forbidden', 'product_forbidden'],
  },
  'GET /v1/customers/{id}/usage': {
    summary: "Read a customer's usage",
    scope: 'read',
    handler: 'customers/customers',
    path: customerPathSchema,
    query: customers.productQuerySchema,
    status: 200,
    response: usageSchema,
    errors: ['customer_unknown', 'license_unknown', 'product_ambiguous', 'customer_forbidden', 'product_forbidden'],
  },
  'GET /v1/customers/{id}/facts': {
    summary: "Read the facts that a customer's decisions are made from",
    scope: 'read',
    handler: 'customers/customers',
    path: customerPathSchema,
    query: customers.productQuerySchema,
    status: 200,
    response: factsSchema,
    errors: ['customer_unknown', 'license_unknown', 'product_ambiguous', 'customer_forbidden', 'product_forbidden'],
  },
  'POST /v1/customers/{id}/reevaluate': {
    summary: "Re-evaluate a customer's segments now",
    scope: 'admin',
    handler: 'customers/customers',
    path: customerPathSchema,
    status: 202,
    response: customers.reevaluationSchema,
    errors: ['customer_unknown'],
  },
  'GET /v1/licenses/{id}': {
    summary: 'Read a license',
    scope: 'read',
    handler: 'licenses/licenses',
    path: licenses.licensePathSchema,
    status: 200,
    response: licenses.licenseSchema,
    errors: ['license_unknown', 'customer_forbidden', 'product_forbidden'],
  },
  'GET /v1/licenses/{id}/events': {
    summary: "Read a license's log",
    scope: 'read',
    handler: 'licenses/licenses',
    path: licenses.licensePathSchema,
    query: licenses.licenseEventsQuerySchema,
    status: 200,
    response: licenses.licenseEventsSchema,
    errors: ['license_unknown', 'customer_forbidden', 'product_forbidden'],
  },
  'GET /v1/licenses/{id}/why': {
    summary: 'Decide a feature as at a moment, and say what led to it',
    scope: 'read',
    handler: 'history/why',
    path: licenses.licensePathSchema,
    query: why.whyQuerySchema,
    status: 200,
    response: why.whySchema,
    errors: ['license_unknown', 'catalog_missing', 'customer_forbidden', 'product_forbidden'],
  },
  'GET /v1/licenses/{id}/regulations': {
    summary: 'Read what regulations say of a license: notices, renewals, rights',
    scope: 'read',
    handler: 'history/regulations',
    path: licenses.licensePathSchema,
    query: licenseRegulations.licenseRegulationsQuerySchema,
    status: 200,
    response: licenseRegulations.licenseRegulationsSchema,
    errors: ['license_unknown', 'catalog_missing', 'regulations_missing', 'customer_forbidden', 'product_forbidden'],
  },
  'POST /v1/licenses/{id}/republish': {
    summary: "Put a license's events on the bus again",
    scope: 'admin',
    handler: 'history/republish',
    path: licenses.licensePathSchema,
    body: why.republishRequestSchema,
    status: 200,
    response: why.republishedSchema,
    errors: ['license_unknown', 'customer_forbidden', 'product_forbidden'],
  },
  'POST /v1/licenses/{id}/commands': {
    summary: 'Change a license, or see what a command would change',
    scope: 'manage',
    handler: 'licenses/commands',
    path: licenses.licensePathSchema,
    body: commands.changeRequestSchema,
    status: 200,
    response: commands.changeOutcomeSchema,
    errors: [
      'license_unknown',
      'command_refused',
      'revision_conflict',
      'license_too_large',
      'customer_forbidden',
      'product_forbidden',
    ],
  },
  'GET /v1/gates': {
    summary: 'List what waits for an answer',
    scope: 'read',
    handler: 'gates/gates',
    query: pageQuerySchema,
    status: 200,
    response: gates.gatesSchema,
    errors: ['customer_forbidden', 'product_forbidden'],
  },
  'GET /v1/gates/{id}': {
    summary: 'Read a gate, and what its command would do now',
    scope: 'read',
    handler: 'gates/gates',
    path: gates.gatePathSchema,
    status: 200,
    response: gates.gateWithProposalSchema,
    errors: ['gate_unknown', 'customer_forbidden', 'product_forbidden'],
  },
  'POST /v1/gates/{id}/answer': {
    summary: 'Answer a gate',
    scope: 'manage',
    handler: 'gates/gates',
    path: gates.gatePathSchema,
    body: gates.answerGateSchema,
    status: 200,
    response: gates.gateAnsweredSchema,
    errors: [
      'gate_unknown',
      'gate_settled',
      'gate_lapsed',
      'gate_unanswerable',
      'command_refused',
      'customer_forbidden',
      'product_forbidden',
    ],
  },
  'POST /v1/catalog-versions': {
    summary: 'Validate and publish a catalog',
    scope: 'catalog',
    handler: 'catalog/catalog',
    body: catalog.publishRequestSchema,
    status: 201,
    response: catalog.publishedSchema,
    errors: ['catalog_invalid', 'withdrawal_unconfirmed', 'catalog_moved'],
  },
  'GET /v1/catalog-versions': {
    summary: 'List catalog versions',
    scope: 'catalog',
    handler: 'catalog/catalog',
    status: 200,
    response: catalog.catalogVersionsSchema,
  },
  'POST /v1/catalog-versions/{version}/activate': {
    summary: 'Make a catalog version current, forward or back',
    scope: 'catalog',
    handler: 'catalog/catalog',
    path: catalog.catalogVersionPathSchema,
    body: catalog.activateRequestSchema,
    status: 200,
    response: catalog.publishedSchema,
    errors: ['catalog_version_unknown', 'catalog_invalid', 'withdrawal_unconfirmed', 'catalog_moved'],
  },
  'POST /v1/regulations/explain': {
    summary: 'Say which regulations act on a licensee, and what they demand',
    scope: 'read',
    handler: 'regulations/regulations',
    body: explainRequestSchema,
    status: 200,
    response: regulations.explanationSchema,
    errors: ['place_unknown', 'feature_unknown', 'plan_unknown', 'catalog_missing', 'regulations_missing'],
  },
  'GET /v1/regulations/calendar': {
    summary: 'List what regulations change, and when they are due for review',
    scope: 'read',
    handler: 'regulations/regulations',
    query: regulations.calendarQuerySchema,
    status: 200,
    response: regulations.regulationCalendarSchema,
    errors: ['place_unknown', 'catalog_missing', 'regulations_missing'],
  },
  'POST /v1/api-keys': {
    summary: 'Create an API key',
    scope: 'admin',
    handler: 'api-keys/api-keys',
    body: keys.createKeyRequestSchema,
    status: 201,
    response: keys.createdKeySchema,
  },
  'GET /v1/api-keys': {
    summary: 'List API keys',
    scope: 'admin',
    handler: 'api-keys/api-keys',
    query: pageQuerySchema,
    status: 200,
    response: keys.apiKeysSchema,
  },
  'POST /v1/api-keys/{id}/rotate': {
    summary: 'Replace an API key, with an overlap',
    scope: 'admin',
    handler: 'api-keys/api-keys',
    path: keys.keyPathSchema,
    body: keys.rotateKeyRequestSchema,
    status: 201,
    response: keys.createdKeySchema,
    errors: ['key_unknown', 'key_ended'],
  },
  'DELETE /v1/api-keys/{id}': {
    summary: 'Revoke an API key; effective within 15 seconds',
    scope: 'admin',
    handler: 'api-keys/api-keys',
    path: keys.keyPathSchema,
    status: 200,
    response: keys.apiKeySchema,
    errors: ['key_unknown'],
  },
  'GET /v1/dead-letters': {
    summary: 'List what could not be taken in',
    scope: 'admin',
    handler: 'dead-letters/dead-letters',
    query: pageQuerySchema,
    status: 200,
    response: letters.deadLettersSchema,
  },
  'POST /v1/dead-letters/{id}/redrive': {
    summary: 'Take a dead letter in again',
    scope: 'admin',
    handler: 'dead-letters/dead-letters',
    path: letters.letterPathSchema,
    status: 202,
    response: letters.redrivenSchema,
    errors: ['letter_unknown', 'letter_settled', 'letter_withheld'],
  },
  'GET /v1/sandbox/clock': {
    summary: 'Read the clock of a sandbox',
    scope: 'read',
    handler: 'sandbox/clock',
    sandbox: true,
    status: 200,
    response: clock.sandboxClockSchema,
  },
  'POST /v1/sandbox/clock': {
    summary: 'Move the clock of a sandbox forward',
    scope: 'admin',
    handler: 'sandbox/clock',
    sandbox: true,
    body: clock.moveClockSchema,
    status: 200,
    response: clock.clockMovedSchema,
    errors: ['clock_backwards', 'customer_forbidden', 'product_forbidden'],
  },
} as const satisfies Record<`${'GET' | 'POST' | 'DELETE'} /v1/${string}`, Route>;

export type RouteKey = keyof typeof routes;
