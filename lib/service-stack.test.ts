import { type Route, routes } from '@licet/contracts';
import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { emptyApp } from './empty-app.ts';

interface Statement {
  readonly Action: string | string[];
  readonly Resource: unknown;
  readonly Condition?: { 'ForAllValues:StringLike'?: { 'dynamodb:LeadingKeys'?: string[] } };
}

function serviceStack(context: Readonly<{ environment?: string; salesforce?: object }> = {}) {
  const name = `licet-${context.environment ?? 'sandbox'}-us-east-1`;
  const template = Template.fromStack(Stack.of(emptyApp(context).node.findChild(name)));
  const of = (type: string) =>
    Object.entries(template.findResources(type)).map(([id, { Properties }]) => [id, Properties] as const);
  const rights = of('AWS::IAM::Policy').flatMap(([id, { PolicyDocument }]) => {
    const statements: Statement[] = PolicyDocument.Statement;
    return statements.flatMap(({ Action, Resource, Condition }) =>
      [Action].flat().map((action) => ({
        who: id.replace(/RoleDefaultPolicy\w+$/, ''),
        action,
        on: JSON.stringify(Resource),
        keys: Condition?.['ForAllValues:StringLike']?.['dynamodb:LeadingKeys'],
      })),
    );
  });
  return { of, rights, outputs: template.findOutputs('*'), all: template.toJSON() };
}

const { of, rights, outputs } = serviceStack();
const functions = new Map(of('AWS::Lambda::Function'));
const queues = new Map(of('AWS::SQS::Queue'));
const alarms = of('AWS::CloudWatch::Alarm').map(([, properties]) => properties);
const mappings = of('AWS::Lambda::EventSourceMapping').map(([, properties]) => properties);
const [outbox] = mappings.filter(({ FilterCriteria }) => FilterCriteria);
const consumers = mappings.filter((mapping) => mapping !== outbox);

describe('the API', () => {
  it('answers every route of the contracts with the function that they name, and all else with a 404', () => {
    const answering = new Map(
      of('AWS::ApiGatewayV2::Integration').map(([id, { IntegrationUri }]) => [id, IntegrationUri['Fn::GetAtt'][0]]),
    );
    // An id is the path of the function without repetitions, and a hash: CheckCheck is Check48BD9BB4.
    const answered = of('AWS::ApiGatewayV2::Route').map(([, { RouteKey, Target }]) => {
      const id: string = answering.get(Target['Fn::Join'][1][1].Ref);
      return [RouteKey, id.slice(0, -8).toLowerCase()];
    });
    const agreed = Object.entries(routes).map(([route, { handler }]) => {
      const parts = handler.replaceAll('-', '').split('/');
      return [route, [...new Set(parts)].join('')];
    });
    expect(Object.fromEntries(answered)).toEqual({ ...Object.fromEntries(agreed), $default: 'httpapinotfound' });
  });

  it('logs every request, without saying who sent it', () => {
    const [[, stage] = []] = of('AWS::ApiGatewayV2::Stage');
    const logged = ['requestId', 'at', 'route', 'status', 'latency', 'integrationLatency', 'error'];
    expect(Object.keys(JSON.parse(stage.AccessLogSettings.Format))).toEqual(logged);
  });
});

describe('functions', () => {
  it('run on Node 24 and ARM, and write to a log of their own, which forgets', () => {
    const logs = new Set<string>();
    for (const { Runtime, Architectures, LoggingConfig } of functions.values()) {
      expect({ Runtime, Architectures }).toEqual({ Runtime: 'nodejs24.x', Architectures: ['arm64'] });
      logs.add(LoggingConfig.LogGroup.Ref);
    }
    expect(logs.size).toBe(functions.size);
    for (const [, { RetentionInDays }] of of('AWS::Logs::LogGroup')) expect(RetentionInDays).toBe(30);
  });
});

