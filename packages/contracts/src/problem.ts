/**
 * Every error of the API: its HTTP status and what it means. The one table from which responses, the reference and the clients'
 * switches are made. Imports nothing, since the check function carries it.
 */
export const ERRORS = {
  json_invalid: { status: 400, title: 'The body is not JSON' },
  request_invalid: { status: 400, title: 'The request does not have the form it must have' },
  product_ambiguous: { status: 400, title: 'The request must say which product it is about' },
  consume_invalid: { status: 400, title: 'What is to be consumed cannot be' },
  events_invalid: { status: 400, title: 'An event cannot be counted; none of the batch was' },
  place_unknown: { status: 400, title: 'A place is none that there is' },
  feature_unknown: { status: 400, title: 'The catalog has no feature of this name' },
  plan_unknown: { status: 400, title: 'The catalog has no plan of this name' },
  key_missing: { status: 401, title: 'An API key is needed' },
  key_invalid: { status: 401, title: 'The API key is not known' },
  key_expired: { status: 401, title: 'The API key has expired' },
  key_revoked: { status: 401, title: 'The API key was revoked' },
  scope_missing: { status: 403, title: 'The API key may not do this' },
  customer_forbidden: { status: 403, title: 'The API key belongs to another customer' },
  product_forbidden: { status: 403, title: 'The API key belongs to another product' },
  route_unknown: { status: 404, title: 'There is nothing at this address' },
  customer_unknown: { status: 404, title: 'No customer of this id has its home here' },
  license_unknown: { status: 404, title: 'There is no such license here' },
  order_unknown: { status: 404, title: 'There is no such order here' },
  catalog_version_unknown: { status: 404, title: 'There is no such catalog version' },
  key_unknown: { status: 404, title: 'There is no such API key' },
  gate_unknown: { status: 404, title: 'There is no such gate here' },
  letter_unknown: { status: 404, title: 'There is no such dead letter' },
  method_unsupported: { status: 405, title: 'This address is not called with that method' },
  catalog_missing: { status: 409, title: 'No catalog has been published yet' },
  regulations_missing: { status: 409, title: 'The catalog was published without packs of regulations' },
  catalog_moved: { status: 409, title: 'The catalog was published by somebody else in between' },
  withdrawal_unconfirmed: { status: 409, title: 'The change takes something from customers and was not confirmed' },
  command_refused: { status: 409, title: 'The license does not take this command' },
  revision_conflict: { status: 409, title: 'The license is not at the revision that was expected' },
  license_too_large: { status: 409, title: 'The license would grow past what can be decided from' },
  gate_settled: {
    status: 409,
    title: 'The gate was answered otherwise, or its change is over; the first answer stands',
  },
  gate_lapsed: { status: 409, title: 'The deadline of the gate has passed; ask for the change again' },
  gate_unanswerable: { status: 409, title: 'A notice takes no answer: it passes by itself at its deadline' },
  revision_not_reached: { status: 409, title: 'The license has not reached the revision that was asked for' },
  letter_withheld: { status: 409, title: 'Nothing of what arrived was kept here that could be taken in again' },
  letter_settled: { status: 409, title: 'The dead letter was redriven already' },
  key_ended: { status: 409, title: 'The API key has ended already' },
  clock_backwards: { status: 409, title: 'The clock of a sandbox goes forward only' },
  body_too_large: { status: 413, title: 'The body is too large' },
  media_type_unsupported: { status: 415, title: 'The content type is not one that this address takes' },
  home_foreign: { status: 421, title: 'The API key belongs to another home' },
  customer_foreign: { status: 421, title: 'The customer belongs to another home' },
  catalog_invalid: { status: 422, title: 'The catalog does not validate; nothing was published' },
  home_not_permitted: { status: 422, title: "No home of this deployment may keep the customer's data" },
  throttled: { status: 429, title: 'Too many requests at once; try again' },
  internal: { status: 500, title: 'Something went wrong on our side' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ErrorCode = keyof typeof ERRORS;

/** An error as `application/problem+json` (RFC 9457), with the code to switch on. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: ErrorCode;
  readonly detail: string;
  readonly [extension: string]: unknown;
}

/** Builds the problem of a code. `detail` says what, where, and how to mend it. */
export function problemOf(
  code: ErrorCode,
  detail: string,
  extensions: Readonly<Record<string, unknown>> = {},
): Problem {
  return {
    ...extensions,
    type: `urn:licet:error:${code}`,
    title: ERRORS[code].title,
    status: ERRORS[code].status,
    code,
    detail,
  };
}
