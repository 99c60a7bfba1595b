/** A test that a text passes or not. Order is by code unit, as rules compare. */
export interface TextTest {
  readonly kind: 'in' | 'starts' | 'ends' | 'contains' | '<' | '<=';
  readonly texts: readonly string[];
  readonly holds: boolean;
}

/** What every text of a set looks like: whole, and as far as its first letters show. */
export interface Shape {
  readonly whole: RegExp;
  readonly beginning: RegExp;
}

/** A set of texts: those listed, or all that pass every test. */
export interface TextSet {
  readonly only: readonly string[] | undefined;
  readonly tests: readonly TextTest[];
  readonly shape: Shape | undefined;
}

export const ALL_TEXTS: TextSet = { only: undefined, tests: [], shape: undefined };
export const NO_TEXTS: TextSet = { ...ALL_TEXTS, only: [] };

export function theseTexts(only: readonly string[]): TextSet {
  return { ...ALL_TEXTS, only };
}

/** Whether a text is in a set. */
export function isIn({ only, tests, shape }: TextSet, text: string): boolean {
  return (
    (only?.includes(text) ?? true) && (shape?.whole.test(text) ?? true) && tests.every((test) => passes(text, test))
  );
}

function passes(text: string, { kind, texts, holds }: TextTest): boolean {
  return texts.some((other) => compare(text, kind, other)) === holds;
}

function compare(text: string, kind: TextTest['kind'], other: string): boolean {
  switch (kind) {
    case 'in':
      return text === other;
    case 'starts':
      return text.startsWith(other);
    case 'ends':
      return text.endsWith(other);
    case 'contains':
      return text.includes(other);
    case '<':
      return text < other;
    case '<=':
      return text <= other;
  }
}

export function textsIn(a: TextSet, b: TextSet): TextSet {
  const tests = [...a.tests, ...b.tests];
  const listed = tests.find(({ kind, holds }) => kind === 'in' && holds)?.texts ?? point(tests);
  const shape = a.shape ?? b.shape;
  const all = { only: undefined, tests, shape };
  const only = a.only ?? b.only ?? listed;
  if (only === undefined) return all;
  return { ...all, only: only.filter((text) => isIn(all, text) && (b.only?.includes(text) ?? true)) };
}

/** The one text between `>= x` and `<= x`. */
function point(tests: readonly TextTest[]): readonly string[] | undefined {
  const { low, high } = bounds(tests);
  return low !== undefined && low.text === high?.text && low.closed && high.closed ? [low.text] : undefined;
}

/** Whether a set is known to be empty. A set that is not may be empty all the same: then no text of it is found. */
export function isEmptyOfTexts({ only, tests, shape }: TextSet): boolean {
  return only === undefined ? contradict(tests, shape) : only.length === 0;
}

function contradict(tests: readonly TextTest[], shape: Shape | undefined): boolean {
  const starts = parts(tests, 'starts', true);
  const ends = parts(tests, 'ends', true);
  const inside = [...starts, ...ends, ...parts(tests, 'contains', true), ''];
  const longestStart = longest(starts);
  const longestEnd = longest(ends);
  if (starts.some((start) => !longestStart.startsWith(start)) || ends.some((end) => !longestEnd.endsWith(end)))
    return true;
  if (parts(tests, 'starts', false).some((start) => longestStart.startsWith(start))) return true;
  if (parts(tests, 'ends', false).some((end) => longestEnd.endsWith(end))) return true;
  if (parts(tests, 'contains', false).some((part) => inside.some((text) => text.includes(part)))) return true;
  if (shape !== undefined && !shape.beginning.test(longestStart)) return true;
  const { low, high } = bounds(tests);
  if (low === undefined || high === undefined) return false;
  return low.text > high.text || (low.text === high.text && !(low.closed && high.closed));
}

/** The texts that tests of one kind name: each of them, where the test fails for all of them or there is but one. */
function parts(tests: readonly TextTest[], kind: TextTest['kind'], holds: boolean): readonly string[] {
  return tests.filter((test) => test.kind === kind && test.holds === holds).flatMap(({ texts }) => texts);
}

function longest(texts: readonly string[]): string {
  return texts.reduce((most, text) => (text.length > most.length ? text : most), '');
}

interface Bound {
  readonly text: string;
  readonly closed: boolean;
}

function bounds(tests: readonly TextTest[]): { low: Bound | undefined; high: Bound | undefined } {
  let low: Bound | undefined;
  let high: Bound | undefined;
  for (const { kind, texts, holds } of tests) {
    const [text] = texts;
    if (text === undefined) continue;
    const below = kind === '<' || kind === '<=';
    if (kind === 'starts' && holds) {
      low = tighter(low, { text, closed: true }, 1);
      high = tighter(high, afterAll(text), -1);
    } else if (below && holds) high = tighter(high, { text, closed: kind === '<=' }, -1);
    else if (below) low = tighter(low, { text, closed: kind === '<' }, 1);
  }
  return { low, high };
}

function tighter(known: Bound | undefined, other: Bound | undefined, towards: 1 | -1): Bound | undefined {
  if (known === undefined || other === undefined) return known ?? other;
  if (known.text === other.text) return known.closed ? other : known;
  return known.text < other.text === (towards === 1) ? other : known;
}

/** The least text that comes after all texts of a beginning. */
function afterAll(start: string): Bound | undefined {
  const last = start.charCodeAt(start.length - 1);
  if (Number.isNaN(last) || last === 0xff_ff) return undefined;
  return { text: start.slice(0, -1) + String.fromCharCode(last + 1), closed: false };
}

/** Some texts of a set to try. */
export function someTexts(set: TextSet): readonly string[] {
  if (set.only !== undefined) return set.only.slice(0, 12);
  const { low, high } = bounds(set.tests);
  const start = longest(parts(set.tests, 'starts', true));
  const end = longest(parts(set.tests, 'ends', true));
  const middle = parts(set.tests, 'contains', true).join('');
  const near = [low?.text ?? '', high?.text.slice(0, -1) ?? ''];
  const built = ['', 'x', 'y-1', 'zz', 'A'].flatMap((filling) => [
    start + middle + filling + end,
    start + filling + middle + end,
    ...near.map((text) => text + filling),
  ]);
  const overlapping = start.endsWith(end) ? [start] : [];
  return [...new Set([...overlapping, ...built, ...(set.shape ? SHAPED : [])])]
    .filter((text) => isIn(set, text))
    .slice(0, 12);
}

const SHAPED = ['DE-BE', 'US-CA', 'FR-IDF', 'JP-13'];
