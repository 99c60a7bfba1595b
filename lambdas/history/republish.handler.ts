import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { licenseClock } from '../clock.ts';
import { environment } from '../environment.ts';
import { ownHomes } from '../homes.ts';
import { authenticator } from '../http/authenticate.ts';
import { serve } from '../http/serve.ts';
import { documentClient } from '../registry/client.ts';
import { licenseRepository } from '../registry/licenses.ts';
import { relay } from '../relay/relay.ts';
import { findLicense } from '../licenses/find-license.ts';

const client = documentClient();
const registry = environment('REGISTRY_TABLE');
const licenses = licenseRepository(client, registry);
/** What is too large for the bus lies with the relay's dead letters since it was written. */
const deps = {
  events: new EventBridgeClient(),
  bus: environment('BUS_NAME'),
  setAside: () => Promise.resolve(),
};

/** Events of one call: ten calls of the bus. */
const PAGE = 100;

export const handler = serve(
  {
    'POST /v1/licenses/{id}/republish': async ({ path: { id }, body: { after }, principal }) => {
      const license = await findLicense(licenses, id, principal);
      const events = await licenses.eventsAfter(license, after, PAGE);
      const records = events.map((event) => ({ sequence: event.id, event }));
      const { relayed } = await relay(deps, records);
      const revision = events.at(-1)?.revision ?? after;
      return { republished: relayed, revision, done: revision >= license.revision };
    },
  },
  authenticator(client, registry, ownHomes()),
  licenseClock(client, registry),
);
