import { addPeriod, civilDate, startOfDay } from '@licet/core/time';
import { allowUnbound } from '../http/authenticate.ts';
import { ProblemError } from '../http/problem-error.ts';
import type { RouteHandlers } from '../http/serve.ts';
import { type MoveDependencies, moveClock } from './move-clock.ts';

type ClockRoute = 'GET /v1/sandbox/clock' | 'POST /v1/sandbox/clock';

/** Far enough for everybody, and near enough that every date has its usual form. */
const END = Date.UTC(2200);

/** The clock of a sandbox: what time it is, and forward. */
export function clockRoutes(deps: MoveDependencies): RouteHandlers<ClockRoute> {
  const shown = async () => {
    const { now, offset } = await deps.setting.read();
    return { now: instant(now), offset };
  };
  return {
    'GET /v1/sandbox/clock': shown,
    'POST /v1/sandbox/clock': async ({ body: { to, by = 'P0D' }, principal }) => {
      // It moves everybody's time.
      allowUnbound(principal);
      const { now, target: before } = await deps.setting.read();
      const target = to === undefined ? later(now, by) : Date.parse(to);
      if (target >= END)
        throw new ProblemError(
          'request_invalid',
          `${instant(target)} lies beyond the year 2199, where this clock ends`,
        );
      // Real time may have passed a target before all that was due on the way was done.
      if (target < now && target !== before)
        throw new ProblemError(
          'clock_backwards',
          `it is ${instant(now)} here, and ${instant(target)} is over; time only goes forward`,
        );
      const { done, stops, stuck } = await moveClock(deps, target);
      return {
        ...(await shown()),
        target: instant(target),
        done,
        stops: stops.map(({ at, licenses }) => ({ at: instant(at), licenses })),
        stuck: stuck.map(({ at, ...one }) => ({ ...one, due: instant(at) })),
      };
    },
  };
}

/** The same time of day, a period later. */
function later(now: number, period: string): number {
  const today = civilDate(now, 'UTC');
  return startOfDay(addPeriod(today, period), 'UTC') + (now - startOfDay(today, 'UTC'));
}

function instant(at: number): string {
  return new Date(at).toISOString();
}
