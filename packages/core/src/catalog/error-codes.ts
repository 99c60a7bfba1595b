import type { Explanation } from './explanation.ts';

/** The codes of what keeps a catalog from being published. */
export const ERRORS = {
  yaml_invalid: {
    meaning:
      'The file is not YAML, repeats a key, or uses anchors, aliases, tags or directives, which catalogs do not.',
    example: 'grants: { sso: true, sso: false }',
    mend: 'Quote texts that contain `: ` or ` #`, or begin with `!`; close what is open; write out what an alias stood for.',
  },
  too_large: {
    meaning:
      'The sources, together, exceed 5 MB, or hold more than 300,000 names, values and marks, which is what is read within a second. Short names reach the second limit first.',
    example: '(a catalog of 100 MB)',
    mend: 'Publish the catalog alone; lists that are this long belong into attributes of customers.',
  },
  form_invalid: {
    meaning: 'A value is missing, unknown, or of the wrong kind, or a file is of a form that this Licet does not read.',
    example: 'team@1: { product: atlas, kind: base, tier: high }',
    mend: 'The message says what belongs there. An editor that knows `catalog/schema.json` says it while you type.',
  },
  name_duplicate: {
    meaning: 'The same name is defined in two files.',
    example: 'features: { sso: … }   # in features.yaml, and again in beta.yaml',
    mend: 'Remove one of the two, or give it another name.',
  },
  name_reserved: {
    meaning: 'An attribute is declared that Licet supplies itself.',
    example: 'attributes: { customer: { country: { type: string } } }',
    mend: 'Remove the declaration: rules can read the built-in one as it is.',
  },
  name_unknown: {
    meaning:
      'Something is named that the catalog does not define: a product, feature, meter, segment, or, in a rule, a plan.',
    example: "rule: license.plan == 'taem'",
    mend: 'Correct the name; the message offers the nearest one. In rules, plans are named without their version.',
  },
  grant_mismatch: {
    meaning: "A grant or effect does not fit its feature's type.",
    example: 'grants: { dashboards: true }   # dashboards is a limit',
    mend: 'Boolean: true or false. Limit and metered: a whole number, or `unlimited`. Static: one of its values.',
  },
  rule_invalid: {
    meaning:
      'A rule does not parse, is not well typed, reads what its level does not have, or uses what cannot be lowered.',
    example: "rule: customer.employees > 'many'",
    mend: 'The place is that of the mistake inside the rule, and the message says what could stand there.',
  },
  mapping_invalid: {
    meaning: 'A mapping does not parse, is not well typed, or uses what the guard does not allow.',
    example: "match: event.source.matches('^crm')",
    mend: 'Mappings know `event` and `payload`, `json`, `instant` and `date`, and CEL without regular expressions.',
  },
  product_mismatch: {
    meaning: 'Things of two products are mixed.',
    example: 'starter@1: { product: atlas, grants: { pings: 5 } }   # pings is a feature of radar',
    mend: 'A plan grants features of its own product, and a feature counts on a meter of its own.',
  },
  experiment_mismatch: {
    meaning: 'A segment is declared to be an experiment, but its rule does not draw lots for that experiment.',
    example: "{ experiment: taster, rule: bucket('tester', customer.id) < 50 }",
    mend: "Use the experiment's name in `bucket`, so that it is drawn independently of all others.",
  },
  plan_changed: {
    meaning: 'A published plan version says something else now; versions are only added.',
    example: 'team@1: { … grants: { dashboards: 60 } }   # published with 50',
    mend: 'Restore the version as it was, and write the change as the next one.',
  },
  feature_in_use: {
    meaning: 'A published plan version grants a feature that the catalog no longer defines as it was.',
    example: 'features: {}   # team@1, which customers hold, grants sso',
    mend: 'Keep the feature. Nobody is granted it any more once no plan that is sold names it.',
  },
  product_in_use: {
    meaning: 'A published plan version belongs to a product that the catalog no longer defines.',
    example: 'products: {}   # team@1, which customers hold, is of atlas',
    mend: 'Keep the product.',
  },
  place_unknown: {
    meaning:
      'A pack names a country that is not in ISO 3166-1, a subdivision that is not in 3166-2, or an x- code of no pack.',
    example: 'where: [US-ZZ]',
    mend: 'Correct the code; the message offers the nearest one. Areas without a code are declared under `places`.',
  },
  group_unknown: {
    meaning: 'A pack names a group of places that no pack defines.',
    example: 'where: [EUU]',
    mend: 'Correct the name; the message offers the nearest one.',
  },
  group_cycle: {
    meaning: 'A group of places contains itself.',
    example: 'groups: { north: [{ members: [south] }], south: [{ members: [north] }] }',
    mend: 'Take one of the two out of the other.',
  },
  dates_invalid: {
    meaning:
      'A period of a pack ends before it begins, lies outside of that of its row, or is missing where contracts of a time are meant.',
    example: 'effective_from: 2026-01-01, effective_to: 2025-01-01',
    mend: 'Ends are the first day that no longer counts, and lie after the beginning.',
  },
  dates_overlap: {
    meaning: 'Two provisions of a row, or two memberships of a group, say something of the same in the same time.',
    example: 'groups: { club: [{ members: [DE], to: 2026-01-01 }, { members: [DE], from: 2025-01-01 }] }',
    mend: 'Let one end on the day on which the next begins.',
  },
  supersedes_cycle: {
    meaning: 'A row of a pack takes, by way of others, its own place.',
    example: 'a: { supersedes: [b] }, b: { supersedes: [a] }',
    mend: 'Only the newer of two rows supersedes the other.',
  },
  vendor_missing: {
    meaning: 'Rows that are in force hang on whose law binds the vendor, and no pack says it.',
    example: '(the shipped packs, published without one of your own)',
    mend: 'Write a pack of your own that says `vendor: { nexus: [US] }`, with the places whose export law binds you.',
  },
} as const satisfies Record<string, Explanation>;