describe('rights', () => {
  it('name their actions and resources; `*` is for log delivery and tracing, which know no resources', () => {
    expect(rights.filter(({ action }) => action.includes('*'))).toEqual([]);
    const everywhere = rights.filter(({ on }) => on === '"*"').map(({ action }) => action);
    expect(everywhere.filter((action) => !/^(logs:.*(Deliver|ResourcePolic|LogGroups)|xray:)/.test(action))).toEqual(
      [],
    );
  });

  it('come with no managed policy', () => {
    for (const [, role] of of('AWS::IAM::Role')) expect(role).not.toHaveProperty('ManagedPolicyArns');
  });

  it('reach into tables by leading key only, but for keys by shard and the change stream; and nobody scans', () => {
    const items = rights.filter(
      ({ action, on }) => action.startsWith('dynamodb:') && !/StreamArn|index\/byShard/.test(on),
    );
    expect(items.filter(({ keys }) => !keys)).toEqual([]);
    expect(rights.filter(({ action }) => action === 'dynamodb:Scan')).toEqual([]);
  });

  it('keep what opens doors to those who are there for it', () => {
    const writers = (key: string) =>
      new Set(
        rights
          .filter(({ action, keys }) => /:(Put|Update|Delete)Item$/.test(action) && keys?.includes(key))
          .map(({ who }) => who),
      );
    expect(writers('K#*')).toEqual(new Set(['ApiKeysApiKeys', 'ApiKeysCreateAdminKey']));
    expect(writers('CATALOG')).toEqual(new Set(['CatalogCatalog']));
    expect(writers('CLOCK')).toEqual(new Set(['SandboxClock']));
    expect(writers('DL#*')).toEqual(new Set(['DeadLettersDeadLetters', 'DeadLettersRecord']));
    const publishers = rights.filter(({ action }) => action === 's3:PutObject').map(({ who }) => who);
    expect(new Set(publishers)).toEqual(new Set(['CatalogCatalog']));
  });

  it('to make the first key come with IAM alone: nothing in the stack invokes that function', () => {
    const id = [...functions.keys()].find((key) => key.startsWith('ApiKeysCreateAdminKey')) ?? '';
    const invoking = ['AWS::Lambda::Permission', 'AWS::ApiGatewayV2::Integration', 'AWS::IAM::Policy'].flatMap(of);
    expect(functions.has(id)).toBe(true);
    expect(JSON.stringify([invoking, mappings])).not.toContain(`"${id}"`);
  });
});

describe('the clock of a sandbox', () => {
  it('is read by every function that reads the Registry, so that all go by one time', () => {
    const told = [...functions].filter(([, { Environment }]) => Environment.Variables.REGISTRY_TABLE);
    const readers = new Set(
      rights
        .filter(({ action, keys }) => action === 'dynamodb:GetItem' && keys?.includes('CLOCK'))
        .map(({ who }) => who),
    );
    expect(readers.size).toBe(told.length);
    for (const [, { Environment }] of functions) expect(Environment.Variables.SANDBOX_CLOCK).toBe('on');
  });

  it.each(['staging', 'production'])(
    'is nowhere in a %s: no variable, no right, no route, no function',
    (environment) => {
      const elsewhere = serviceStack({ environment });
      const text = JSON.stringify(elsewhere.all).toLowerCase();
      expect(text).not.toContain('clock');
      expect(text).not.toContain('sandbox');
      const served = elsewhere.of('AWS::ApiGatewayV2::Route').map(([, { RouteKey }]) => RouteKey);
      const agreed: (readonly [string, Route])[] = Object.entries(routes);
      const lasting = agreed.flatMap(([route, { sandbox }]) => (sandbox ? [] : [route]));
      expect(new Set(served)).toEqual(new Set([...lasting, '$default']));
    },
  );
});

describe('the sweeper of what is due', () => {
  const [, sweeper] = [...functions].find(([id]) => id.startsWith('LifecycleSweepDue')) ?? [];

  it('is called every minute, once, and has the time to use most of it', () => {
    const schedules = of('AWS::Scheduler::Schedule').map(([, properties]) => properties);
    expect(schedules).toContainEqual(
      expect.objectContaining({
        ScheduleExpression: 'rate(1 minute)',
        Target: expect.objectContaining({
          Arn: { 'Fn::GetAtt': [expect.stringMatching(/^LifecycleSweepDue/), 'Arn'] },
          RetryPolicy: { MaximumEventAgeInSeconds: 60, MaximumRetryAttempts: 0 },
        }),
      }),
    );
    expect(of('AWS::Lambda::EventInvokeConfig')).toMatchObject([[expect.anything(), { MaximumRetryAttempts: 0 }]]);
    expect(sweeper.Timeout).toBe(60);
  });

  it('may list keys and start renewals, and reads and writes no license itself', () => {
    const its = serviceStack({ environment: 'production' }).rights.filter(({ who }) => who === 'LifecycleSweepDue');
    expect(its.map(({ action }) => action).toSorted()).toEqual([
      'dynamodb:Query',
      'logs:CreateLogStream',
      'logs:PutLogEvents',
      'states:StartExecution',
    ]);
    expect(its.find(({ action }) => action === 'dynamodb:Query')?.on).toContain('index/byShard');
  });
});

