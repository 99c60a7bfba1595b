import { setTimeout as delay } from 'node:timers/promises';
import { ApiError } from '../api-client.ts';
import { editCatalog } from '../catalog-files.ts';
import type { Seen } from '../eventually.ts';
import type { Question } from './ask.ts';
import { mended } from './dead-letter-steps.ts';
import type { Stage } from './stage.ts';
import type { Step } from './step.ts';

/** Every reader notices a moved pointer within this time. */
const NOTICED_WITHIN_MS = 5000;

/** Terms change for everybody by moving one pointer, forward and back. */
export function publishSteps(stage: Stage, question: Question): Step[] {
  const { admin, account } = stage;
  let before = '';
  return [
    {
      title: 'New terms, for everybody at once',
      why: 'Product management gives power analysts 500 exports. Nothing is recompiled per customer: one pointer moves.',
      expect: 'the check to say 500 within 5 seconds',
      act: async () => {
        const { items } = await admin.call('GET /v1/catalog-versions');
        before = items.find(({ active }) => active)?.version ?? '';
        const { changes } = await admin.call('POST /v1/catalog-versions', { body: { files: richer(stage) } });
        account.note(`published: ${changes.map(({ kind, what, name }) => `${what} ${name} ${kind}`).join(', ')}`);
        return noticed(stage, question, 500);
      },
    },
    {
      title: 'And back',
      why: 'The version before is made current again. It takes something from customers, so it needs the explicit word.',
      expect: 'a refusal without the word, and with it the check to say 200 within 5 seconds',
      act: async () => {
        const route = 'POST /v1/catalog-versions/{version}/activate';
        const path = { version: before };
        const refusal = await admin.call(route, { path, body: {} }).catch((error: unknown) => error);
        if (!(refusal instanceof ApiError)) return { ok: false, saw: 'it go back without the word' };
        account.note(`${refusal.status} ${refusal.code}, unless it says allowWithdrawals`);
        await admin.call(route, { path, body: { allowWithdrawals: true } });
        return noticed(stage, question, 200);
      },
    },
  ];
}

/** Mended mapping, and one overlay that grants more. */
export function richer(stage: Pick<Stage, 'catalog'>): Stage['catalog'] {
  const overlay = 'power-analysts: { queries: { add: 50000 }, exports: { atLeast: 200 } }';
  return editCatalog(mended(stage), 'catalog/atlas/overlays.yaml', overlay, overlay.replace('200', '500'));
}

/**
 * Asks all the while until nobody may be late any more. Slow answers of a busy machine do not count against the promise: what counts
 * is when a check was *sent*.
 */
async function noticed({ demo, signal }: Stage, question: Question, limit: number): Promise<Seen> {
  const movedAt = performance.now();
  for (let lastOld = 'not one answer was from before'; ; ) {
    const sentAt = performance.now() - movedAt;
    const { decisions, catalogVersion } = await demo.call('POST /v1/check', { body: question });
    const seen = decisions['exports']?.limit;
    if (seen !== limit) lastOld = `the last answer from before came after ${(sentAt / 1000).toFixed(1)} s`;
    if (sentAt >= NOTICED_WITHIN_MS) {
      const saw = `exports up to ${seen ?? 'nothing'} by ${catalogVersion}; ${lastOld}`;
      return { ok: seen === limit, saw };
    }
    await delay(200, undefined, { signal });
  }
}
