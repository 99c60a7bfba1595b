import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';

/** What a test says of a call of the API; the rest is made up. */
export interface ApiCall {
  /** As the contract names it: `GET /v1/customers/{id}`. */
  readonly route?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
  readonly path?: Record<string, string>;
  readonly query?: Record<string, string>;
}

/** A call as API Gateway hands it to a function. */
export function apiEvent(call: ApiCall = {}): APIGatewayProxyEventV2 {
  const { route = 'GET /v1/customers', headers = {}, body, isBase64Encoded = false, path, query } = call;
  const [method = '', rawPath = ''] = route.split(' ');
  return {
    version: '2.0',
    routeKey: route,
    rawPath,
    rawQueryString: '',
    headers,
    requestContext: {
      accountId: '000000000000',
      apiId: 'api',
      domainName: 'localhost',
      domainPrefix: 'api',
      http: { method, path: rawPath, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'test' },
      requestId: 'request-1',
      routeKey: route,
      stage: '$default',
      time: '24/Nov/2026:08:00:00 +0000',
      timeEpoch: Date.parse('2026-11-24T08:00:00Z'),
    },
    isBase64Encoded,
    ...(body !== undefined && { body }),
    ...(path && { pathParameters: path }),
    ...(query && { queryStringParameters: query }),
  };
}

/** What Lambda tells a function of its call. */
export const lambdaContext: Context = {
  callbackWaitsForEmptyEventLoop: false,
  functionName: 'test',
  functionVersion: '$LATEST',
  invokedFunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:test',
  memoryLimitInMB: '512',
  awsRequestId: 'request-1',
  logGroupName: 'test',
  logStreamName: 'test',
  getRemainingTimeInMillis: () => 10_000,
  done: () => undefined,
  fail: () => undefined,
  succeed: () => undefined,
};
