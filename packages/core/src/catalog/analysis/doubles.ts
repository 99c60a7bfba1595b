const view = new DataView(new ArrayBuffer(8));
const SIGN = 1n << 63n;

/** The place of a finite double in the order of all doubles; neighbours differ by one. */
function rank(value: number): bigint {
  view.setFloat64(0, value);
  const bits = view.getBigInt64(0);
  return bits < 0n ? -(bits + SIGN) : bits;
}

function ofRank(rank: bigint): number {
  view.setBigInt64(0, rank < 0n ? -rank - SIGN : rank);
  return view.getFloat64(0);
}

/** The next larger double; the largest has none and stays. */
export function nextUp(value: number): number {
  return value >= Number.MAX_VALUE ? value : ofRank(rank(value) + 1n);
}

/** The next smaller double; the smallest has none and stays. */
export function nextDown(value: number): number {
  return -nextUp(-value);
}

/**
 * The largest double of which something holds, where it holds of every smaller one too; undefined where it holds of none.
 * So a comparison of whatever rises with its variable becomes a comparison of the variable itself, exact to the last bit,
 * rounding included, in at most 65 steps.
 */
export function largestWhere(holds: (value: number) => boolean): number | undefined {
  let [low, high] = [rank(-Number.MAX_VALUE), rank(Number.MAX_VALUE)];
  if (!holds(ofRank(low))) return undefined;
  while (low < high) {
    const middle = (low + high + 1n) >> 1n;
    if (holds(ofRank(middle))) low = middle;
    else high = middle - 1n;
  }
  return ofRank(low);
}
