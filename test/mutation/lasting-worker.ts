// oxlint-disable unicorn/require-post-message-target-origin -- a thread is no window
import { EventEmitter } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { PoolOptions, PoolRunnerInitializer, PoolWorker, WorkerRequest } from 'vitest/node';

/** The thread, with all the modules that it has loaded; and the end of the run that it is at. */
let thread: Worker | undefined;
let idle = Promise.resolve();

const HEARD = ['message', 'error', 'exit'] as const;

/**
 * A worker that outlives a run of tests. Stryker runs the tests anew for every mutant, and all mutants are in the modules already, to be
 * switched on; loading the modules each time takes twenty times as long as the tests. Vitest ends its workers after every run: this
 * one says that it has ended, and waits for the next.
 */
class LastingWorker implements PoolWorker {
  readonly name = 'lasting';
  readonly #isFirst = thread === undefined;
  readonly #thread: Worker;
  readonly #events = new EventEmitter();
  /** What the tests are run with, such as which of them. Vitest tells its workers when they start, and this one starts once. */
  #config: unknown;

  constructor({ distPath }: PoolOptions) {
    thread ??= new Worker(join(distPath, 'workers/threads.js'));
    this.#thread = thread;
  }

  async start(): Promise<void> {
    for (const event of HEARD) this.#thread.on(event, this.#hear[event]);
  }

  async stop(): Promise<void> {
    for (const event of HEARD) this.#thread.off(event, this.#hear[event]);
  }

  send(request: WorkerRequest): void {
    if (!('type' in request)) this.#thread.postMessage(request);
    else if (request.type === 'start') {
      this.#config = request.context.config;
      if (this.#isFirst) this.#thread.postMessage(request);
      else setImmediate(() => this.#answer('started'));
    } else if (request.type === 'run') {
      idle = new Promise((resolve) => this.#events.once('finished', resolve));
      this.#thread.postMessage({ ...request, context: { ...request.context, config: this.#config } });
    } else if (request.type === 'stop') {
      // Where a test has failed the others are called off, which takes a moment.
      void idle.then(() => this.#answer('stopped'));
    }
  }

  #answer(type: 'started' | 'stopped'): void {
    this.#events.emit('message', { type, __vitest_worker_response__: true });
  }

  readonly #hear = {
    message: (said: unknown) => {
      this.#events.emit('message', said);
      if (isFinished(said)) this.#events.emit('finished');
    },
    error: (said: unknown) => this.#events.emit('error', said),
    exit: (said: unknown) => this.#events.emit('exit', said),
  };

  on(event: string, listener: (said: unknown) => void): void {
    this.#events.on(event, listener);
  }

  off(event: string, listener: (said: unknown) => void): void {
    this.#events.off(event, listener);
  }

  deserialize(said: unknown): unknown {
    return said;
  }
}

function isFinished(said: unknown): boolean {
  return typeof said === 'object' && said !== null && 'type' in said && said.type === 'testfileFinished';
}

export const lastingWorker: PoolRunnerInitializer = {
  name: 'lasting',
  createPoolWorker: (options) => new LastingWorker(options),
};
