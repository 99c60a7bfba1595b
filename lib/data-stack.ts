import { Aws, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import {
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
  type TableProps,
} from 'aws-cdk-lib/aws-dynamodb';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { acknowledge } from './house/acknowledge.ts';
import type { Settings } from './settings.ts';

interface DataStackProps extends StackProps {
  readonly environment: Settings['environment'];
}

/**
 * Everything of a cell that cannot be made again. Outside a sandbox it outlives its stack: retained, guarded against deletion,
 * the bucket versioned. A sandbox goes away whole, because whoever deletes one expects that and pays for what is left.
 */
export class DataStack extends Stack {
  /** Customers, licenses, facts, orders, the log and outbox, catalog pointer, API keys, dead letters. */
  readonly registry: Table;
  /** One item per customer, meter and window. */
  readonly usage: Table;
  /** Compiled programs under their hash, and the catalog versions they came from. The region is in the name: bucket names are global. */
  readonly programsName: string;

  constructor(scope: Construct, id: string, { environment, ...props }: DataStackProps) {
    const lasting = environment !== 'sandbox';
    super(scope, id, { terminationProtection: lasting, ...props });
    const removalPolicy = lasting ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;

    const table: TableProps = {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      // AWS's own key per account (aws/dynamodb): every use is in CloudTrail and nothing is due monthly. A key of our own would
      // cost $1 a month and cell and add the power to revoke it, which nobody needs while no other account reads the tables.
      encryption: TableEncryption.AWS_MANAGED,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: lasting,
      removalPolicy,
    };
    // Table, not TableV2: MiniStack ignores the deletion protection of the latter, cdk-nag its point-in-time recovery.
    this.registry = new Table(this, 'Registry', { ...table, stream: StreamViewType.NEW_IMAGE });
    this.usage = new Table(this, 'Usage', { ...table, timeToLiveAttribute: 'expires' });
    // Both are swept by shard: customers and what falls due in the Registry, customers whose usage changed in Usage.
    for (const swept of [this.registry, this.usage]) {
      swept.addGlobalSecondaryIndex({
        indexName: 'byShard',
        partitionKey: { name: 'gpk', type: AttributeType.STRING },
        sortKey: { name: 'gsk', type: AttributeType.STRING },
        projectionType: ProjectionType.KEYS_ONLY,
      });
    }

    this.programsName = `licet-${environment}-programs-${Aws.ACCOUNT_ID}-${this.region}`;
    const programs = new Bucket(this, 'Programs', {
      bucketName: this.programsName,
      // Programs hold no personal data: S3's own keys are free and enough.
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      versioned: lasting,
      removalPolicy,
    });
    acknowledge(programs, {
      'AwsSolutions-S1':
        'Programs are immutable, hold no personal data and are read by roles of this cell only; CloudTrail data events record access where a deployment needs it.',
    });
  }
}
