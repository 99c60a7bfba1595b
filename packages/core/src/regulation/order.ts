/** Compares texts as they are, whatever the language of the machine. */
export function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Each name once, in order. */
export function sorted<T extends string>(names: Iterable<T>): T[] {
  return [...new Set(names)].toSorted(order);
}
