/**
 * Every reason that a decision can give, and what it means to the one who reads it. Closed: a new reason is a new form
 * of the API. `granted` is the only one that comes with `allowed: true`.
 */
export const REASONS = {
  granted: 'The license grants it; `source` says who set it.',
  feature_unknown: 'The catalog has no feature of this name for this product.',
  license_missing: 'The customer has no license for this product.',
  license_pending: 'The license has not begun, or waits for something before it does.',
  license_suspended: 'The license is suspended.',
  license_expired: 'The term has ended.',
  license_cancelled: 'The license was cancelled.',
  license_revoked: 'The license was revoked.',
  not_granted: 'Neither the plan nor an add-on grants it.',
  segment_restricted: 'A segment that this customer, user, place or device is in restricts it.',
  segment_unknown: 'A restriction applies because it is not known whether a segment holds (an attribute is missing).',
  override_restricted: 'It was withheld for this license alone.',
  regulation_denied: 'A regulation forbids it at this place; `source` names the first one, a trace all.',
  regulation_review:
    'A person has to look at it first, or it is not known well enough where it is used; until then it is denied.',
  attribute_required: 'A regulation asks for evidence about the customer, which is not held.',
  consent_required: 'A regulation asks for a consent, which was not given or was withdrawn.',
  limit_reached: 'As many exist already as the license allows.',
  allowance_exhausted:
    'The allowance of the current window does not cover what was asked; `resetsAt` says when the next begins.',
} as const satisfies Record<string, string>;

export type ReasonCode = keyof typeof REASONS;
