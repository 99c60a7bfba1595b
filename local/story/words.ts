/** Decisions, terms and events in the words that a person reads. */
import type { ApiDecision } from '@licet/contracts';
import type { LicenseEvent } from '@licet/core/license';

type Term = LicenseEvent['terms'][number];

/** `allowed, 200 of 200 left (overlay power-analysts)` or `denied, not_granted` */
export function decisionInWords({ allowed, reason, limit, remaining, source }: ApiDecision): string {
  if (!allowed) return `denied, ${reason}`;
  const allowance =
    limit === undefined
      ? ''
      : remaining === undefined
        ? `, up to ${amount(limit)}`
        : `, ${amount(remaining)} of ${amount(limit)} left`;
  return `allowed${allowance}${source ? ` (${source.kind} ${source.id})` : ''}`;
}

/** `license.migrated.v1 · power-analysts · exports 0 → 200, queries 100,000 → 150,000` */
export function eventInWords(event: LicenseEvent, shownTerms = 3): string {
  const { cause, terms, type, revision } = event;
  const why =
    cause.kind === 'order'
      ? `order ${cause.order} v${cause.version}`
      : cause.kind === 'segments'
        ? cause.segments.map((segment) => `${holds(event, segment) ? '+' : '−'}${segment}`).join(' ')
        : cause.kind === 'time'
          ? cause.due.what
          : `${cause.command.type} by ${event.actor.id}`;
  const shown = terms.slice(0, shownTerms).map(termInWords);
  const more = terms.length > shownTerms ? [`${terms.length - shownTerms} more`] : [];
  const what = terms.length > 0 ? ` · ${[...shown, ...more].join(', ')}` : '';
  return `${type} r${revision} · ${why}${what}`;
}

/** `exports 0 → 200`, `sso on`, `support standard → priority` */
function termInWords({ feature, before, after }: Term): string {
  if (typeof after === 'boolean') return `${feature} ${after ? 'on' : 'off'}`;
  return before === undefined ? `${feature} ${valueOf(after)}` : `${feature} ${valueOf(before)} → ${valueOf(after)}`;
}

/** A number as people write it; without one there is no limit. */
export function amount(value: number | null): string {
  return value === null ? 'unlimited' : value.toLocaleString('en-US');
}

function holds({ after }: LicenseEvent, segment: string): boolean {
  return after.memberships?.[segment]?.holds ?? false;
}

function valueOf(value: Term['after']): string {
  if (value === undefined) return 'nothing';
  return typeof value === 'number' || value === null ? amount(value) : String(value);
}
