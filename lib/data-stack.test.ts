import { Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { emptyApp } from './empty-app.ts';

function dataStack(environment: string): Template {
  const stack = emptyApp({ environment }).node.findChild(`licet-${environment}-us-east-1-data`);
  return Template.fromStack(Stack.of(stack));
}

describe.each(['sandbox', 'staging', 'production'])('the data stack of a %s', (environment) => {
  const template = dataStack(environment);
  const lasting = environment !== 'sandbox';
  const policy = lasting ? 'Retain' : 'Delete';

  it('can restore both tables to any second of the last 35 days, and encrypts them with a key in KMS', () => {
    template.allResourcesProperties('AWS::DynamoDB::Table', {
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      SSESpecification: { SSEEnabled: true },
      BillingMode: 'PAY_PER_REQUEST',
    });
  });

  it(`${lasting ? 'guards' : 'does not guard'} its tables and bucket against deletion`, () => {
    template.allResourcesProperties('AWS::DynamoDB::Table', { DeletionProtectionEnabled: lasting });
    for (const type of ['AWS::DynamoDB::Table', 'AWS::S3::Bucket']) {
      template.allResources(type, { DeletionPolicy: policy, UpdateReplacePolicy: policy });
    }
  });

  it('streams the Registry for the relay, and lets usage expire', () => {
    template.hasResourceProperties('AWS::DynamoDB::Table', { StreamSpecification: { StreamViewType: 'NEW_IMAGE' } });
    template.hasResourceProperties('AWS::DynamoDB::Table', {
      TimeToLiveSpecification: { AttributeName: 'expires', Enabled: true },
    });
  });

  it('shows nothing but keys in its indexes', () => {
    template.allResourcesProperties('AWS::DynamoDB::Table', {
      GlobalSecondaryIndexes: [{ IndexName: 'byShard', Projection: { ProjectionType: 'KEYS_ONLY' } }],
    });
  });

  it('keeps programs private, encrypted and behind TLS, in a bucket named after account and region', () => {
    template.hasResourceProperties('AWS::S3::Bucket', {
      BucketName: { 'Fn::Join': ['', [`licet-${environment}-programs-`, { Ref: 'AWS::AccountId' }, '-us-east-1']] },
      BucketEncryption: Match.anyValue(),
      VersioningConfiguration: lasting ? { Status: 'Enabled' } : Match.absent(),
      PublicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true },
    });
    template.hasResourceProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
        ]),
      },
    });
  });
});

describe('stacks', () => {
  it('outside a sandbox refuse to be deleted where they hold data', () => {
    const protectedStacks = emptyApp({ environment: 'production' }).node.children.filter((child) => Stack.isStack(child) && child.terminationProtection);
    expect(protectedStacks.map(({ node }) => node.id)).toEqual(['licet-production-us-east-1-data']);
  });
});
