import { describe, expect, it } from 'vitest';
import { NO_USAGE } from '../../metering/usage.ts';
import type { Scope } from '../../segment/scope.ts';
import { describeExample } from './describe-example.ts';

describe('an example of a customer or a request, in words', () => {
  it.each<[string, Scope]>([
    ['anybody', {}],
    ['anybody', { customer: {}, license: undefined }],
    ['anybody', { customer: { country: undefined } }],
    ["customer.country is 'DE'", { customer: { country: 'DE' } }],
    ['customer.employees is 0', { customer: { employees: 0 } }],
    ['customer.big is false', { customer: { big: false } }],
    ["customer.name is ''", { customer: { name: '' } }],
    ['user.roles is []', { user: { roles: [] } }],
    ["user.roles is ['admin', 'viewer']", { user: { roles: ['admin', 'viewer'] } }],
    ["customer.country is 'DE' and place.country is 'FR'", { customer: { country: 'DE' }, place: { country: 'FR' } }],
    [
      "license.plan is 'team', license.tier is 20 and license.addons is ['pack']",
      { license: { plan: 'team', tier: 20, addons: ['pack'] } },
    ],
    [
      'usage.runs.last7d is 0, usage.runs.last30d is 0, usage.runs.last90d is 0 and usage.runs.days30d is 0',
      { usage: { reads: undefined, runs: NO_USAGE } },
    ],
  ])('%s', (said, scope) => expect(describeExample(scope)).toBe(said));
});
