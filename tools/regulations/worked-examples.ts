import type { routes } from '@licet/contracts';
import type * as z from 'zod';

/** What can be asked of `POST /v1/regulations/explain`. */
export type Asked = z.input<(typeof routes)['POST /v1/regulations/explain']['body']>;

const CALIFORNIAN_CONTRACT: NonNullable<Asked['contract']> = {
  concluded: '2024-08-01',
  initialTerm: 'P1Y',
  changes: [{ on: '2025-08-01', what: 'extension', newContract: false }],
};

/** Example A of the packs' authors: a Californian consumer, on an annual plan since 2024-08-01, extended on 2025-08-01. */
export const CALIFORNIAN: Asked & { readonly at: string } = {
  at: '2026-06-01',
  act: 'renewal',
  licensee: 'consumer',
  places: { billing: ['US-CA'] },
  contract: CALIFORNIAN_CONTRACT,
};

/** The same, whose price rises with the renewal. */
export const CALIFORNIAN_WITH_RISE: Asked = {
  ...CALIFORNIAN,
  contract: { ...CALIFORNIAN_CONTRACT, feeChange: { kind: 'rise', on: '2026-08-01' } },
};

/** Example B: a German consumer of 2021, whose migration on 2023-03-01 formed a new contract, or did not. */
export const german = (newContract: boolean): Asked => ({
  at: '2023-03-01',
  act: 'renewal',
  licensee: 'consumer',
  places: { billing: ['DE'] },
  contract: {
    concluded: '2021-11-15',
    initialTerm: 'P1Y',
    changes: [{ on: '2023-03-01', what: 'migration', newContract }],
  },
});

/** Example C: somebody of an Irish business uses a feature, at a place and on a day. */
export const irishSeat = (place: string, at: string, more: Partial<Asked>): Asked => ({
  at,
  act: 'check',
  licensee: 'business',
  places: { billing: ['IE'], usage: [place] },
  features: [{ exportClass: 'EAR99', softwareClass: 'other' }],
  ...more,
});

const EMOTION = { features: [{ tags: ['ai.emotion-inference'], context: 'workplace' }] };
const LICENSED = { attributes: { us_export_licence: '2025-01-01' } };

/** What is to come of it. */
export const IRISH_SEATS: readonly (readonly [place: string, at: string, more: Partial<Asked>, verdict: string])[] = [
  ['IE', '2025-02-01', EMOTION, 'allow'],
  ['IE', '2025-02-02', EMOTION, 'deny'],
  ['UA-14', '2026-11-24', {}, 'review'],
  ['UA-14', '2026-11-24', { attributes: { postal_evidence: '2026-11-20' } }, 'allow'],
  ['SY', '2025-06-29', LICENSED, 'deny'],
  ['SY', '2025-09-01', {}, 'deny'],
  ['SY', '2025-09-01', LICENSED, 'allow'],
  ['SY', '2025-09-02', {}, 'allow'],
  ['SY', '2025-09-02', { features: [{ exportClass: '5D002' }] }, 'deny'],
];
