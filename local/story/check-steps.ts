import { seeDecision, type Question } from './ask.ts';
import type { Stage } from './stage.ts';
import type { Step } from './step.ts';

/** What a single check can depend on and do. */
export function checkSteps(stage: Stage, question: Question): Step[] {
  return [
    {
      title: 'Another person asks',
      why: 'Some segments are decided at each check, from who asks, where, and on what. Whoever only views does not export.',
      expect: 'exports to be denied as segment_restricted',
      act: () => {
        const viewer = { ...question, user: { id: 'victor', roles: ['viewer'] } };
        return seeDecision(stage, viewer, ({ reason }) => reason === 'segment_restricted');
      },
    },
    {
      title: 'An allowance is used up once',
      why: 'The check consumes three exports, and is repeated with its idempotency key, as clients do when an answer is lost.',
      expect: '197 of 200 exports to be left after both',
      act: async () => {
        const consuming = { ...question, features: ['exports'], consume: { exports: 3 }, idempotencyKey: 'export-1' };
        const threeUsed = ({ used, remaining }: { used?: number; remaining?: number | null }) =>
          used === 3 && remaining === 197;
        const first = await seeDecision(stage, consuming, threeUsed);
        const again = await seeDecision(stage, consuming, threeUsed);
        return { ok: first.ok && again.ok, saw: again.saw };
      },
    },
  ];
}
