import type { LicenseGate } from '@licet/contracts';
import type { Gate } from '@licet/core/license';

/** What a gate is shown with: the license that it is of. */
interface Of {
  readonly license: string;
  readonly customer: string;
  readonly product: string;
}

/** A gate as the API shows it: instants in RFC 3339, and an answer in the words in which it was given. */
export function shownGate(
  { license, customer, product }: Of,
  { id, kind, command, opened, deadline, rows, forms, answer, closed }: Gate,
): LicenseGate {
  return {
    id,
    license,
    customer,
    product,
    kind,
    command,
    opened: instant(opened),
    deadline: instant(deadline),
    ...(rows && { rows: [...rows] }),
    ...(forms && { forms: [...forms] }),
    ...(answer && {
      answered: {
        answer: answer.yes ? 'yes' : 'no',
        by: answer.by,
        at: instant(answer.at),
        ...(answer.note !== undefined && { note: answer.note }),
      },
    }),
    ...(closed && { closed: { outcome: closed.outcome, at: instant(closed.at) } }),
  };
}

function instant(at: number): string {
  return new Date(at).toISOString();
}
