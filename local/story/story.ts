import { behaviourSteps } from './behaviour-steps.ts';
import { catalogSteps } from './catalog-steps.ts';
import { checkSteps } from './check-steps.ts';
import { closingSteps } from './closing-steps.ts';
import { manyOrdersSteps } from './many-orders-steps.ts';
import { deadLetterSteps } from './dead-letter-steps.ts';
import { firstOrderSteps } from './first-order-steps.ts';
import { orderLawSteps } from './order-law-steps.ts';
import { publishSteps } from './publish-steps.ts';
import type { Stage } from './stage.ts';
import type { Step } from './step.ts';
import { sweepSteps } from './sweep-steps.ts';

/** The loop, whole: a CRM order becomes an enforced license that follows its segment. */
export function story(stage: Stage): Step[] {
  const question = exportQuestion(stage.customer('acme').id);
  return [
    ...catalogSteps(stage),
    ...firstOrderSteps(stage, question),
    ...manyOrdersSteps(stage),
    ...orderLawSteps(stage),
    ...deadLetterSteps(stage),
    ...behaviourSteps(stage, question),
    ...checkSteps(stage, question),
    ...sweepSteps(stage),
    ...publishSteps(stage, question),
    ...closingSteps(stage),
  ];
}

/** The check that is asked before and after. */
export function exportQuestion(customer: string) {
  return { customer, features: ['exports', 'queries'], user: { id: 'ana', roles: ['analyst'] } };
}
