import { Aws, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { EventBus } from 'aws-cdk-lib/aws-events';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  type FunctionOptions,
} from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import type { Cell, Entry } from '../cell.ts';
import { acknowledge } from './acknowledge.ts';
import type { Workflow } from './workflow.ts';

/** The families of items in the Registry, by their leading key: the grain at which access to it is given. */
const families = {
  customers: 'C#*',
  orders: 'O#*',
  licenses: 'LIC#*',
  gates: 'G#*',
  catalog: 'CATALOG',
  apiKeys: 'K#*',
  deadLetters: 'DL#*',
  clock: 'CLOCK',
} as const satisfies Record<string, string>;

type Family = keyof typeof families;

/** What a function may do in the Registry: read and write families of items, and list keys by shard. */
interface RegistryAccess {
  readonly read?: readonly Family[];
  readonly write?: readonly Family[];
  readonly list?: boolean;
}

const reads = ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'];
const writes = ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem', 'dynamodb:ConditionCheckItem'];

/**
 * A function of the house: bundled beforehand, ARM64 and Node 24, with its own log group and a role that may do nothing but log.
 * Each `bind…` grants one thing and names it in the environment, so neither is ever there without the other.
 */
export class HouseFunction extends LambdaFunction {
  readonly entry: Entry;
  readonly #cell: Cell;

  constructor(scope: Construct, cell: Cell, entry: Entry, options: FunctionOptions = {}) {
    const id = pascalCase(entry.slice(entry.indexOf('/') + 1));
    // Not AWSLambdaBasicExecutionRole, which may write to every log group of the account.
    const role = new Role(scope, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    const logGroup = new LogGroup(scope, `${id}Logs`, {
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    logGroup.grantWrite(role);
    super(scope, id, {
      architecture: Architecture.ARM_64,
      runtime: Runtime.NODEJS_24_X,
      handler: 'index.handler',
      code: cell.code(entry),
      memorySize: 512,
      timeout: Duration.seconds(10),
      loggingFormat: LoggingFormat.JSON,
      ...options,
      role,
      logGroup,
      environment: {
        HOME_REGION: Stack.of(scope).region,
        HOMES: JSON.stringify(cell.homes),
        ...(cell.sandbox && { SANDBOX_CLOCK: 'on' }),
        ...options.environment,
      },
    });
    this.entry = entry;
    this.#cell = cell;
    acknowledge(this, {
      'Serverless-LambdaDLQ':
        'What invokes it waits for its answer; queues, streams and workflows keep what failed themselves, and the next call of a schedule does the work of one that was lost.',
      'Serverless-LambdaTracing':
        'Off: the API, the queues and the workflows already time every step, and a tracing client costs the check path 54 ms of cold start.',
    });
  }

  /**
   * The Registry, limited to families of items. Listing shows keys only: that is all the index projects. In a sandbox the clock is
   * there too, so that no function can be forgotten, and go by another time than the rest.
   */
  bindRegistry({ read = [], write = [], list = false }: RegistryAccess): this {
    const { registry, sandbox } = this.#cell;
    this.#bindItems(registry, reads, sandbox ? [...read, 'clock'] : read);
    this.#bindItems(registry, writes, write);
    if (list) this.#grant(['dynamodb:Query'], `${registry.tableArn}/index/byShard`);
    return this.addEnvironment('REGISTRY_TABLE', registry.tableName);
  }

  /** The Usage table, where every item belongs to a customer. */
  bindUsage(access: 'read' | 'write', { list = false } = {}): this {
    const { usage } = this.#cell;
    if (list) this.#grant(['dynamodb:Query'], `${usage.tableArn}/index/byShard`);
    this.#bindItems(usage, access === 'read' ? reads : [...reads, ...writes], ['customers']);
    return this.addEnvironment('USAGE_TABLE', usage.tableName);
  }

  /** The compiled programs; `sources` adds the catalog versions that they came from, which lie beside them. */
  bindPrograms(access: 'read' | 'write', { sources = access === 'write' } = {}): this {
    const { programs } = this.#cell;
    const keys = sources ? ['programs/*', 'catalogs/*'] : ['programs/*'];
    for (const arn of keys.map((key) => programs.arnForObjects(key))) {
      this.#grant(access === 'read' ? ['s3:GetObject'] : ['s3:GetObject', 's3:PutObject'], arn);
      acknowledge(this.role ?? this, {
        [`AwsSolutions-IAM5[Resource::${arn.replaceAll(Aws.ACCOUNT_ID, '<AWS::AccountId>')}]`]:
          'Objects are named by their hash or version, unknown when this is deployed; the prefix is as narrow as it gets.',
      });
    }
    return this.addEnvironment('PROGRAMS_BUCKET', programs.bucketName);
  }

  /** A queue it sends to. */
  bindQueue(name: string, queue: IQueue): this {
    this.#grant(['sqs:SendMessage'], queue.queueArn);
    return this.addEnvironment(name, queue.queueUrl);
  }

  /** A workflow it starts. */
  bindWorkflow(name: string, workflow: IStateMachine): this {
    this.#grant(['states:StartExecution'], workflow.stateMachineArn);
    return this.addEnvironment(name, workflow.stateMachineArn);
  }

  /** A workflow whose executions it looks at. */
  followWorkflow({ executionsArn }: Workflow): this {
    this.#grant(['states:DescribeExecution'], executionsArn);
    acknowledge(this.role ?? this, {
      [`AwsSolutions-IAM5[Resource::${executionsArn.replaceAll(Aws.ACCOUNT_ID, '<AWS::AccountId>')}]`]:
        'Executions are named as they are started; those of one workflow are as narrow as it gets.',
    });
    return this;
  }

  /** The bus it announces on. */
  bindBus(name: string, bus: EventBus): this {
    this.#grant(['events:PutEvents'], bus.eventBusArn);
    return this.addEnvironment(name, bus.eventBusName);
  }

  /**
   * A queue it consumes, one message a call: one that keeps failing then takes no other with it into the dead letters.
   * @param maxConcurrency calls at a time, at least 2.
   */
  consume(queue: IQueue, maxConcurrency: number): this {
    this.addEventSource(new SqsEventSource(queue, { batchSize: 1, maxConcurrency }));
    acknowledge(this, {
      'Serverless-LambdaEventSourceMappingDestination':
        'A mapping of a queue has no failure destination on AWS: the redrive policy of the queue is it.',
    });
    return this;
  }

  #bindItems(table: Table, actions: string[], of: readonly Family[]): void {
    if (of.length === 0) return;
    this.#grant(actions, table.tableArn, {
      'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': of.map((family) => families[family]) },
    });
  }

  #grant(actions: string[], resource: string, conditions: Record<string, unknown> = {}): void {
    this.addToRolePolicy(new PolicyStatement({ actions, resources: [resource], conditions }));
  }
}

function pascalCase(kebab: string): string {
  return kebab.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
}
