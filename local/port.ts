import { LocalCloudError } from './local-cloud-error.ts';

/** The port that the local cloud listens on: LICET_PORT, or LocalStack's by custom. */
export function portOf({ LICET_PORT: given = '4566' }: NodeJS.ProcessEnv): number {
  const port = Number(given);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new LocalCloudError('port_invalid', `LICET_PORT is "${given}": it has to be a port, such as 4566.`);
}
