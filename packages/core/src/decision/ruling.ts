import type { Assessment } from '../regulation/assess.ts';
import type { ReasonCode } from '../terms/reasons.ts';
import type { TermValue } from '../terms/effect.ts';
import { grants } from '../terms/standing.ts';
import type { FeatureType } from '../catalog/program.ts';
import { nothing } from '../terms/resolve.ts';
import type { Decision, RegulationSource } from './decision.ts';

/** What a feature is worth, as regulations find it and leave it. */
export interface Granted extends Pick<Decision, 'source' | 'reason'> {
  readonly value: TermValue;
}

/** What regulations make of the use of a feature: why it is barred, or what it is capped to; neither, where they have nothing against it. */
export interface Ruling {
  readonly barred: Pick<Granted, 'reason' | 'source'> | undefined;
  readonly cap: { readonly max: number; readonly source: RegulationSource } | undefined;
}

/** What an assessment of a check says of the use. Of several reasons the one that no caller can do anything about comes first. */
export function rulingOf({ verdict, because, attributes, obligations, cap }: Assessment): Ruling {
  const missing = attributes.find(({ held }) => !held);
  const consent = obligations.find((one) => one.kind === 'require.consent' && !one.given);
  return {
    barred:
      (verdict === 'deny' ? barredBy('regulation_denied', because[0]) : undefined) ??
      (verdict === 'review' ? barredBy('regulation_review', because[0]) : undefined) ??
      barredBy('attribute_required', missing?.rows[0]) ??
      barredBy('consent_required', consent?.row),
    cap: cap === null ? undefined : { max: cap.max, source: regulation(cap.rows[0]) },
  };
}

function barredBy(reason: ReasonCode, row: string | undefined): Ruling['barred'] {
  return row === undefined ? undefined : { reason, source: regulation(row) };
}

function regulation(id = ''): RegulationSource {
  return { kind: 'regulation', id };
}

/** Lays what regulations say on an entitlement; they only ever restrict, so one that grants nothing stays as it is. */
export function layRuling(below: Granted, { barred, cap }: Ruling, type: FeatureType): Granted {
  if (!grants(below.value)) return below;
  if (barred !== undefined) return { ...barred, value: nothing(type) };
  if (cap === undefined || !isCapped(below.value, cap.max, type)) return below;
  return { value: cap.max, source: cap.source, reason: cap.max > 0 ? below.reason : 'regulation_denied' };
}

/** A number that is a quality has no more or less. */
function isCapped(value: TermValue, max: number, type: FeatureType): boolean {
  return typeof value === 'number' && type !== 'static' && value > max;
}
