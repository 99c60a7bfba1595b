import type { ConfiguredHome } from '@licet/contracts';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Code } from 'aws-cdk-lib/aws-lambda';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { ITopic } from 'aws-cdk-lib/aws-sns';

/** What every capability of a cell is built from. */
export interface Cell {
  readonly registry: Table;
  readonly usage: Table;
  readonly programs: IBucket;
  /** All homes of the deployment, in their order of preference: the only thing that a cell knows of the others. */
  readonly homes: readonly ConfiguredHome[];
  /** Where alarms ring. */
  readonly alarms: ITopic;
  /** Whether the time of its licenses can be moved. */
  readonly sandbox: boolean;
  /** The code of a function. */
  readonly code: (entry: Entry) => Code;
}

/** An entry file of lambdas/, `<capability>/<name>`, as routes and bundles name it too. */
export type Entry = `${string}/${string}`;
