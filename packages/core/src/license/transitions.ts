import type { LicenseState } from '../terms/facts.ts';
import type { LifecycleCommandType } from './command.ts';

/** The states that a command may lead to, by the state that it is given in. Where a state is missing, the command is refused. */
type Moves = Readonly<Partial<Record<LicenseState, readonly LicenseState[]>>>;

/** What an order brings decides the state, once regulations no longer hold it up. */
const AS_ORDERED = ['pending', 'trial', 'active', 'grace', 'expired', 'revoked', 'cancelled'] as const;

/** Where an order may begin to count that regulations held up until then. */
const LETS_IN = {
  pending: AS_ORDERED,
  trial: AS_ORDERED,
  active: AS_ORDERED,
  grace: AS_ORDERED,
  suspended: ['suspended', 'cancelled'],
  expired: AS_ORDERED,
  cancelled: AS_ORDERED,
  revoked: AS_ORDERED,
} as const;

/** After these an order may count that regulations held up: what it brings says what has become of the license. */
export const LETS_ORDERS_IN: ReadonlySet<string> = new Set<LifecycleCommandType>([
  'accept',
  'record-consent',
  'record-evidence',
]);

/** What changes no state, and may be done until somebody has ended the license. */
const UNTIL_ENDED = {
  pending: ['pending'],
  trial: ['trial'],
  active: ['active'],
  grace: ['grace'],
  suspended: ['suspended'],
  expired: ['expired'],
} as const;

/** What changes no state, and may be done in any. */
const ALWAYS = {
  ...UNTIL_ENDED,
  cancelled: ['cancelled'],
  revoked: ['revoked'],
} as const;

/**
 * The state machine, whole: what each command may make of each state. `propose` refuses what is not in it, a property test holds every
 * proposal against it, and the state chart of the docs is drawn from it.
 */
export const TRANSITIONS = {
  activate: { pending: ['trial', 'active'], trial: ['trial'], active: ['active'] },
  amend: { pending: ['pending', 'trial', 'active'], trial: ['trial'], active: ['active'] },
  migrate: { trial: ['trial'], active: ['active'] },
  renew: { trial: ['trial'], active: ['active'], grace: ['active', 'grace'], expired: ['active', 'grace', 'expired'] },
  // In a license that is active already, it is the trial of an add-on; in one that is expired, it may be.
  convert: { trial: ['trial', 'active'], active: ['active'], expired: ['active', 'grace', 'expired'] },
  'extend-trial': { trial: ['trial'], active: ['active'], expired: ['trial', 'expired'] },
  suspend: { trial: ['suspended'], active: ['suspended'], grace: ['suspended'] },
  reinstate: {
    suspended: ['pending', 'trial', 'active', 'grace', 'expired', 'revoked'],
    revoked: ['pending', 'trial', 'active', 'grace', 'expired', 'revoked', 'cancelled'],
    pending: ['pending'],
    trial: ['trial'],
    active: ['active'],
    grace: ['grace'],
  },
  cancel: {
    // Where what lies ahead is gone, what was before it says the state until the cancellation comes.
    pending: ['pending', 'expired', 'revoked', 'cancelled'],
    trial: ['trial', 'cancelled'],
    active: ['active', 'cancelled'],
    grace: ['grace', 'cancelled'],
    suspended: ['suspended', 'cancelled'],
    // What has expired may still grant, as its plan says.
    expired: ['expired', 'grace', 'cancelled'],
  },
  revoke: {
    pending: ['revoked'],
    trial: ['revoked'],
    active: ['revoked'],
    grace: ['revoked'],
    suspended: ['revoked'],
    expired: ['revoked'],
    cancelled: ['revoked'],
  },
  transfer: { trial: ['cancelled'], active: ['cancelled'] },
  override: UNTIL_ENDED,
  'clear-override': UNTIL_ENDED,
  accept: LETS_IN,
  'record-consent': LETS_IN,
  'withdraw-consent': ALWAYS,
  'record-evidence': LETS_IN,
  'withdraw-evidence': ALWAYS,
  'record-notice': UNTIL_ENDED,
} as const satisfies Record<LifecycleCommandType, Moves>;

/** What time alone may make of each state. A sweeper that was down for long sees several steps as one. */
export const TIME: Moves = {
  pending: ['pending', 'trial', 'active', 'grace', 'expired', 'revoked', 'cancelled'],
  trial: ['trial', 'active', 'grace', 'pending', 'expired', 'revoked', 'cancelled'],
  active: ['active', 'grace', 'pending', 'expired', 'revoked', 'cancelled', 'trial'],
  grace: ['grace', 'active', 'trial', 'pending', 'expired', 'revoked', 'cancelled'],
  suspended: ['suspended', 'cancelled'],
  expired: ['expired', 'active', 'trial', 'pending', 'grace', 'revoked', 'cancelled'],
  revoked: ['revoked', 'active', 'grace', 'expired', 'cancelled'],
  cancelled: ['cancelled'],
};

/** What a command may make of a state; undefined where it may not be given. */
export function movesOf(command: LifecycleCommandType, state: LicenseState): readonly LicenseState[] | undefined {
  const moves: Moves = TRANSITIONS[command];
  return moves[state];
}

/** The commands that may be given in a state. */
export function legalIn(state: LicenseState): LifecycleCommandType[] {
  return COMMAND_TYPES.filter((command) => movesOf(command, state) !== undefined);
}

function isCommandType(name: string): name is LifecycleCommandType {
  return name in TRANSITIONS;
}

export const COMMAND_TYPES: readonly LifecycleCommandType[] = Object.keys(TRANSITIONS).filter(isCommandType);
