import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { emptyApp } from './empty-app.ts';

function dataStack(environment: string) {
  const stack = Stack.of(emptyApp({ environment }).node.findChild(`licet-${environment}-us-east-1-data`));
  const template = Template.fromStack(stack);
  return { stack, of: (type: string) => Object.values(template.findResources(type)) };
}

describe.each(['sandbox', 'staging', 'production'])('the data stack of a %s', (environment) => {
  const { stack, of } = dataStack(environment);
  const tables = of('AWS::DynamoDB::Table');
  const [registry, usage] = tables;
  const [bucket] = of('AWS::S3::Bucket');
  const lasting = environment !== 'sandbox';

  it('can restore both tables to any second of the last 35 days, and encrypts them with a key in KMS', () => {
    expect(tables).toHaveLength(2);
    for (const { Properties } of tables) {
      expect(Properties).toMatchObject({
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        SSESpecification: { SSEEnabled: true },
        BillingMode: 'PAY_PER_REQUEST',
      });
    }
  });

  it(`${lasting ? 'outlives' : 'goes away with'} its stack`, () => {
    const policy = lasting ? 'Retain' : 'Delete';
    for (const resource of [...tables, bucket]) {
      expect(resource).toMatchObject({ DeletionPolicy: policy, UpdateReplacePolicy: policy });
    }
    for (const { Properties } of tables) expect(Properties).toMatchObject({ DeletionProtectionEnabled: lasting });
    expect(stack.terminationProtection).toBe(lasting);
  });

  it('streams the Registry for the relay, and lets usage expire', () => {
    expect(registry?.['Properties']).toMatchObject({ StreamSpecification: { StreamViewType: 'NEW_IMAGE' } });
    expect(usage?.['Properties']).toMatchObject({
      TimeToLiveSpecification: { AttributeName: 'expires', Enabled: true },
    });
  });

  it('shows nothing but keys in its indexes', () => {
    for (const { Properties } of tables) {
      expect(Properties.GlobalSecondaryIndexes).toMatchObject([
        { IndexName: 'byShard', Projection: { ProjectionType: 'KEYS_ONLY' } },
      ]);
    }
  });

  it('keeps programs private, encrypted and behind TLS, in a bucket named after account and region', () => {
    expect(bucket?.['Properties']).toMatchObject({
      BucketName: { 'Fn::Join': ['', [`licet-${environment}-programs-`, { Ref: 'AWS::AccountId' }, '-us-east-1']] },
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    });
    expect(bucket?.['Properties'].VersioningConfiguration).toEqual(lasting ? { Status: 'Enabled' } : undefined);
    expect(of('AWS::S3::BucketPolicy')[0]?.['Properties'].PolicyDocument.Statement[0]).toMatchObject({
      Effect: 'Deny',
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    });
  });
});
