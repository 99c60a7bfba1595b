import { InMemStorageProvider, Unleash } from 'unleash-client';
import { Operator } from 'unleash-client/lib/strategy/strategy.js';
import type { Subject } from '../subject.ts';
import { ADDONS, type Condition, type Feature, features, grantsOf, license, members, segments } from '../world.ts';

/** A segment or an add-on is a property of its own, since Unleash's properties are single texts. */
function constraint({ on, values }: Condition, inverted = false) {
  const isFlag = on === 'member' || on === 'addon';
  return {
    contextName: isFlag ? (values[0] ?? '') : on,
    operator: Operator.IN,
    values: isFlag ? ['true'] : [...values],
    inverted,
  };
}

/**
 * Unleash enables a feature where any strategy matches, and has no order: each way to "yes" is written out, with none of the
 * higher ranks that say "no" holding. That one of several conditions fails is a strategy for each of them.
 */
function strategiesOf(feature: Feature) {
  const { effects } = feature;
  const ways: ReturnType<typeof constraint>[][] = [];
  const noneOf = (above: Feature['effects']) =>
    above.reduce<ReturnType<typeof constraint>[][]>(
      (all, { segment }) =>
        all.flatMap((way) => segment.conditions.map((condition) => [...way, constraint(condition, true)])),
      [[]],
    );
  effects.forEach(({ segment, allow }, index) => {
    if (!allow) return;
    const above = effects.slice(index + 1).filter((other) => !other.allow);
    for (const way of noneOf(above))
      ways.push([...segment.conditions.map((condition) => constraint(condition)), ...way]);
  });
  for (const condition of grantsOf(feature)) {
    for (const way of noneOf(effects.filter(({ allow }) => !allow))) ways.push([constraint(condition), ...way]);
  }
  return ways.map((constraints) => ({ name: 'default', parameters: {}, constraints }));
}

export const subject: Subject = {
  name: 'unleash-client',
  answers: 'boolean only',
  async prepare() {
    const data = features.map((feature) => {
      const strategies = strategiesOf(feature);
      return {
        name: feature.name,
        enabled: strategies.length > 0,
        type: 'release',
        project: 'default',
        stale: false,
        impressionData: false,
        variants: [],
        strategies,
      };
    });
    const client = new Unleash({
      url: 'http://127.0.0.1:9',
      appName: 'bench',
      refreshInterval: 0,
      disableMetrics: true,
      skipInstanceCountWarning: true,
      bootstrap: { data },
      storageProvider: new InMemStorageProvider(),
    });
    client.on('error', () => {});
    client.on('warn', () => {});
    await new Promise((resolve) => client.once('ready', resolve));
    const flags = [
      ...segments.map(({ name }) => [name, String(members.has(name))]),
      ...ADDONS.map((addon) => [addon, String(license.addons.includes(addon))]),
    ];
    const known = Object.fromEntries([...flags, ['plan', license.plan]]);
    return ({ feature, user, role, country, managed }) =>
      client.isEnabled(feature, { userId: user, properties: { ...known, role, country, managed: String(managed) } });
  },
};
