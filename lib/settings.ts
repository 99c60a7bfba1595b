import type { ConfiguredHome } from '@licet/contracts';
import * as z from 'zod';
import { countryOf } from './regions.ts';

/** An AWS region's name, `eu-central-1`. Its country has to be known, since regulations ask where a home is. */
const regionSchema = z.string().refine((region) => countryOf(region) !== undefined, {
  message: 'is not the name of an AWS region, such as eu-central-1; one that is new has to be added to lib/regions.ts',
});

/** `-c homes=us-east-1,eu-central-1` on a command line and a list in cdk.json mean the same. */
const homesSchema = z
  .preprocess(
    (given) => (typeof given === 'string' ? given.split(',').map((home) => home.trim()) : given),
    z.array(regionSchema).min(1),
  )
  .refine((homes) => new Set(homes).size === homes.length, 'names a region twice');

/** Where Salesforce's orders arrive in a home: a partner event source has a bus of its own name in one region. */
const salesforceSchema = z.strictObject({ bus: z.string().min(1), source: z.string().min(1) });

/** Where a home's API answers; routes begin with `/v1` after it. */
const addressSchema = z.url({ protocol: /^https?$/ }).transform((address) => address.replace(/\/$/, ''));

/** What the operator of a home is to the law, in the words of the packs, such as `dpf`. */
const operatorSchema = z.array(z.string().regex(/^[a-z][a-z0-9_]*$/, 'is not such a word as dpf'));

/** Something that is said of homes, by their region. */
function byHome<T extends z.ZodType>(said: T) {
  return z.preprocess(parsedJson, z.record(regionSchema, said)).default({});
}

/** The context of the CDK app, as a person writes it. */
const settingsSchema = z
  .strictObject({
    environment: z.enum(['sandbox', 'staging', 'production']).default('sandbox'),
    homes: homesSchema.default(['us-east-1']),
    addresses: byHome(addressSchema),
    operators: byHome(operatorSchema),
    salesforce: byHome(salesforceSchema),
    tags: byHome(z.record(z.string().min(1).max(128), z.string().max(256))),
  })
  .superRefine(({ homes, addresses, operators, salesforce, tags }, context) => {
    for (const [setting, said] of Object.entries({ addresses, operators, salesforce, tags })) {
      const foreign = Object.keys(said).filter((home) => !homes.includes(home));
      if (foreign.length > 0)
        context.addIssue({
          code: 'custom',
          path: [setting],
          message: `names ${foreign.join(', ')}, which is not among the homes`,
        });
    }
  });

/**
 * What one deployment is told: the environment, the home regions in their order of preference, and by home where its API answers, what
 * its operator is to the law, where Salesforce's orders arrive, and the vendor's own tags.
 */
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

/** What every cell knows of all homes, in their order of preference. */
export function homesOf({ homes, addresses, operators }: Settings): ConfiguredHome[] {
  return homes.map((home) => {
    const address = addresses[home];
    const operator = operators[home];
    return { id: home, place: countryOf(home) ?? '', ...(operator && { operator }), ...(address && { address }) };
  });
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
