export { type LoadedRulebook, loadRulebook } from './rulebook.ts';
