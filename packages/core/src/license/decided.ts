import type { LicenseBody } from './license.ts';
import type { Refusal } from './refusal.ts';

/** What a command decides: the parts of the body that orders do not say. */
export type Decided = Partial<LicenseBody>;

export function isRefusal(value: Decided | Refusal): value is Refusal {
  return 'outcome' in value;
}
