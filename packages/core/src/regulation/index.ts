export { type Assessment, assess, replay, type Verdict } from './assess.ts';
export type { AppliedRow, Undetermined } from './found.ts';
export type { ContractTerms } from './contract-terms.ts';
export type { CoolingOff } from './cooling-off.ts';
export type { PermittedHomes } from './homes.ts';
export type { Obligation } from './obligation.ts';
export { type CalendarEntry, calendar } from './calendar.ts';
export { type Change, type Changes, changesFor } from './changes.ts';
export { type AskedFeature, type Explanation, explain } from './explain.ts';
export { isPlace } from './place.ts';
export {
  type LoadedRulebook,
  loadRulebook,
  type Regulation,
  type Rulebook,
  RulebookUnreadableError,
} from './rulebook.ts';
export { prepareScreen, rowsToAsk, type Screen } from './screen.ts';
export type { RowNotes } from './row-notes.ts';
export type { Act, Contract, FeatureFacts, Home, Licensee, Situation } from './situation.ts';
