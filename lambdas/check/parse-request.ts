import type { CheckRequest } from '@licet/contracts';
import { ProblemError } from '../http/problem-error.ts';

/**
 * Holds the body of a check to its form, by hand: zod would be a third of the function. A test holds it against `checkRequestSchema`,
 * which says the same thing to everybody else.
 * @throws ProblemError `request_invalid` with every error found
 */
export function assertCheckRequest(body: unknown): asserts body is CheckRequest {
  const errors: { at: string; detail: string }[] = [];
  const report = (at: string, detail: string) => errors.push({ at, detail });
  if (!isRecord(body)) throw invalid([{ at: 'body', detail: 'expected an object' }]);
  for (const key of Object.keys(body))
    if (!KNOWN.has(key)) report(`body.${key}`, `is not known; a check has ${[...KNOWN].join(', ')}`);
  const { customer, product, features, user, context, existing, consume, idempotencyKey, minRevision, trace } = body;
  if (!isText(customer, 128, true) || (typeof customer === 'string' && /[\p{Cc}\p{Cs}]/u.test(customer)))
    report('body.customer', 'a text of 1 to 128 characters, none of them control characters');
  if (product !== undefined && !(typeof product === 'string' && /^[a-z][a-z0-9-]{0,63}$/.test(product)))
    report('body.product', "a product's name");
  if (
    !Array.isArray(features) ||
    features.length < 1 ||
    features.length > MAX_FEATURES ||
    !features.every((name) => isText(name, 64))
  ) {
    report('body.features', `a list of 1 to ${MAX_FEATURES} names of features`);
  }
  checkAttributes(user, 'body.user', report);
  checkContext(context, report);
  checkAmounts(
    existing,
    'body.existing',
    'a number from 0 up',
    (value) => Number.isFinite(value) && value >= 0,
    report,
  );
  checkAmounts(
    consume,
    'body.consume',
    'a whole number from 1 up',
    (value) => Number.isSafeInteger(value) && value >= 1,
    report,
  );
  if (!isText(idempotencyKey, 256, true)) report('body.idempotencyKey', 'a text of 1 to 256 characters');
  if (minRevision !== undefined && !(Number.isSafeInteger(minRevision) && Number(minRevision) >= 0))
    report('body.minRevision', 'a whole number from 0 up');
  if (trace !== undefined && typeof trace !== 'boolean') report('body.trace', 'true or false');
  if (errors.length > 0) throw invalid(errors);
}

const MAX_FEATURES = 200;
const KNOWN = new Set([
  'customer',
  'product',
  'features',
  'user',
  'context',
  'existing',
  'consume',
  'idempotencyKey',
  'minRevision',
  'trace',
]);
const KNOWN_CONTEXT = new Set(['country', 'subdivision', 'device', 'use']);
const KNOWN_USE = new Set(['context', 'purpose']);
type Report = (at: string, detail: string) => void;

function invalid(errors: readonly { at: string; detail: string }[]): ProblemError {
  const [first] = errors;
  return new ProblemError('request_invalid', `${first?.at}: ${first?.detail}`, { errors });
}

function checkContext(context: unknown, report: Report): void {
  if (context === undefined) return;
  if (!isRecord(context)) return report('body.context', 'expected an object');
  for (const key of Object.keys(context))
    if (!KNOWN_CONTEXT.has(key))
      report(`body.context.${key}`, `is not known; a context has ${[...KNOWN_CONTEXT].join(', ')}`);
  const { country, subdivision, device, use } = context;
  if (country !== undefined && !(typeof country === 'string' && /^[A-Z]{2}$/.test(country)))
    report('body.context.country', 'an ISO 3166-1 country, two capitals');
  if (subdivision !== undefined && !(typeof subdivision === 'string' && SUBDIVISION.test(subdivision)))
    report(
      'body.context.subdivision',
      "an ISO 3166-2 subdivision, such as US-CA, or a pack's own code, such as x-UA-DNR",
    );
  checkAttributes(device, 'body.context.device', report);
  checkUse(use, report);
}

const SUBDIVISION = /^([A-Z]{2}-[A-Z0-9]{1,3}|x-[A-Z]{2}-[A-Z0-9]{1,8})$/;

function checkUse(use: unknown, report: Report): void {
  if (use === undefined) return;
  if (!isRecord(use)) return report('body.context.use', 'expected an object');
  for (const [key, word] of Object.entries(use)) {
    if (!KNOWN_USE.has(key)) report(`body.context.use.${key}`, `is not known; a use has ${[...KNOWN_USE].join(', ')}`);
    else if (word !== undefined && !(typeof word === 'string' && /^[a-z][a-z0-9_.-]{0,63}$/.test(word)))
      report(
        `body.context.use.${key}`,
        'a word of the packs: lower-case letters, digits, dots, dashes and underscores',
      );
  }
}

function checkAttributes(value: unknown, at: string, report: Report): void {
  if (value === undefined) return;
  if (!isRecord(value)) return report(at, 'expected an object');
  for (const [name, attribute] of Object.entries(value)) {
    if (name === 'id' && !isText(attribute, 256)) report(`${at}.id`, 'a text of 1 to 256 characters');
    else if (name === 'roles' && at === 'body.user' && !isTexts(attribute, 128))
      report(`${at}.roles`, 'a list of at most 100 texts');
    else if (!isAttribute(attribute)) report(`${at}.${name}`, 'a text, a number, true or false, or a list of texts');
  }
}

function checkAmounts(
  value: unknown,
  at: string,
  detail: string,
  holds: (value: number) => boolean,
  report: Report,
): void {
  if (value === undefined) return;
  if (!isRecord(value)) return report(at, 'expected an object');
  for (const [name, amount] of Object.entries(value)) {
    if (typeof amount !== 'number' || !holds(amount)) report(`${at}.${name}`, detail);
    if (!isText(name, 64)) report(`${at}.${name}`, "a feature's name has 1 to 64 characters");
  }
}

function isAttribute(value: unknown): boolean {
  return (
    typeof value === 'boolean' ||
    (typeof value === 'number' && Number.isFinite(value)) ||
    (typeof value === 'string' && value.length <= 256) ||
    isTexts(value, 256)
  );
}

function isTexts(value: unknown, max: number): boolean {
  return (
    Array.isArray(value) && value.length <= 100 && value.every((text) => typeof text === 'string' && text.length <= max)
  );
}

function isText(value: unknown, max: number, optional = false): boolean {
  return (optional && value === undefined) || (typeof value === 'string' && value.length > 0 && value.length <= max);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
