import { type Catalog, type NotAnalysed, type Problem, validateCatalog } from '@licet/core/catalog';

/** A segment as a test writes it. */
export interface WrittenSegment {
  readonly rule: string;
  /** Where nothing is said, segments are laid in the order in which they are written. */
  readonly rank?: number;
  readonly level?: 'customer' | 'request';
  /** Its overlay, in YAML: `seats: { add: 5 }, on: true`. */
  readonly lays?: string;
}

type Segments = Readonly<Record<string, WrittenSegment>>;

const plan = (fields: string, grants: string) =>
  `{ ${fields}, term: P1Y, renewal: { policy: auto }, grants: { ${grants} } }`;

/** Two products: one with two base plans and an add-on, and one with a base plan, which nothing but `depth` belongs to. */
export const PLANS = `
  team@1: ${plan('product: p, kind: base, tier: 20', 'on: true, seats: 5, calls: 100, support: low')}
  business@1: ${plan('product: p, kind: base, tier: 30', 'on: true, seats: 10, calls: unlimited, support: high')}
  pack@1: ${plan('product: p, kind: addon, tier: 0', 'seats: 5')}
  deep@1: ${plan('product: q, kind: base, tier: 5', 'depth: 5')}`;

/** The catalog's sources, with these segments. */
export function segmentCatalog(segments: Segments, plans = PLANS): string {
  const written = Object.entries(segments).map(([name, { rule, rank, level = 'customer' }], index) => {
    const fields = `level: ${level}, dimension: role, rank: ${rank ?? index + 1}`;
    return `  ${name}: { ${fields}, rule: ${JSON.stringify(rule)} }`;
  });
  const laid = Object.entries(segments).flatMap(([name, { lays }]) =>
    lays === undefined ? [] : `  ${name}: { ${lays} }`,
  );
  return `catalog: 1
products: { p: { name: P }, q: { name: Q } }
groups: { eu: [DE, FR, IT, ES, NL] }
attributes:
  customer: { n: { type: number }, m: { type: number }, s: { type: string }, t: { type: string }, b: { type: boolean } }
  user: { n: { type: number } }
meters: { runs: { product: p, event: run, aggregate: count, window: month } }
features:
  on: { product: p, type: boolean }
  beta: { product: p, type: boolean }
  seats: { product: p, type: limit }
  spare: { product: p, type: limit }
  calls: { product: p, type: metered, meter: runs }
  support: { product: p, type: static, values: [low, high] }
  depth: { product: q, type: limit }
plans:${plans}
segments:
${written.join('\n')}
${laid.length === 0 ? '' : 'overlays:'}
${laid.join('\n')}
`;
}

interface Told {
  /** What was found out of segments and their effects, each as `code: message`. */
  readonly told: readonly string[];
  /** What could not be. */
  readonly open: readonly NotAnalysed[];
}

const isOfSegments = ({ code }: Problem) => /^(segment_|overlay_|rank_tie)/.test(code);

/** What the analysis says of segments. */
export function toldOf(segments: Segments, plans?: string): Told {
  return toldIn(segmentCatalog(segments, plans));
}

/** The same of a catalog's text. */
export function toldIn(text: string, published?: Catalog): Told {
  const { problems, notAnalysed } = validateCatalog({ 'c.yaml': text }, published);
  return { told: problems.filter(isOfSegments).map(({ code, message }) => `${code}: ${message}`), open: notAnalysed };
}

/** Where it is said: each code, with what stands there, from the place to the end of its line. */
export function placesIn(segments: Segments): readonly (readonly [code: string, text: string])[] {
  const text = segmentCatalog(segments);
  const lines = text.split('\n');
  return validateCatalog({ 'c.yaml': text })
    .problems.filter(isOfSegments)
    .map(({ code, line, column }) => [code, (lines[line - 1] ?? '').slice(column - 1)]);
}
