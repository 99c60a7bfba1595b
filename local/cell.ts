/** The cells of a deployment, as the outputs of their stacks name them. */
import * as z from 'zod';
import type { Outputs } from './deploy.ts';
import { LocalCloudError } from './local-cloud-error.ts';

/** The outputs that a service stack has, and a data stack has not. */
const partsSchema = z
  .object({
    Api: z.string(),
    BusName: z.string(),
    RegistryTable: z.string(),
    UsageTable: z.string(),
    ProgramsBucket: z.string(),
    IntakeQueueUrl: z.string(),
    DeadLetterQueueUrl: z.string(),
    CreateAdminKeyFunction: z.string(),
    IssueLicenseArn: z.string(),
    MigrateLicenseArn: z.string(),
    RenewLicenseArn: z.string(),
    ReevaluateSegmentsArn: z.string(),
  })
  .transform((outputs) => ({
    api: outputs.Api,
    bus: outputs.BusName,
    registryTable: outputs.RegistryTable,
    usageTable: outputs.UsageTable,
    programsBucket: outputs.ProgramsBucket,
    intakeQueueUrl: outputs.IntakeQueueUrl,
    deadLetterQueueUrl: outputs.DeadLetterQueueUrl,
    createAdminKeyFunction: outputs.CreateAdminKeyFunction,
    issueLicenseArn: outputs.IssueLicenseArn,
    migrateLicenseArn: outputs.MigrateLicenseArn,
    renewLicenseArn: outputs.RenewLicenseArn,
    reevaluateSegmentsArn: outputs.ReevaluateSegmentsArn,
  }));

/** One deployed cell: where it is, what its parts are called (`api` without a trailing slash), and how AWS clients reach them. */
export interface Cell extends Readonly<z.output<typeof partsSchema>> {
  /** The AWS region. */
  readonly home: string;
  /** What every client of the AWS SDK takes. */
  readonly aws: {
    readonly region: string;
    readonly endpoint: string;
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  };
}

/** The cells of these homes, the preferred first. @throws {LocalCloudError} where one of them was not deployed. */
export function cellsIn(homes: readonly string[], outputs: Outputs, endpoint: string): Cell[] {
  const cells = cellsOf(outputs, endpoint);
  return homes.map((home) => {
    const cell = cells.find((candidate) => candidate.home === home);
    if (cell === undefined) throw new LocalCloudError('deploy_failed', `The deployment has no cell in ${home}.`);
    return cell;
  });
}

/** The cells that were deployed to a local cloud, in the order of their stacks' names. */
export function cellsOf(outputs: Outputs, endpoint: string): Cell[] {
  return Object.entries(outputs)
    .toSorted(([a], [b]) => a.localeCompare(b))
    .flatMap(([stack, values]) => {
      const parts = partsSchema.safeParse(values);
      // A service stack is called `licet-<environment>-<home>`.
      const home = stack.replace(/^licet-[a-z]+-/, '');
      const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
      return parts.success ? [{ ...parts.data, home, aws: { region: home, endpoint, credentials } }] : [];
    });
}
