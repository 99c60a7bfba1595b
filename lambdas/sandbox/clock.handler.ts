import { setTimeout as sleep } from 'node:timers/promises';
import { SFNClient } from '@aws-sdk/client-sfn';
import { licenseClock, realClock } from '../clock.ts';
import { environment } from '../environment.ts';
import { ownHomes } from '../homes.ts';
import { executionReader, executionStarter } from '../executions.ts';
import { authenticator } from '../http/authenticate.ts';
import { serve } from '../http/serve.ts';
import { dueIndex } from '../lifecycle/due-index.ts';
import { documentClient } from '../registry/client.ts';
import { clockRoutes } from './clock-routes.ts';
import { clockSetting } from './clock-setting.ts';

const client = documentClient();
const registry = environment('REGISTRY_TABLE');
const workflows = new SFNClient();
const renewLicense = environment('RENEW_LICENSE_ARN');
const deps = {
  dues: dueIndex(client, registry),
  setting: clockSetting(client, registry),
  startRenewal: executionStarter(workflows, renewLicense),
  renewal: executionReader(workflows, renewLicense),
  clock: realClock,
  sleep,
};

export const handler = serve(
  clockRoutes(deps),
  authenticator(client, registry, ownHomes()),
  licenseClock(client, registry),
);
