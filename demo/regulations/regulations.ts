import type { Step } from '../../local/story/step.ts';
import { homes } from './homes.ts';
import type { Lands } from './lands.ts';
import { renewals } from './renewals.ts';
import { seats } from './seats.ts';
import { workedExamples } from './worked-examples.ts';

/** Regulations, step by step: the homes of data, what rows say, and what they do to checks and to licenses. */
export function regulationSteps(lands: Lands): Step[] {
  return [...homes(lands, new Date()), ...workedExamples(lands), ...seats(lands), ...renewals(lands, new Date())];
}
