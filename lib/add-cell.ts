import { Tags, type App } from 'aws-cdk-lib';
import type { Cell } from './cell.ts';
import { DataStack } from './data-stack.ts';
import { ServiceStack } from './service-stack.ts';
import type { Settings } from './settings.ts';

/**
 * Adds one cell to the app: a data stack and the service stack on top of it, both in one home region and in whatever account deploys them.
 * @param home the AWS region.
 */
export function addCell(app: App, { environment, salesforce }: Settings, home: string, code: Cell['code']): void {
  const name = `licet-${environment}-${home}`;
  const env = { region: home };
  const data = new DataStack(app, `${name}-data`, {
    env,
    environment,
    description: `Licet ${environment}: what the cell in ${home} keeps`,
  });
  const service = new ServiceStack(app, name, {
    env,
    data,
    environment,
    salesforce: salesforce[home],
    code,
    description: `Licet ${environment}: what the cell in ${home} does`,
  });
  for (const stack of [data, service]) {
    Tags.of(stack).add('application', 'licet');
    Tags.of(stack).add('environment', environment);
  }
}
