/** The value below which a share of the samples lies, by nearest rank. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** Rounded for people: three significant digits are more than a shared machine can repeat. */
export function rounded(value: number): number {
  return Number(value.toPrecision(3));
}
