import type { Explanation } from './explanation.ts';

/** The codes of what can be published, and is probably not what was meant. */
export const WARNINGS = {
  segment_never_matches: {
    meaning: 'No customer or request can ever be in the segment. This is proved, not guessed.',
    example: "rule: license.plan == 'team' && license.tier >= 30   # team has tier 20",
    mend: 'The message names the parts of the rule that exclude each other. Correct one, or remove the segment.',
  },
  segment_always_matches: {
    meaning: 'Everybody is in the segment, whatever is known of them.',
    example: 'rule: license.tier >= 0',
    mend: 'If everybody is meant, grant it in the plans. If not, a bound is missing.',
  },
  overlay_shadowed: {
    meaning: 'Whenever the segment matches, another one that is laid later matches too, and undoes its effect.',
    example: 'small: { seats: 5 }, all: { seats: 9 }   # all has the higher rank, and matches whenever small does',
    mend: 'Give the segment that is meant to win the higher rank, narrow the other one, or drop the effect.',
  },
  overlay_without_effect: {
    meaning: 'An effect changes nothing, on any plan that its segment can meet.',
    example: 'large: { seats: { multiply: 1 } }',
    mend: 'Correct the number, or remove the effect. Doubling what no plan grants is still nothing: use `atLeast`.',
  },
  rank_tie: {
    meaning: 'Two segments of one rank can match at once and change the same feature so that their order matters.',
    example: '{ a: { rank: 10 }, b: { rank: 10 } }   # a adds 5 seats, b doubles them',
    mend: 'Give one of them another rank: the higher one has the last word. Until then their names decide.',
  },
  plan_grants_nothing: {
    meaning: 'A plan grants nothing at all.',
    example: 'pack@1: { … grants: {} }',
    mend: 'Write what it grants; what a plan does not mention, it does not grant.',
  },
  term_field_idle: {
    meaning: 'A plan says something about its terms that can never act.',
    example: 'renewal: { policy: none, approval: true }   # nothing is renewed, so nobody is asked',
    mend: 'Remove the field, or correct the one that the message names.',
  },
  addon_without_base: {
    meaning: 'An add-on belongs to a product that has no base plan, so it can never stand.',
    example: 'pack@1: { product: radar, kind: addon, … }   # radar has no plan of kind base',
    mend: 'Add a base plan, or correct the product or the kind.',
  },
  lower_than_lower_tier: {
    meaning: 'A base plan grants less of a limit or an allowance than a plan of a lower tier does.',
    example: 'business@1: { tier: 30, grants: { seats: 5 } }   # team@1, tier 20, grants 50',
    mend: 'Raise the number or, if the plan is not the better one, give it a lower tier.',
  },
  feature_never_granted: {
    meaning: 'No plan grants the feature, and no segment does.',
    example: 'exports: { type: metered, … }',
    mend: 'Grant it somewhere, or remove it. Until then only an override for one license can.',
  },
  meter_unused: {
    meaning: 'No feature counts on the meter, and no rule reads it.',
    example: 'meters: { logins: … }',
    mend: 'Remove it: what is counted and not used costs money.',
  },
  group_unused: {
    meaning: 'No rule uses the regional group.',
    example: 'groups: { nordics: [DK, FI, NO, SE] }',
    mend: 'Use it as `groups.nordics`, or remove it.',
  },
  attribute_unused: {
    meaning: 'No rule reads the attribute.',
    example: 'attributes: { customer: { industry: … } }',
    mend: 'Remove it: an attribute that is declared is one that somebody has to send.',
  },
  mapping_unreachable: {
    meaning: 'A mapping is never used: it can never match, or an earlier one matches whenever it does.',
    example: "{ a-all: { match: 'true' }, crm: { match: event.source == 'crm' } }",
    mend: 'Mappings are tried in the order of their names. Rename it so that it comes first, or narrow the earlier one.',
  },
  not_acting_yet: {
    meaning: 'The field is accepted and kept with the catalog, but nothing acts on it yet.',
    example: 'sso: { product: atlas, type: boolean, failMode: closed }',
    mend: 'Nothing. Leave it out until it acts, if you would rather not be reminded.',
  },
  more_problems: {
    meaning: 'There are more problems than are listed.',
    example: '(a catalog in which every line is wrong)',
    mend: 'Mend those that are listed first; many of the others will be the same.',
  },
} as const satisfies Record<string, Explanation>;
