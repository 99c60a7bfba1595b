import { readFileSync, writeFileSync } from 'node:fs';
import * as z from 'zod';
import type { Outputs } from '../../../local/deploy.ts';

const cloudSchema = z.strictObject({
  /** The AWS endpoint of the local cloud. */
  endpoint: z.url(),
  /** What the cloud leaves behind: logs, templates. */
  folder: z.string(),
  port: z.int(),
  home: z.string(),
  /** Where the API answers; routes begin with `/v1`. */
  api: z.url(),
  /** A key with the scope `admin`. */
  adminKey: z.string(),
  registryTable: z.string(),
  usageTable: z.string(),
  programsBucket: z.string(),
  busName: z.string(),
  intakeQueueUrl: z.string(),
  deadLetterQueueUrl: z.string(),
  issueLicenseArn: z.string(),
  migrateLicenseArn: z.string(),
  renewLicenseArn: z.string(),
  reevaluateSegmentsArn: z.string(),
});

/** A deployed cell on a local cloud, as every test of the project `deployed` gets it with `inject('cloud')`. */
export type TestCloud = z.infer<typeof cloudSchema>;

declare module 'vitest' {
  interface ProvidedContext {
    cloud: TestCloud;
  }
}

/** The parts of a cell that its stack puts out. */
export function cellOf(outputs: Outputs, home: string): Omit<TestCloud, 'endpoint' | 'folder' | 'port' | 'adminKey'> {
  const cell = Object.values(outputs).find((values) => values['Api'] !== undefined) ?? {};
  const output = (name: string) => z.string(`the stack does not put out ${name}`).parse(cell[name]);
  return {
    home,
    api: output('Api'),
    registryTable: output('RegistryTable'),
    usageTable: output('UsageTable'),
    programsBucket: output('ProgramsBucket'),
    busName: output('BusName'),
    intakeQueueUrl: output('IntakeQueueUrl'),
    deadLetterQueueUrl: output('DeadLetterQueueUrl'),
    issueLicenseArn: output('IssueLicenseArn'),
    migrateLicenseArn: output('MigrateLicenseArn'),
    renewLicenseArn: output('RenewLicenseArn'),
    reevaluateSegmentsArn: output('ReevaluateSegmentsArn'),
  };
}

export function readCloud(file: string): TestCloud {
  return cloudSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
}

export function writeCloud(file: string, cloud: TestCloud): void {
  writeFileSync(file, `${JSON.stringify(cloud, undefined, 2)}\n`);
}
