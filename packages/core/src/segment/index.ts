export { compileRule, prepareRule, type Rule } from './evaluate.ts';
export type { Expression } from './expression.ts';
export { evaluateSegments, type Membership, type Memberships } from './membership.ts';
export type { Attributes, AttributeValue, LicenseScope, Scope } from './scope.ts';
