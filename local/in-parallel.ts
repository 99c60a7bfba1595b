/** Does something for every item, at most so many at once and in no particular order. After a failure nothing more is begun. */
export async function inParallel<T>(
  items: readonly T[],
  atOnce: number,
  work: (item: T) => Promise<unknown>,
): Promise<void> {
  const left = [...items];
  const worker = async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item);
  };
  try {
    await Promise.all(Array.from({ length: atOnce }, worker));
  } finally {
    left.length = 0;
  }
}
