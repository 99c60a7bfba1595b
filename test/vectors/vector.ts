import { readdirSync, readFileSync } from 'node:fs';
import type { CatalogFiles } from '@licet/core/catalog';
import {
  type Decision,
  type DecisionRequest,
  type Facts,
  type LoadedProgram,
  REASONS,
  type ReasonCode,
  type TraceStep,
} from '@licet/core/decision';
import * as z from 'zod';
import { hashOf } from '../../packages/core/src/hash/sha256.ts';
import { loadedProgram } from '../support/catalogs.ts';
import { SHIPPED_PACKS } from '../support/regulations.ts';
import { addPeriod, civilDate, isCivilDate, startOfDay } from '@licet/core/time';

const FOLDER = import.meta.dirname;

/** The catalog that every vector is decided under. Its names begin with `lab`, so that it can be published with any other. */
export const CATALOG_FILES: CatalogFiles = { 'vectors/catalog.yaml': readFileSync(`${FOLDER}/catalog.yaml`, 'utf8') };
/** The packs that some files of vectors are decided under, too: those that ship, and that of Lab's vendor. */
export const PACK_FILES: CatalogFiles = {
  ...SHIPPED_PACKS,
  'vectors/packs/lab.yaml': readFileSync(`${FOLDER}/packs/lab.yaml`, 'utf8'),
};

const reasons = Object.keys(REASONS).filter((code): code is ReasonCode => code in REASONS);
const instantSchema = z.iso.datetime({ offset: true });
/** A moment, told from now: `now`, `-30d`, `+1h`, `+5m`; or an instant, in a vector that says when now is. */
const momentSchema = z.union([
  z.string().regex(/^(now|[+-]\d+[dhm])$/, 'now, or a distance from it such as -30d, +1h or +5m'),
  instantSchema,
]);
const periodSchema = z.string().regex(/^P\d+[DWMY]$/);
const amountSchema = z.union([z.int(), z.literal('unlimited')]);
const attributesSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]));
const span = { from: momentSchema.default('-30d'), to: momentSchema.nullable().default(null) };

const itemSchema = z.strictObject({ plan: z.string(), quantity: z.int().min(1).default(1), ...span });
const overrideSchema = z.strictObject({
  id: z.string(),
  feature: z.string(),
  operation: z.enum(['set', 'add', 'multiply', 'atLeast', 'atMost']),
  value: z.union([z.boolean(), z.number(), z.string()]),
  ...span,
});

const factsSchema = z.strictObject({
  state: z
    .enum(['pending', 'trial', 'active', 'grace', 'suspended', 'expired', 'cancelled', 'revoked'])
    .default('active'),
  zone: z.string().default('UTC'),
  /** The day on which allowances began: that of a moment, or a date of the zone. */
  anchor: z.union([momentSchema, z.iso.date()]).default('-30d'),
  /** Where the customer's own id matters; else it is made from the vector's name. */
  customer: z.string().optional(),
  items: z.array(itemSchema),
  /** The customer segments that it is in; of all others it is known that it is not, but for those that are unknown. */
  in: z.array(z.string()).default([]),
  unknown: z.union([z.array(z.string()), z.literal('all')]).default([]),
  overrides: z.array(overrideSchema).default([]),
  /** What is known of the customer that regulations ask for. */
  jurisdiction: z
    .strictObject({
      licensee: z.enum(['consumer', 'small_business', 'business']).exactOptional(),
      country: z.string().exactOptional(),
      subdivision: z.string().exactOptional(),
      evidence: z.record(z.string(), z.iso.date()).exactOptional(),
      consents: z.array(z.enum(['express', 'written_release', 'acknowledgement'])).exactOptional(),
    })
    .optional(),
});

const requestSchema = z.strictObject({
  feature: z.string(),
  user: attributesSchema.optional(),
  place: attributesSchema.optional(),
  device: attributesSchema.optional(),
  use: z.strictObject({ context: z.string().optional(), purpose: z.string().optional() }).optional(),
  used: z.int().min(0).optional(),
  wanted: z.int().min(1).optional(),
});

