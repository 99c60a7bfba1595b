import { isCivilDate } from '../time/civil.ts';
import { assess } from './assess.ts';
import type { LoadedRulebook } from './rulebook.ts';
import type { Home, Licensee } from './situation.ts';

/** What an order says of a customer that bears on its home. */
export interface HomeFacts {
  readonly country?: string | undefined;
  readonly subdivision?: string | undefined;
  readonly kind?: Licensee | undefined;
  /** One whose value is a civil date is evidence that is held since then, such as `scc`. */
  readonly attributes?: Readonly<Record<string, unknown>> | undefined;
}

/** Where a customer's data has to live, or the rows that no home to choose from satisfies. */
export type HomeFound =
  | { readonly home: string }
  | {
      readonly home: undefined;
      readonly rows: readonly { readonly row: string; readonly places: readonly string[] }[];
    };

/**
 * The home of a customer at a moment (epoch milliseconds): the first of the homes, which are in their order of preference, that
 * regulations permit. Undefined where nobody says where the customer is: then no law can be asked, and issuing asks a person.
 */
export function homeOf(
  rulebook: LoadedRulebook,
  { country, subdivision = country, kind, attributes = {} }: HomeFacts,
  homes: readonly Home[],
  at: number,
): HomeFound | undefined {
  if (subdivision === undefined) return undefined;
  const held = Object.entries(attributes).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && isCivilDate(entry[1]),
  );
  const { permitted, within } = assess(
    rulebook,
    {
      act: 'issue',
      licensee: kind ?? rulebook.vendor?.licensees,
      places: { data_subject: [subdivision] },
      vendorNexus: rulebook.vendor?.nexus ?? [],
      attributes: Object.fromEntries(held),
      homes,
    },
    at,
  ).homes;
  const [home] = permitted ?? [];
  return home === undefined ? { home, rows: within } : { home };
}
