import type { LifecycleCommandType } from './command.ts';

/** Every reason why a command is refused, and what it means. Closed: a new one is a new form of the API. */
export const REFUSALS = {
  license_missing: 'The customer has no license for this product.',
  order_unknown: 'The order is not stored for this customer.',
  plan_unknown: 'The catalog has no such plan for this product, or it is of another kind.',
  command_illegal: 'The state of the license does not allow the command; `legal` names those that it does.',
  line_unknown: 'The license has no such line.',
  nothing_to_activate: 'Nothing of the license waits to begin.',
  nothing_changes: 'The command asks for what is already so.',
  nothing_to_reinstate: 'The license is neither suspended nor revoked, nor is a cancellation under way.',
  date_outside: 'The date lies outside of what the command can change.',
  term_endless: 'The line has no end, so there is nothing to renew, extend or wait for.',
  trial_missing: 'The line is no trial.',
  term_renewed: 'The term that the command names is not the last one: it has been renewed already.',
  feature_unknown: 'The catalog has no such feature for this product.',
  value_invalid: 'The value does not fit the feature or the operation.',
  override_unknown: 'The license has no such override.',
  gate_unknown: 'The license has no such gate.',
  gate_settled: 'The gate was answered otherwise, or its change is done; the first answer stands.',
  gate_lapsed: 'The deadline of the gate has passed; the change has to be asked for again.',
  gate_unanswerable: 'A notice takes no answer: it passes by itself at its deadline.',
  regulation_denied: 'Regulations forbid it; `rows` names them.',
  home_not_permitted: 'Regulations permit none of the homes for the data of this customer; `rows` names them.',
  consent_missing: 'Regulations ask for a consent that has not been given.',
  nothing_held: 'Regulations hold up no such order, or it was refused and stays out until it comes in another version.',
  consent_unknown: 'The license has no such consent.',
  consents_full: 'The license keeps the proofs of as many consents as it can.',
  evidence_unknown: 'Nothing of this name is proven.',
  notice_too_short:
    'A regulation wants notice of the change, and it would take effect too soon; the message names the earliest day.',
  notice_unknown: 'No row demands such a notice of the license.',
  notice_outside: 'The notice was not given within its window.',
  customer_same: 'The license belongs to this customer already.',
} as const satisfies Record<string, string>;

export type RefusalCode = keyof typeof REFUSALS;

/** A command that was not carried out, why, and what could be done instead. */
export interface Refusal {
  readonly outcome: 'refused';
  readonly code: RefusalCode;
  readonly message: string;
  /** The commands that the state allows. */
  readonly legal?: readonly LifecycleCommandType[];
  /** The regulations that forbid it. */
  readonly rows?: readonly string[];
}

export function refused(code: RefusalCode, message: string): Refusal {
  return { outcome: 'refused', code, message };
}
