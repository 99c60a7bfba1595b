import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { HttpApi as AwsHttpApi, HttpMethod, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { type Route, routes } from '@licet/contracts';
import { Construct } from 'constructs';
import type { Cell } from './cell.ts';
import { acknowledge } from './house/acknowledge.ts';
import { ImpactAlarm } from './house/alarm.ts';
import { HouseFunction } from './house/function.ts';

/** A line of the access log: enough to find a request and its delay, and nothing about who sent it. */
const logLine = {
  requestId: '$context.requestId',
  at: '$context.requestTimeEpoch',
  route: '$context.routeKey',
  status: '$context.status',
  latency: '$context.responseLatency',
  integrationLatency: '$context.integrationLatency',
  error: '$context.integrationErrorMessage',
} as const;

/** The API: every route of the contracts leads to the function it names, in a sandbox those of its clock too; everything else to a problem+json 404. */
export class HttpApi extends Construct {
  /** Without a trailing slash. Right on AWS and on MiniStack, as a stage's own URL is not. */
  readonly endpoint: string;

  /** @param functions all functions of the cell; the contracts say which of them answer. */
  constructor(scope: Construct, cell: Cell, functions: readonly HouseFunction[]) {
    super(scope, 'HttpApi');
    const name = Stack.of(this).stackName;
    const notFound = new HouseFunction(this, cell, 'http/not-found');
    const integrations = new Map<string, HttpLambdaIntegration>(
      functions.map((fn) => [
        fn.entry,
        // One permission a function, not one a route: the policy of a function with many routes stays short.
        new HttpLambdaIntegration(fn.node.id, fn, { scopePermissionToRoute: false }),
      ]),
    );
    const api = new AwsHttpApi(this, 'Api', {
      apiName: name,
      createDefaultStage: false,
      defaultIntegration: new HttpLambdaIntegration('NotFound', notFound),
    });
    const agreed: (readonly [string, Route])[] = Object.entries(routes);
    for (const [route, { handler, sandbox = false }] of agreed) {
      if (sandbox && !cell.sandbox) continue;
      const integration = integrations.get(handler);
      if (!integration) throw new Error(`${route} is answered by ${handler}, which no function of the cell is.`);
      api.addRoutes({ ...methodAndPath(route), integration });
    }
    acknowledge(api, {
      'AwsSolutions-APIG4':
        'Every function verifies API keys and their scopes in the middleware they share: an authorizer would double the calls and could not say 421 for a key of another home.',
    });

    const stage = new HttpStage(this, 'Stage', {
      httpApi: api,
      stageName: '$default',
      autoDeploy: true,
      // Half of what AWS gives a region, so that this API cannot starve the others in the account.
      throttle: { rateLimit: 5000, burstLimit: 2500 },
      accessLogSettings: {
        destination: new LogGroupLogDestination(
          new LogGroup(this, 'AccessLog', {
            logGroupName: `/aws/vendedlogs/apis/${name}`,
            retention: RetentionDays.ONE_MONTH,
            removalPolicy: RemovalPolicy.DESTROY,
          }),
        ),
        format: AccessLogFormat.custom(JSON.stringify(logLine)),
      },
    });
    this.endpoint = api.apiEndpoint;

    const period = Duration.minutes(1);
    new ImpactAlarm(this, 'Failing', cell, {
      metric: stage.metricServerError({ period }),
      threshold: 5,
      evaluationPeriods: 3,
      impact:
        'Customers who use a licensed feature may be turned away: checks and other requests get a 5xx instead of a decision. Look at the access log for the route, then at the log of its function.',
    });
    new ImpactAlarm(this, 'Slow', cell, {
      metric: stage.metricLatency({ period, statistic: 'p99' }),
      threshold: 2000,
      evaluationPeriods: 5,
      impact:
        'Users wait two seconds and more wherever a feature is checked, and clients that time out fall back to their defaults. Look at integrationLatency in the access log.',
    });
  }
}

/** `GET /v1/customers/{id}` in the words of the CDK. */
function methodAndPath(route: string): { methods: HttpMethod[]; path: string } {
  const [name, path] = route.split(' ');
  const method = Object.values(HttpMethod).find((known) => known === name);
  if (!method || !path) throw new Error(`${route} is not a method and a path.`);
  return { methods: [method], path };
}
