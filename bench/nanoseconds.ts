import { measure } from 'mitata';

const OPTIONS = { min_cpu_time: 300 * 1e6, min_samples: 20, batch_samples: 1 };
let seen = 0;

/** Nanoseconds for one call, the median of rounds of so many. */
export async function nanoseconds(call: (index: number) => unknown, round = 1000): Promise<number> {
  const { p50 } = await measure(() => {
    for (let i = 0; i < round; i += 1) if (call(i) !== undefined) seen += 1;
    return seen;
  }, OPTIONS);
  return p50 / round;
}