const sourceSchema = z
  .string()
  .regex(/^(plan|overlay|override|regulation) \S+$/)
  .nullable();

const expectationSchema = z.strictObject({
  allowed: z.boolean(),
  reason: z.enum(reasons),
  value: z.union([z.boolean(), z.number(), z.string()]).nullable().optional(),
  /** Who set it, as `plan lab-pro@1`; null where nothing did. */
  source: sourceSchema.optional(),
  limit: amountSchema.nullable().optional(),
  used: z.int().nullable().optional(),
  remaining: amountSchema.nullable().optional(),
  /** When the allowance starts anew: counted from the anchor's date, or an instant. */
  resets: z.union([periodSchema, instantSchema]).nullable().optional(),
  /** Until when time alone leaves the answer as it is. */
  stale: z.union([momentSchema, z.literal('never')]).optional(),
  /** Every experiment that has to do with the feature, and whether the asker is in it; null where that is not known. */
  exposures: z.record(z.string(), z.boolean().nullable()).optional(),
  /** What became of some of what was considered, as `overlay lab-half`: `applied`. */
  trace: z.record(z.string(), z.string()).optional(),
});

const vectorSchema = z.strictObject({
  name: z.string().min(10),
  why: z.string().optional(),
  /** The moment at which it is decided, where the calendar matters; else it has one answer at every moment. */
  at: instantSchema.optional(),
  /** Null for a customer who has no license for the product. */
  facts: factsSchema.nullable(),
  request: requestSchema,
  expect: expectationSchema,
});
const fileSchema = z.strictObject({
  about: z.string(),
  /** Whether its vectors are decided under packs of regulations. */
  packs: z.boolean().default(false),
  vectors: z.array(vectorSchema).min(1),
});

export type Vector = z.infer<typeof vectorSchema>;
export interface VectorFile {
  readonly file: string;
  readonly about: string;
  readonly packs: boolean;
  readonly vectors: readonly Vector[];
}

/** Every vector there is, by file. Throws a ZodError where one is not written as the schema says. */
export function loadVectors(): readonly VectorFile[] {
  const files = readdirSync(FOLDER).filter((file) => file.endsWith('.json'));
  return files
    .toSorted()
    .map((file) => ({ file, ...fileSchema.parse(JSON.parse(readFileSync(`${FOLDER}/${file}`, 'utf8'))) }));
}

const UNITS = { d: 86_400_000, h: 3_600_000, m: 60_000 } as const satisfies Record<string, number>;

function momentAt(text: string, now: number): number {
  if (instantSchema.safeParse(text).success) return Date.parse(text);
  const [, count = '0', unit = 'd'] = /^([+-]\d+)([dhm])$/.exec(text) ?? [];
  return now + Number(count) * (unit === 'd' ? UNITS.d : unit === 'h' ? UNITS.h : UNITS.m);
}

/** The moment (epoch milliseconds) at which to decide a vector: its own, or else the given one. */
export function momentOf({ at }: Vector, now: number): number {
  return at === undefined ? now : Date.parse(at);
}

/** The customer that a vector is about: its own, or one that no other vector has. */
export function customerOf({ name, facts }: Vector): string {
  return facts?.customer ?? `vector-${hashOf(name).slice(0, 12)}`;
}

const plain = loadedProgram(CATALOG_FILES);
const regulated = loadedProgram({ ...CATALOG_FILES, ...PACK_FILES });

/** The program that the vectors of a file are decided under. */
export function programOf({ packs }: Pick<VectorFile, 'packs'>): LoadedProgram {
  return packs ? regulated : plain;
}

const { segments } = plain.program;
/** The customer segments that lay something on the plan: those that facts speak of. */
export const SEGMENTS: readonly string[] = segments
  .filter(({ level, effects }) => level === 'customer' && effects.length > 0)
  .map(({ name }) => name);

