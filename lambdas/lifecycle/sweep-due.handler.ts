import { setTimeout as sleep } from 'node:timers/promises';
import { SFNClient } from '@aws-sdk/client-sfn';
import { licenseClock, realClock } from '../clock.ts';
import { environment } from '../environment.ts';
import { executionStarter } from '../executions.ts';
import { documentClient } from '../registry/client.ts';
import { taskHandler } from '../task-handler.ts';
import { dueIndex } from './due-index.ts';
import { expectNothingOverdue, sweepDue } from './sweep-due.ts';

/** Of the minute until the next call, and until the function's time is up. */
const BUDGET_MS = 45_000;

const client = documentClient();
const registry = environment('REGISTRY_TABLE');
const dues = dueIndex(client, registry);
const startRenewal = executionStarter(new SFNClient(), environment('RENEW_LICENSE_ARN'));
const readClock = licenseClock(client, registry);

/** Called every minute: time itself, for licenses. */
export const handler = taskHandler(async () => {
  const now = (await readClock())();
  const { started, left } = await sweepDue({ dues, startRenewal, clock: realClock, sleep }, now, BUDGET_MS);
  await expectNothingOverdue(dues, now);
  return { started: started.length, left };
});
