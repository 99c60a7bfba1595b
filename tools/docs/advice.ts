import type { ReasonCode } from '@licet/core/decision';
import type { RefusalCode } from '@licet/core/license';
import type { RejectionReason } from '../../lambdas/orders/intake.ts';

/** What an application does about each reason. */
export const NEXT: Readonly<Record<ReasonCode, string>> = {
  granted: 'Go on. Count what is metered, once.',
  feature_unknown: 'Mend the spelling, or publish the catalog that has it. Treat it as denied, never as an error.',
  license_missing: 'Offer to buy.',
  license_pending: 'Say when it begins; an item of the license has the date.',
  license_suspended: 'Send the person to whoever can settle it.',
  license_expired: 'Offer to renew.',
  license_cancelled: 'Offer to come back.',
  license_revoked: 'Say so, and nothing more.',
  not_granted: 'Offer the plan or add-on that grants it.',
  segment_restricted: 'Say what for: `source` names the segment.',
  segment_unknown: 'Send what is missing (roles, country, device), and ask again.',
  override_restricted: 'Send the person to their contact at the vendor.',
  regulation_denied: 'Say so; nothing that can be bought changes it here.',
  regulation_review:
    'Send where (country and subdivision) and what for it is used, and ask again; else a person looks at it, and records the evidence.',
  attribute_required: 'Record the evidence; the trace names it.',
  consent_required: 'Ask for the consent, record it, and ask again; the trace names its form.',
  limit_reached: 'Offer to remove one, or to buy more.',
  allowance_exhausted: 'Offer to wait for `resetsAt`, or to buy more.',
};

/** Why an order is refused by what is stored. */
type Refusal = Extract<RefusalCode, 'license_missing' | 'order_unknown' | 'plan_unknown'>;

/** Why an answer that came by the bus is not taken. */
type AnswerRejection = 'answer_invalid' | Extract<RefusalCode, `gate_${string}`>;

/** Why something became a dead letter, and what mends it; then it is redriven. */
export const LETTERS: Readonly<
  Record<
    RejectionReason | Refusal | AnswerRejection | 'intake_failed',
    { readonly meaning: string; readonly next: string }
  >
> = {
  json_invalid: { meaning: 'The message is not JSON.', next: 'Mend the sender; this letter cannot be.' },
  unmapped: {
    meaning: 'No mapping of the catalog matches the event.',
    next: 'Publish a catalog with a mapping that does, and redrive.',
  },
  mapping_failed: { meaning: 'A mapping matched and failed.', next: 'Mend the mapping, publish, and redrive.' },
  order_invalid: {
    meaning: 'What the mapping made is not an order.',
    next: 'Mend the mapping and redrive, or correct the record in the CRM, which sends it anew.',
  },
  plan_unknown: {
    meaning: 'The order names a plan that the catalog does not have.',
    next: 'Publish the plan and redrive, or correct the order.',
  },
  product_unknown: {
    meaning: 'The order names no item and no product, and there are several products.',
    next: 'Send the order with its product.',
  },
  customer_changed: {
    meaning: 'The order belongs to another customer.',
    next: 'Cancel it there, and order anew under another id.',
  },
  catalog_missing: { meaning: 'No catalog has been published yet.', next: 'Publish one, and redrive.' },
  license_missing: { meaning: 'There was no license to change.', next: 'Look at the order of the customer.' },
  order_unknown: { meaning: 'The order is not stored.', next: 'Send it again.' },
  answer_invalid: { meaning: 'An answer to a gate is not in its form.', next: 'Mend the sender; it answers anew.' },
  gate_unknown: { meaning: 'There is no such gate in this home.', next: 'Look whether it was meant for another home.' },
  gate_settled: {
    meaning: 'The gate was answered otherwise, or its change is over.',
    next: 'Settle it with whoever answered: the first answer stands.',
  },
  gate_lapsed: {
    meaning: 'The answer came after the deadline.',
    next: 'Give the command again, if it is still wanted.',
  },
  gate_unanswerable: { meaning: 'The gate is a notice, which takes no answer.', next: 'Nothing: it passes by itself.' },
  intake_failed: {
    meaning: 'Intake failed five times without saying why.',
    next: 'Read the log of orders/intake; redrive once the cause is gone.',
  },
};
