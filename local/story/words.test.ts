import type { ApiDecision } from '@licet/contracts';
import type { LicenseEvent } from '@licet/core/license';
import { expect, it } from 'vitest';
import { decisionInWords, eventInWords } from './words.ts';

const allowed: ApiDecision = { allowed: true, reason: 'granted', value: true, source: { kind: 'plan', id: 'team@2' } };

it.each<[ApiDecision, string]>([
  [allowed, 'allowed (plan team@2)'],
  [{ ...allowed, limit: 50 }, 'allowed, up to 50 (plan team@2)'],
  [{ ...allowed, limit: null, remaining: null }, 'allowed, unlimited of unlimited left (plan team@2)'],
  [{ ...allowed, limit: 1000, used: 1, remaining: 999 }, 'allowed, 999 of 1,000 left (plan team@2)'],
  [{ ...allowed, allowed: false, reason: 'not_granted', source: null }, 'denied, not_granted'],
])('a decision reads %#', (decision, words) => {
  expect(decisionInWords(decision)).toBe(words);
});

const event: LicenseEvent = {
  id: 'lic_1#2',
  type: 'license.migrated.v1',
  license: 'lic_1',
  customer: 'acme',
  product: 'atlas',
  revision: 2,
  at: 0,
  catalogVersion: 'cv_1',
  actor: { kind: 'system', id: 'licet' },
  cause: { kind: 'segments', segments: ['idle', 'power-analysts'] },
  before: {},
  after: {
    memberships: {
      idle: { holds: false, since: 0, evidence: {} },
      'power-analysts': { holds: true, since: 0, evidence: {} },
    },
  },
  terms: [
    { feature: 'exports', kind: 'raised', before: 0, after: 200, source: null },
    { feature: 'sso', kind: 'granted', before: false, after: true, source: null },
    { feature: 'rows', kind: 'raised', before: 1000, after: null, source: null },
    { feature: 'support', kind: 'granted', after: 'standard', source: null },
  ],
};

it('an event says what moved, and what it means', () => {
  expect(eventInWords(event)).toBe(
    'license.migrated.v1 r2 · −idle +power-analysts · exports 0 → 200, sso on, rows 1,000 → unlimited, 1 more',
  );
  const cause = { kind: 'order', source: 'salesforce', order: '101', version: 3 } as const;
  expect(eventInWords({ ...event, cause, terms: [] })).toBe('license.migrated.v1 r2 · order 101 v3');
});
