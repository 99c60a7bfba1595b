import type { LoadedProgram } from '../catalog/load.ts';
import type { ProgramPlan } from '../catalog/program.ts';
import { addPeriod } from '../time/civil.ts';
import { civilDate, startOfDay } from '../time/zone.ts';
import type { GateKind } from './command.ts';
import type { Item } from './license.ts';

/** What happens where a term ends, as its plan says. */
export interface LineEnd {
  /** auto: it goes on by itself; manual: a person has to renew it; none: it ends. */
  readonly policy: 'auto' | 'manual' | 'none';
  /** What a renewal has to wait for. */
  readonly gates: readonly GateKind[];
  /** When the renewal comes up: so long before the end as the plan gives notice. */
  readonly noticeAt: number;
  /** Until when it grants although it has ended; undefined: no longer, null: for ever. */
  readonly graceTo: number | null | undefined;
  readonly expiration: 'restrict' | 'maintain' | 'allow' | 'revoke';
}

/** Where something has to be decided and the plan says no notice, it comes up so long before the end. */
const DEFAULT_NOTICE = 'P30D';
/** The notice of a plan is about its paid terms: what a trial waits for comes up in its last week. */
const TRIAL_NOTICE = 'P7D';
/**
 * What renews by itself goes on granting for so long while the renewal is being made: if the sweeper is late, that is our
 * failure and no customer's.
 */
const LATITUDE = 'P7D';

/**
 * What the plan says of the end of one of its terms. A term without an end has none. Where regulations say something of it, it comes up
 * before, as where somebody has to be asked.
 */
export function lineEnd(program: LoadedProgram, item: Item, zone: string, regulated = false): LineEnd | undefined {
  const loaded = program.plans.get(item.plan);
  if (item.to === null || loaded === undefined) return undefined;
  const { kind, renewal, trialEnd } = loaded.plan;
  const end = civilDate(item.to, zone);
  const over = kind === 'topup' || item.closed === true;
  const policy = over ? 'none' : item.trial ? (trialEnd === 'convert' ? 'auto' : 'none') : renewal.policy;
  const gates = policy === 'none' ? [] : gatesFor(renewal, item.trial);
  const notice = noticeOf(item.trial, renewal.notice, gates.length > 0 || policy === 'manual' || regulated);
  const noticeAt = notice === undefined ? item.to : startOfDay(addPeriod(end, notice, -1), zone);
  const expiration = kind === 'topup' || item.trial ? 'restrict' : (renewal.expiration ?? 'restrict');
  const later = (period: string) => startOfDay(addPeriod(end, period), zone);
  const grace = item.trial || renewal.grace === undefined || over ? undefined : later(renewal.grace);
  const latitude = policy === 'auto' && gates.length === 0 ? later(LATITUDE) : undefined;
  const graceTo =
    expiration === 'maintain' || expiration === 'allow'
      ? null
      : grace === undefined || latitude === undefined
        ? (grace ?? latitude)
        : Math.max(grace, latitude);
  return { policy, gates, noticeAt: Math.max(item.from, noticeAt), graceTo, expiration };
}

function noticeOf(trial: boolean, notice: string | undefined, waits: boolean): string | undefined {
  if (trial) return waits ? TRIAL_NOTICE : undefined;
  return notice ?? (waits ? DEFAULT_NOTICE : undefined);
}

/** Payment is asked for before any paid term; approval is about renewals, and the end of a trial is none. */
function gatesFor({ approval, payment }: ProgramPlan['renewal'], trial: boolean): GateKind[] {
  const gates: GateKind[] = [];
  if (approval === true && !trial) gates.push('approval');
  if (payment === true) gates.push('payment');
  return gates;
}
