/**
 * The product's app with one function more behind the same gateway: what `check` compares with. Nothing of it is part of the product.
 */
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { HttpApi, HttpMethod, HttpRoute, HttpRouteKey } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Architecture, Code, Function as LambdaFunction, LoggingFormat, Runtime } from 'aws-cdk-lib/aws-lambda';
import cdk from '../../cdk.json' with { type: 'json' };
import { addCell } from '../../lib/add-cell.ts';
import { bundlesIn } from '../../lib/bundles.ts';
import { readSettings } from '../../lib/settings.ts';

const app = new App({ context: cdk.context });
const settings = readSettings((key) => app.node.tryGetContext(key));
const [home = ''] = settings.homes;
addCell(app, settings, home, bundlesIn(join(import.meta.dirname, '../../dist/lambdas')));

const httpApi = app.node.findAll().find((construct) => construct instanceof HttpApi);
if (!httpApi) throw new Error('The app has no HTTP API to stand behind.');
const stack = new Stack(app, 'licet-bench', { env: { region: home } });
const onlyLogs = new LambdaFunction(stack, 'OnlyLogs', {
  architecture: Architecture.ARM_64,
  runtime: Runtime.NODEJS_24_X,
  handler: 'index.handler',
  code: Code.fromAsset(join(import.meta.dirname, 'only-logs')),
  // As the check function has it.
  memorySize: 1769,
  loggingFormat: LoggingFormat.JSON,
});
new HttpRoute(stack, 'Route', {
  httpApi,
  routeKey: HttpRouteKey.with('/bench/only-logs', HttpMethod.POST),
  integration: new HttpLambdaIntegration('OnlyLogs', onlyLogs),
});
app.synth();
