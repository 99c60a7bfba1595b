import { Tags, type App } from 'aws-cdk-lib';
import type { Cell } from './cell.ts';
import { DataStack } from './data-stack.ts';
import { ServiceStack } from './service-stack.ts';
import { homesOf, type Settings } from './settings.ts';

/**
 * Adds one cell to the app: a data stack and the service stack on top of it, both in one home region and in whatever account deploys them.
 * @param home the AWS region.
 */
export function addCell(app: App, settings: Settings, home: string, code: Cell['code']): void {
  const { environment, salesforce, tags } = settings;
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
    homes: homesOf(settings),
    salesforce: salesforce[home],
    code,
    description: `Licet ${environment}: what the cell in ${home} does`,
  });
  for (const stack of [data, service]) {
    Tags.of(stack).add('application', 'licet');
    Tags.of(stack).add('environment', environment);
    for (const [key, value] of Object.entries(tags[home] ?? {})) Tags.of(stack).add(key, value);
  }
}
