import { describe, expect, it } from 'vitest';
import type { Principal } from '../http/authenticate.ts';
import type { Call } from '../http/serve.ts';
import { clockRoutes } from './clock-routes.ts';
import type { MoveDependencies } from './move-clock.ts';

type Body = Call<'POST /v1/sandbox/clock'>['body'];
const principal: Principal = { id: 'key', scopes: ['admin'], customer: undefined, product: undefined };

/** The routes of a sandbox in which nothing is ever due and real time stands still. */
function aClock({ now, target }: { now: string; target?: string }) {
  let time = Date.parse(now);
  const deps: MoveDependencies = {
    dues: { dueBy: () => Promise.resolve([]) },
    setting: {
      read: () => Promise.resolve({ now: time, offset: 0, target: target === undefined ? target : Date.parse(target) }),
      aim: () => Promise.resolve(),
      forwardTo: (moment) => Promise.resolve(void (time = Math.max(time, moment))),
    },
    startRenewal: (name) => Promise.resolve(name),
    renewal: () => Promise.resolve({ status: 'running' }),
    clock: () => 0,
    sleep: () => Promise.resolve(),
  };
  const clock = () => time;
  const move = clockRoutes(deps)['POST /v1/sandbox/clock'];
  return (body: Body, by = principal) =>
    move({ path: undefined, query: undefined, body, principal: by, now: time, clock });
}

describe('moving the clock', () => {
  it.each([
    [{ by: 'P1D' }, '2027-02-01T08:30:00.000Z'],
    [{ by: 'P1M' }, '2027-02-28T08:30:00.000Z'],
    [{ by: 'P1Y2M' }, '2028-03-31T08:30:00.000Z'],
    [{ to: '2027-01-31T10:00:00+01:00' }, '2027-01-31T09:00:00.000Z'],
  ])('%j', async (body, target) => {
    const move = aClock({ now: '2027-01-31T08:30:00Z' });
    expect(await move(body)).toMatchObject({ now: target, target, done: true, stops: [], stuck: [] });
  });

  it('back is refused', async () => {
    const move = aClock({ now: '2027-01-31T08:30:00Z', target: '2027-01-31T08:00:00Z' });
    await expect(move({ to: '2027-01-31T08:29:59Z' })).rejects.toMatchObject({ problem: { code: 'clock_backwards' } });
  });

  it('to where it was being moved goes on, also where real time was faster', async () => {
    const move = aClock({ now: '2027-01-31T08:30:00Z', target: '2027-01-31T08:00:00Z' });
    expect(await move({ to: '2027-01-31T08:00:00Z' })).toMatchObject({ now: '2027-01-31T08:30:00.000Z', done: true });
  });

  it('beyond the year 2199 is refused', async () => {
    const move = aClock({ now: '2199-01-31T08:30:00Z' });
    await expect(move({ by: 'P1Y' })).rejects.toMatchObject({ problem: { code: 'request_invalid' } });
  });

  it('is not for a key that is bound to a customer or a product: it moves the time of all', async () => {
    const move = aClock({ now: '2027-01-31T08:30:00Z' });
    for (const bound of [{ customer: 'acme' }, { product: 'atlas' }])
      await expect(move({ by: 'P1D' }, { ...principal, ...bound })).rejects.toMatchObject({ problem: { status: 403 } });
  });
});
