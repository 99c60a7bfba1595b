import * as z from 'zod';

/** An AWS region's name, `eu-central-1`. Whether it exists is for AWS to say. */
const regionSchema = z
  .string()
  .regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'is not the name of an AWS region, such as eu-central-1');

/** `-c homes=us-east-1,eu-central-1` on a command line and a list in cdk.json mean the same. */
const homesSchema = z
  .preprocess(
    (given) => (typeof given === 'string' ? given.split(',').map((home) => home.trim()) : given),
    z.array(regionSchema).min(1),
  )
  .refine((homes) => new Set(homes).size === homes.length, 'names a region twice');

/** Where Salesforce's orders arrive in a home: a partner event source has a bus of its own name in one region. */
const salesforceSchema = z.strictObject({ bus: z.string().min(1), source: z.string().min(1) });

/** The context of the CDK app, as a person writes it. */
const settingsSchema = z
  .strictObject({
    environment: z.enum(['sandbox', 'staging', 'production']).default('sandbox'),
    homes: homesSchema.default(['us-east-1']),
    salesforce: z.preprocess(parsedJson, z.record(regionSchema, salesforceSchema)).default({}),
  })
  .refine(({ homes, salesforce }) => Object.keys(salesforce).every((home) => homes.includes(home)), {
    path: ['salesforce'],
    message: 'names a region that is not among the homes',
  });

/** What one deployment is told: the environment, the home regions in their order of preference, and by home where Salesforce's orders arrive. */
export type Settings = z.infer<typeof settingsSchema>;
export type Salesforce = z.infer<typeof salesforceSchema>;

/** Context that no environment of this name accepts. */
export class SettingsInvalid extends Error {
  readonly code = 'settings_invalid';
}

/**
 * Reads the settings from CDK context.
 * @throws {SettingsInvalid} naming every value that is wrong and how it should look.
 */
export function readSettings(context: (key: string) => unknown): Settings {
  const given = Object.fromEntries(Object.keys(settingsSchema.shape).map((key) => [key, context(key)]));
  const parsed = settingsSchema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new SettingsInvalid(`The CDK context is not usable.\n${z.prettifyError(parsed.error)}`);
}

/** The command line can only give text: `-c salesforce='{"us-east-1":{…}}'`. */
function parsedJson(given: unknown): unknown {
  if (typeof given !== 'string') return given;
  try {
    return JSON.parse(given);
  } catch {
    return given;
  }
}
