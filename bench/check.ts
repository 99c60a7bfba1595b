/** How long a warm check takes through the API, next to a function behind the same gateway that only logs the same line. */
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { CUSTOMER, license, withCell } from './cell.ts';
import type { Figure, Goal, Result } from './result.ts';
import { percentile, rounded } from './statistics.ts';

const ROUNDS = 2500;
const WARM_UP = 200;

/** What is asked, from the least to the most that a check does. */
const asked = {
  onlyLogs: { what: 'the function that only logs', path: '/bench/only-logs', body: {} },
  check: { what: 'a check of three features', path: '/v1/check', body: check(['sso', 'dashboards', 'support']) },
  metered: { what: 'a check of two features, one of them metered', path: '/v1/check', body: check(['sso', 'exports']) },
  consume: {
    what: 'a check that consumes',
    path: '/v1/check',
    body: { ...check(['queries']), consume: { queries: 1 } },
  },
} as const;
type Kind = keyof typeof asked;
type Samples = Readonly<Record<Kind, readonly number[]>>;
const KINDS = ['onlyLogs', 'check', 'metered', 'consume'] as const satisfies readonly Kind[];

export async function benchCheck(): Promise<Result> {
  const samples = await withCell(
    async (benched) => {
      await license(benched);
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      const taken: Record<Kind, number[]> = { onlyLogs: [], check: [], metered: [], consume: [] };
      for (let round = -WARM_UP; round < ROUNDS; round += 1) {
        // One after the other, and each round in another order, so that no kind always follows the same one.
        for (const kind of KINDS.map((_, index) => KINDS[(index + round + WARM_UP) % KINDS.length]!)) {
          const { path, body } = asked[kind];
          const ms = await timed(agent, `${benched.cell.api}${path}`, benched.key, JSON.stringify(body));
          if (round >= 0) taken[kind].push(ms);
        }
      }
      agent.destroy();
      return taken;
    },
    // Not a sandbox, where every check reads the clock first.
    { app: join(import.meta.dirname, 'gateway'), context: { environment: 'production' } },
  );
  return {
    goals: (['check', 'metered'] as const).map((kind) => goalOf(kind, samples)),
    figures: KINDS.flatMap((kind) => figuresOf(kind, samples)),
  };
}

const next = 'next to a function behind the same gateway that only logs';

function goalOf(kind: Kind, samples: Samples): Goal {
  return { what: `${asked[kind].what}, p50, ${next}`, got: ratio(kind, samples, 0.5), unit: '×', atMost: 1.5 };
}

function figuresOf(kind: Kind, samples: Samples): Figure[] {
  const { what } = asked[kind];
  const figures: Figure[] = [0.5, 0.99].map((share) => ({
    what: `${what}: p${share * 100} of ${ROUNDS}`,
    got: rounded(percentile(samples[kind], share)),
    unit: 'ms',
  }));
  if (kind === 'onlyLogs') return figures;
  const ratios: Figure[] = [0.5, 0.99].map((share) => ({
    what: `${what}: p${share * 100}, ${next}`,
    got: ratio(kind, samples, share),
    unit: '×',
  }));
  return [...figures, ...ratios];
}

function ratio(kind: Kind, samples: Samples, share: number): number {
  return rounded(percentile(samples[kind], share) / percentile(samples.onlyLogs, share));
}

function check(features: readonly string[]) {
  return { customer: CUSTOMER, product: 'atlas', features };
}

/** Milliseconds from sending a request until the last byte of its answer. */
function timed(agent: Agent, url: string, key: string, body: string): Promise<number> {
  const headers = {
    authorization: `Bearer ${key}`,
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  };
  return new Promise((resolve, reject) => {
    const from = performance.now();
    request(url, { method: 'POST', agent, headers }, (response) => {
      response.resume();
      response.once('end', () => {
        if (response.statusCode === 200) resolve(performance.now() - from);
        else reject(new Error(`${url} answered ${response.statusCode}`));
      });
    })
      .once('error', reject)
      .end(body);
  });
}
