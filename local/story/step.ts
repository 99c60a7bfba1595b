import { type Account, seconds } from '../account.ts';
import { ApiError } from '../api-client.ts';
import type { Seen } from '../eventually.ts';

/** One step of the story: something is done, and what follows is looked at. */
export interface Step {
  readonly title: string;
  /** Why it happens, for somebody who sees Licet for the first time. */
  readonly why: string;
  /** What has to follow, as the end of "expected …". */
  readonly expect: string;
  readonly act: () => Promise<Seen>;
}

/** A step that did not end as it had to. Its message is one sentence for the person who watches. */
export class StepFailed extends Error {
  readonly code = 'step_failed';
}

/**
 * Tells the story, step by step.
 * @throws {StepFailed} at the first step that does not end as it has to.
 */
export async function tell(steps: readonly Step[], account: Account): Promise<void> {
  const from = performance.now();
  for (const [index, step] of steps.entries()) {
    account.heading(`${index + 1}  ${step.title}`);
    account.aside(step.why);
    const { ok, saw } = await step.act().catch(refused);
    if (!ok) throw new StepFailed(`Step ${index + 1}, "${step.title}", failed: expected ${step.expect}, saw ${saw}.`);
    account.seen(saw);
  }
  account.heading(`All ${steps.length} steps ended as they had to, in ${seconds(from)}.`);
}

/** A refusal of the API is something that was seen; anything else is a fault of the story itself. */
function refused(error: unknown): Seen {
  if (error instanceof ApiError) return { ok: false, saw: error.message };
  throw error;
}
