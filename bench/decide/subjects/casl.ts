import { createMongoAbility, type MongoAbility, subject as typed } from '@casl/ability';
import type { Subject } from '../subject.ts';
import { type Case, cases, type Condition, features, grantsOf, holds } from '../world.ts';

/** What CASL cannot settle when the ability is built for a user: where, and on what. */
const perRequest = ({ on }: Condition) => on === 'country' || on === 'managed';

/** An ability for one user: the later rule wins, so the lowest rank is written first. Segments and role are settled beforehand. */
function abilityOf(user: Case): MongoAbility {
  return createMongoAbility(
    features.flatMap((feature) => [
      {
        action: 'use',
        subject: feature.name,
        inverted: !grantsOf(feature).some((condition) => holds(condition, user)),
      },
      ...feature.effects
        .filter(({ segment }) =>
          segment.conditions.every((condition) => perRequest(condition) || holds(condition, user)),
        )
        .map(({ segment, allow }) => {
          const open = segment.conditions.filter(perRequest);
          const conditions = Object.fromEntries(open.map(({ on, values }) => [on, { $in: [...values] }]));
          return { action: 'use', subject: feature.name, inverted: !allow, ...(open.length > 0 && { conditions }) };
        }),
    ]),
  );
}

export const subject: Subject = {
  name: '@casl/ability',
  answers: 'boolean only; prebuilt for each user',
  prepare() {
    const abilities = new Map<string, MongoAbility>();
    for (const of of cases) if (!abilities.has(of.user)) abilities.set(of.user, abilityOf(of));
    return ({ feature, user, country, managed }) =>
      abilities.get(user)?.can('use', typed(feature, { country, managed: String(managed) })) ?? false;
  },
};
