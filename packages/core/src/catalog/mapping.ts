import { type ASTNode, Environment } from '@marcbachmann/cel-js';
import { civilDate } from '../time/zone.ts';
import { CEL_LIMITS, ExpressionError, expressionError } from '../segment/parse.ts';
import type { Catalog } from './schema.ts';

/** A mapping is larger than a rule and runs once an event, so it may be larger; loops over large lists stay out. */
const LIMITS = { ...CEL_LIMITS, maxAstNodes: 600, maxDepth: 24 };
const MAX_MAPPING_CHARACTERS = 20_000;
const REFUSED = new Set(['matches']);
const LOOPS = new Set(['exists', 'all', 'map', 'filter', 'exists_one']);

const environment = new Environment({
  limits: LIMITS,
  unlistedVariablesAreDyn: false,
  homogeneousAggregateLiterals: false,
})
  .registerVariable('event', 'dyn')
  .registerVariable('payload', 'dyn')
  .registerFunction('json(dyn): dyn', parseJson)
  .registerFunction('instant(dyn): string', (value: unknown) => new Date(epochOf(value)).toISOString())
  .registerFunction('date(dyn): string', (value: unknown) => civilDate(epochOf(value), 'UTC'));

/** An event as EventBridge delivers it. */
export interface BusEvent {
  readonly source: string;
  readonly 'detail-type': string;
  readonly detail: unknown;
}

/** What a mapping made of an event: an order still to be validated, no mapping that matches, or one that failed. */
export type Mapped =
  | { readonly outcome: 'mapped'; readonly mapping: string; readonly order: unknown }
  | { readonly outcome: 'unmatched' }
  | { readonly outcome: 'failed'; readonly mapping: string; readonly message: string };

/**
 * Maps a CRM event to an order by the first mapping whose `match` holds (in the order of their names). `payload` is
 * `detail.payload` where there is one (Event Relay) and `detail` elsewhere (AppFlow). Keys whose value is null are left out.
 */
export function mapEvent(mappings: Catalog['mappings'], event: BusEvent): Mapped {
  const scope = { event, payload: payloadOf(event.detail) };
  for (const name of Object.keys(mappings).toSorted()) {
    const mapping = mappings[name];
    if (mapping === undefined) continue;
    try {
      if (environment.evaluate(mapping.match, scope) !== true) continue;
      return { outcome: 'mapped', mapping: name, order: plain(environment.evaluate(mapping.order, scope)) };
    } catch (error) {
      return {
        outcome: 'failed',
        mapping: name,
        message: error instanceof Error ? firstLine(error.message) : String(error),
      };
    }
  }
  return { outcome: 'unmatched' };
}

/** What is wrong with a mapping's expression, or undefined. */
export function checkMapping(text: string): string | undefined {
  return mappingFault(text)?.message;
}

/** What is wrong with a mapping's expression, and where in it; or undefined. */
export function mappingFault(text: string): ExpressionError | undefined {
  if (text.length > MAX_MAPPING_CHARACTERS)
    return new ExpressionError(`a mapping has at most ${MAX_MAPPING_CHARACTERS} characters`, MAX_MAPPING_CHARACTERS);
  try {
    const parsed = environment.parse(text);
    const refused = refusal(parsed.ast, 0);
    if (refused !== undefined) return refused;
    const { valid, error } = parsed.check();
    return valid
      ? undefined
      : new ExpressionError(firstLine(error?.message ?? 'is not well typed'), error?.range?.start ?? 0);
  } catch (error) {
    return expressionError(error);
  }
}

/** The tree of a mapping's expression, for those who ask about it without running it. Throws ExpressionError. */
export function parseMapping(text: string): ASTNode {
  try {
    return environment.parse(text).ast;
  } catch (error) {
    throw expressionError(error);
  }
}

function refusal(node: ASTNode, loops: number): ExpressionError | undefined {
  const name = node.op === 'call' ? node.args[0] : node.op === 'rcall' ? node.args[0] : '';
  if (REFUSED.has(name))
    return new ExpressionError(`${name}() is not available: a regular expression can take for ever`, node.start);
  const inside = node.op === 'rcall' && LOOPS.has(name) ? loops + 1 : loops;
  if (inside > 1)
    return new ExpressionError('one list inside another cannot be gone through: its cost has no bound', node.start);
  for (const child of children(node.args)) {
    const found = refusal(child, inside);
    if (found !== undefined) return found;
  }
  return undefined;
}

function children(args: unknown): ASTNode[] {
  if (Array.isArray(args)) return args.flatMap(children);
  return isNode(args) ? [args] : [];
}

function isNode(value: unknown): value is ASTNode {
  return typeof value === 'object' && value !== null && 'op' in value && 'args' in value;
}

function payloadOf(detail: unknown): unknown {
  return typeof detail === 'object' && detail !== null && 'payload' in detail ? detail.payload : detail;
}

function parseJson(value: unknown): unknown {
  return typeof value === 'string' ? JSON.parse(value) : value;
}

/** Epoch milliseconds (Salesforce's own form) or an ISO 8601 text (AppFlow's). */
function epochOf(value: unknown): number {
  const epoch = typeof value === 'string' ? Date.parse(value) : Number(value);
  if (!Number.isFinite(epoch)) throw new RangeError(`"${String(value)}" is not an instant`);
  return epoch;
}

/** CEL's integers arrive as BigInt; this is the one place that turns them back. Null means "not there". */
function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map(plain);
  if (value instanceof Map) return plain(Object.fromEntries(value));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== null && inner !== undefined)
      .map(([key, inner]) => [key, plain(inner)]),
  );
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? text;
}
