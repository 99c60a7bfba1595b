import type { Asker } from '../segment/scope.ts';
import { type Decision, FEATURE_UNKNOWN, frozen } from './decision.ts';
import { answerFor } from './answer.ts';
import type { Prepared } from './prepared.ts';
import { preparedAt, type Session } from './session.ts';
import { settle } from './settle.ts';
import { underRegulations } from './under-regulations.ts';

/** How much is used, in the window that began at `window` (undefined for a limit). */
interface Balance {
  readonly used: number;
  readonly window: number | undefined;
}

/**
 * A session for one license and one asker: each feature is decided once and the frozen decision given again, for as long as neither
 * time nor a balance has changed. A check allocates nothing. For one user's requests, a page, or a worker that serves one customer.
 */
export class AskerSession {
  readonly #session: Session;
  readonly #asker: Asker;
  readonly #decisions = new Map<string, Decision>();
  readonly #balances = new Map<string, Balance>();
  /** The latest moment that was decided for; a clock that is set back finds nothing decided. */
  #latest = Number.NEGATIVE_INFINITY;

  constructor(session: Session, asker: Asker = {}) {
    this.#session = session;
    this.#asker = asker;
  }

  /** Decides a feature at a moment (epoch milliseconds). */
  check(feature: string, now: number): Decision {
    const known = this.#decisions.get(feature);
    return known !== undefined && now < known.staleAfter && now >= this.#latest ? known : this.#decide(feature, now);
  }

  /** Says how much of a metered feature's current window is used, or how many of a limit exist, which answers then count with. */
  setUsed(feature: string, used: number, now: number): void {
    const prepared = preparedAt(this.#session, feature, now);
    if (prepared === undefined) return;
    const window = prepared.window?.startsAt;
    const known = this.#balances.get(feature);
    if (known !== undefined && known.used === used && known.window === window) return;
    this.#balances.set(feature, { used, window });
    this.#decisions.delete(feature);
  }

  #decide(feature: string, now: number): Decision {
    if (now < this.#latest) this.#decisions.clear();
    this.#latest = now;
    const prepared = preparedAt(this.#session, feature, now);
    // A name that means nothing is not remembered: there is no end of them.
    if (prepared === undefined) return FEATURE_UNKNOWN;
    const decision = this.#decideAnew(prepared, this.#balances.get(feature), now);
    this.#decisions.set(feature, decision);
    return decision;
  }

  #decideAnew(prepared: Prepared, balance: Balance | undefined, now: number): Decision {
    const answer = underRegulations(prepared, answerFor(prepared, this.#asker), this.#asker, now);
    // A balance of the last window says nothing about this one.
    if (balance === undefined || balance.window !== prepared.window?.startsAt || answer.limit === null) return answer;
    return frozen(settle(prepared, answer, balance.used, undefined));
  }
}