function segmentsOf({ in: held, unknown }: NonNullable<Vector['facts']>): Record<string, boolean> {
  const outside = unknown === 'all' ? [] : SEGMENTS.filter((name) => !held.includes(name) && !unknown.includes(name));
  return Object.fromEntries([
    ...held.map((name) => [name, true] as const),
    ...outside.map((name) => [name, false] as const),
  ]);
}

/** The facts of a vector at a moment (epoch milliseconds), as they are stored; undefined where there is no license. */
export function factsAt(vector: Vector, now: number): Facts | undefined {
  const { facts } = vector;
  if (facts === null) return undefined;
  const customer = customerOf(vector);
  const spanAt = ({ from, to }: { from: string; to: string | null }) => ({
    from: momentAt(from, now),
    to: to === null ? null : momentAt(to, now),
  });
  return {
    v: 1,
    customer,
    product: 'lab',
    license: `lic_${hashOf(customer, 'lab')}`,
    revision: 1,
    state: facts.state,
    anchor: isCivilDate(facts.anchor) ? facts.anchor : civilDate(momentAt(facts.anchor, now), facts.zone),
    zone: facts.zone,
    items: facts.items.map((item) => ({ plan: item.plan, quantity: item.quantity, ...spanAt(item) })),
    segments: segmentsOf(facts),
    overrides: facts.overrides.map(({ id, feature, operation, value, ...span }) => ({
      id,
      feature,
      operation,
      value: value === 'unlimited' ? null : value,
      ...spanAt(span),
    })),
    ...(facts.jurisdiction && { jurisdiction: facts.jurisdiction }),
  };
}

export function requestOf({ request: { feature, ...rest } }: Vector): DecisionRequest {
  return { feature, ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)) };
}

/** What a vector expects at a moment, in the form of core's decisions; what it does not mention is not in it. */
export function expectedAt(vector: Vector, now: number): Partial<Decision> {
  const { allowed, reason, value, source, limit, used, remaining, resets, stale, exposures } = vector.expect;
  const facts = factsAt(vector, now);
  const amount = (given: number | 'unlimited' | null) => (given === 'unlimited' ? Number.POSITIVE_INFINITY : given);
  return {
    allowed,
    reason,
    ...(value !== undefined && { value: value === 'unlimited' ? Number.POSITIVE_INFINITY : value }),
    ...(source !== undefined && { source: sourceOf(source) }),
    ...(limit !== undefined && { limit: amount(limit) }),
    ...(used !== undefined && { used }),
    ...(remaining !== undefined && { remaining: amount(remaining) }),
    ...(resets !== undefined && { resetsAt: resets === null ? null : resetAt(resets, facts) }),
    ...(stale !== undefined && { staleAfter: stale === 'never' ? Number.POSITIVE_INFINITY : momentAt(stale, now) }),
    ...(exposures !== undefined && {
      exposures: Object.entries(exposures).map(([experiment, included]) => ({ experiment, included })),
    }),
  };
}

function resetAt(text: string, facts: Facts | undefined): number | null {
  if (instantSchema.safeParse(text).success) return Date.parse(text);
  return facts === undefined ? null : startOfDay(addPeriod(facts.anchor, text), facts.zone);
}

/** What became of each thing that a trace tells of, as a vector writes it: `overlay lab-half` → `applied`. */
export function outcomesOf(trace: readonly Pick<TraceStep, 'step' | 'id' | 'outcome'>[]): Record<string, string> {
  return Object.fromEntries(trace.map(({ step, id, outcome }) => [`${step} ${id}`, outcome]));
}

function sourceOf(text: string | null): Decision['source'] {
  const [kind, id] = text?.split(' ', 2) ?? [];
  if (id === undefined) return null;
  return kind === 'plan' || kind === 'overlay' || kind === 'override' || kind === 'regulation' ? { kind, id } : null;
}
