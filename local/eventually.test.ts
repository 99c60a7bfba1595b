import { expect, it } from 'vitest';
import { ApiError } from './api-client.ts';
import { eventually } from './eventually.ts';
import { inParallel } from './in-parallel.ts';

it('looks until it is there', async () => {
  let looks = 0;
  const seen = await eventually(() => ({ ok: (looks += 1) === 3, saw: `look ${looks}` }), { everyMs: 1 });
  expect(seen).toEqual({ ok: true, saw: 'look 3' });
});

it('gives up with what it saw last, and takes a 404 for not yet', async () => {
  const unknown = () => Promise.reject(new ApiError('GET /v1/customers/{id}', 404, 'customer_unknown', 'nobody'));
  const seen = await eventually(unknown, { everyMs: 1, withinMs: 5 });
  expect(seen).toEqual({ ok: false, saw: 'GET /v1/customers/{id} answered 404 customer_unknown: nobody' });
});

it('ends at once when it is told to', async () => {
  const signal = AbortSignal.timeout(10);
  await expect(eventually(() => ({ ok: false, saw: '' }), { signal })).rejects.toThrow('aborted');
});

it('does at most so much at once, and begins nothing after a failure', async () => {
  const begun: number[] = [];
  const running = { now: 0, most: 0 };
  const work = async (item: number) => {
    begun.push(item);
    running.most = Math.max(running.most, (running.now += 1));
    await new Promise((resolve) => {
      setTimeout(resolve, 2);
    });
    running.now -= 1;
    if (item === 3) throw new Error('the third');
  };
  await expect(inParallel([1, 2, 3, 4, 5, 6, 7, 8], 2, work)).rejects.toThrow('the third');
  expect(running.most).toBe(2);
  expect(begun).not.toContain(7);
});
