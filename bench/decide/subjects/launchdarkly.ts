import { init } from '@launchdarkly/node-server-sdk';
import { TestData } from '@launchdarkly/node-server-sdk/integrations';
import type { Subject } from '../subject.ts';
import { type Condition, features, grantsOf, license, members } from '../world.ts';

const ATTRIBUTES: Readonly<Record<string, string>> = { member: 'segments', addon: 'addons' };

function clause({ on, values }: Condition) {
  return { contextKind: 'user', attribute: ATTRIBUTES[on] ?? on, op: 'in', values: [...values], negate: false };
}

export const subject: Subject = {
  name: '@launchdarkly/node-server-sdk',
  answers: 'variation, reason; a promise',
  async prepare() {
    const data = new TestData();
    for (const feature of features) {
      await data.usePreconfiguredFlag({
        key: feature.name,
        version: 1,
        on: true,
        variations: [true, false],
        offVariation: 1,
        fallthrough: { variation: 1 },
        rules: [
          ...feature.effects.toReversed().map(({ segment, allow }) => ({
            id: segment.name,
            variation: allow ? 0 : 1,
            clauses: segment.conditions.map(clause),
          })),
          ...grantsOf(feature).map((condition) => ({ id: condition.on, variation: 0, clauses: [clause(condition)] })),
        ],
      });
    }
    const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
    const client = init('sdk-bench', {
      updateProcessor: data.getFactory(),
      sendEvents: false,
      diagnosticOptOut: true,
      logger: quiet,
    });
    await client.waitForInitialization({ timeout: 10 });
    const known = [...members];
    const { plan, addons } = license;
    return async ({ feature, user, role, country, managed }) => {
      const context = {
        kind: 'user',
        key: user,
        role,
        country,
        managed: String(managed),
        segments: known,
        plan,
        addons,
      };
      const { value }: { value: boolean } = await client.boolVariationDetail(feature, context, false);
      return value;
    };
  },
};