describe('queues', () => {
  it('are encrypted and keep what nobody took for 14 days', () => {
    for (const queue of queues.values()) {
      expect(queue).toMatchObject({ SqsManagedSseEnabled: true, MessageRetentionPeriod: 14 * 86_400 });
    }
  });

  it('refuse plain HTTP, and let nobody in from outside but the rules that feed them', () => {
    interface Grant {
      readonly Principal: unknown;
      readonly Condition: unknown;
    }
    const policies = of('AWS::SQS::QueuePolicy').map(([, properties]) => properties);
    expect(policies.map(({ Queues }) => Queues[0].Ref)).toEqual([...queues.keys()]);
    for (const { PolicyDocument } of policies) {
      const [refusal, ...grants] = PolicyDocument.Statement;
      expect(refusal).toMatchObject({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } });
      const fromRule = {
        ArnEquals: {
          'aws:SourceArn': {
            'Fn::GetAtt': [expect.stringMatching(/^Orders(Salesforce|Transfers|GateAnswers)/), 'Arn'],
          },
        },
      };
      expect(grants.map(({ Principal, Condition }: Grant) => ({ Principal, Condition }))).toEqual(
        grants.map(() => ({ Principal: { Service: 'events.amazonaws.com' }, Condition: fromRule })),
      );
    }
  });

  it('are consumed a message at a time, hidden for six times what the consumer may take', () => {
    expect(consumers).toHaveLength(2);
    for (const { EventSourceArn, FunctionName, BatchSize } of consumers) {
      const { VisibilityTimeout } = queues.get(EventSourceArn['Fn::GetAtt'][0]);
      expect(VisibilityTimeout).toBeGreaterThanOrEqual(6 * functions.get(FunctionName.Ref).Timeout);
      expect(BatchSize).toBe(1);
    }
  });

  it('give up an order after five attempts, to where it is recorded', () => {
    const recorded = consumers.find(({ FunctionName }) => FunctionName.Ref.startsWith('DeadLettersRecord'));
    const [intake] = [...queues].filter(([id]) => id.startsWith('IntakeQueue')).map(([, queue]) => queue);
    expect(intake.RedrivePolicy).toEqual({ maxReceiveCount: 5, deadLetterTargetArn: recorded.EventSourceArn });
  });
});

describe('the relay', () => {
  it('is given new events only, splits what fails, and gives up after an hour', () => {
    expect(JSON.parse(outbox.FilterCriteria.Filters[0].Pattern)).toEqual({
      eventName: ['INSERT'],
      dynamodb: { Keys: { sk: { S: [{ prefix: 'E#' }] } } },
    });
    expect(outbox).toMatchObject({
      BisectBatchOnFunctionError: true,
      MaximumRecordAgeInSeconds: 3600,
      DestinationConfig: {
        OnFailure: { Destination: { 'Fn::GetAtt': [expect.stringMatching(/^RelayDeadLetters/), 'Arn'] } },
      },
      StartingPosition: 'TRIM_HORIZON',
    });
  });
});

describe('Salesforce', () => {
  const partner = 'aws.partner/salesforce.com/00D000000000001/0YL000000000001';
  it.each([
    [
      'is simulated on the bus of the cell unless it is connected',
      {},
      'licet.sim/salesforce',
      { Ref: expect.stringMatching(/^Bus/) },
    ],
    [
      'is heard on its partner bus when it is',
      { salesforce: { 'us-east-1': { bus: partner, source: partner } } },
      partner,
      partner,
    ],
  ])('%s', (_, context, source, bus) => {
    const [[, rule] = []] = serviceStack(context).of('AWS::Events::Rule');
    expect(rule).toMatchObject({
      EventBusName: bus,
      EventPattern: { source: [source], 'detail-type': ['License_Order__e'] },
      Targets: [{ DeadLetterConfig: { Arn: { 'Fn::GetAtt': [expect.stringMatching(/^DeadLetterQueue/), 'Arn'] } } }],
    });
  });
});

describe('alarms', () => {
  it('all say what a person loses and ring where somebody can hear them', () => {
    const ring = [{ Ref: expect.stringMatching(/^Alarms/) }];
    for (const { AlarmDescription, AlarmActions, OKActions } of alarms) {
      expect(AlarmDescription).toMatch(/customer|user|order|follow/i);
      expect({ AlarmActions, OKActions }).toEqual({ AlarmActions: ring, OKActions: ring });
    }
  });

  it('watch every queue and every workflow', () => {
    const watched = JSON.stringify(alarms.map(({ Dimensions }) => Dimensions));
    const toWatch = [...queues.keys(), ...of('AWS::StepFunctions::StateMachine').map(([id]) => id)];
    expect(toWatch.filter((id) => !watched.includes(id))).toEqual([]);
  });
});

describe('the outputs', () => {
  it('are what other tools know a cell by', () => {
    const names = ['AlarmTopicArn', 'Api', 'BusName', 'CreateAdminKeyFunction', 'DeadLetterQueueUrl', 'IntakeQueueUrl'];
    const more = [
      'IssueLicenseArn',
      'MigrateLicenseArn',
      'ProgramsBucket',
      'ReevaluateSegmentsArn',
      'RegistryTable',
      'RenewLicenseArn',
      'UsageTable',
    ];
    expect(new Set(Object.keys(outputs))).toEqual(new Set([...names, ...more]));
  });
});
