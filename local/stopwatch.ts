/** Where the time goes: consecutive laps, each under the name of what it was spent on. */
export class Stopwatch {
  readonly #laps: { readonly name: string; readonly ms: number }[] = [];
  #from: number;

  /** @param startedAt epoch milliseconds. */
  constructor(startedAt: number) {
    this.#from = startedAt;
  }

  /** Ends a lap; the next begins. */
  lap(name: string): void {
    const now = Date.now();
    this.#laps.push({ name, ms: now - this.#from });
    this.#from = now;
  }

  /** `cloud 1.2 s · deploy 7.0 s = 8.2 s` */
  inWords(): string {
    const shown = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
    const total = this.#laps.reduce((sum, { ms }) => sum + ms, 0);
    return `${this.#laps.map(({ name, ms }) => `${name} ${shown(ms)}`).join(' · ')} = ${shown(total)}`;
  }
}
