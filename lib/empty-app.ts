import { App } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import cdk from '../cdk.json' with { type: 'json' };
import { addCell } from './add-cell.ts';
import { readSettings } from './settings.ts';

/**
 * The app as it deploys, but with empty functions: for tests and pictures, which have nothing to do with bundles.
 * @param context as `-c` gives it to the CDK.
 */
export function emptyApp(context: Readonly<Record<string, unknown>> = {}): App {
  const app = new App({ context: { ...cdk.context, ...context } });
  const settings = readSettings((key) => app.node.tryGetContext(key));
  for (const home of settings.homes) addCell(app, settings, home, () => Code.fromInline('// empty'));
  return app;
}
