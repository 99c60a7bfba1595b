import * as z from 'zod';
import { instantSchema } from './common.ts';

const dryRun = z
  .boolean()
  .default(false)
  .meta({ description: 'Answers as it would otherwise, refusals, warnings and changes included, and does nothing.' });

export const publishRequestSchema = z.strictObject({
  files: z
    .record(z.string().regex(/^[\w./-]{1,200}\.ya?ml$/, 'a path that ends in .yaml'), z.string())
    .meta({ description: 'YAML sources by path, together at most 5 MB and 300,000 names, values and marks.' }),
  activate: z
    .boolean()
    .default(true)
    .meta({ description: 'Whether to make the version current; false validates and stores it.' }),
  allowWithdrawals: z
    .boolean()
    .default(false)
    .meta({ description: 'The explicit word for a change that takes something from customers.' }),
  dryRun,
});

export const catalogProblemSchema = z
  .object({
    severity: z.enum(['error', 'warning']).meta({ description: 'Only errors keep a catalog from being published.' }),
    code: z.string(),
    file: z.string(),
    line: z.int(),
    column: z.int(),
    message: z.string(),
    mend: z.string().meta({ description: 'How a problem of this code is mended.' }),
  })
  .meta({ id: 'CatalogProblem' });

const termKinds = ['granted', 'withdrawn', 'raised', 'lowered', 'changed'] as const;
const changed = { before: z.unknown().optional(), after: z.unknown().optional() };

const catalogChangeSchema = z
  .object({
    kind: z.enum([...termKinds, 'rule_changed']),
    what: z.enum(['feature', 'meter', 'plan', 'segment', 'overlay', 'regulation']),
    name: z.string(),
    feature: z.string().optional(),
    says: z.string().meta({ description: 'The change in a sentence, for whoever has to say yes to it.' }),
    ...changed,
    selects: z.enum(['the_same', 'more', 'fewer', 'others']).optional().meta({
      description: 'Of a rule: whom it selects, compared with the rule before, as far as that could be found out.',
    }),
    mayTake: z
      .boolean()
      .optional()
      .meta({ description: 'Whether somebody may lose by it, where the kind alone does not say it.' }),
    terms: z
      .array(z.object({ kind: z.enum(termKinds), feature: z.string(), ...changed }))
      .optional()
      .meta({ description: "Of a plan's new version: what it grants other than the version before. It moves nobody." }),
    fields: z
      .array(z.object({ field: z.string(), ...changed }))
      .optional()
      .meta({ description: "Of a plan's new version: how its tier, term, trial and renewal differ." }),
  })
  .meta({ id: 'CatalogChange' });

export const publishedSchema = z
  .object({
    version: z.string(),
    program: z.string().meta({ description: "The program's SHA-256; equal in every cell." }),
    active: z.boolean(),
    warnings: z.array(catalogProblemSchema),
    changes: z.array(catalogChangeSchema),
  })
  .meta({ id: 'PublishedCatalog' });

/** What `catalog_invalid` says besides: all problems, the warnings too. */
export const catalogInvalidSchema = z.object({
  errors: z.array(catalogProblemSchema.extend({ detail: z.string() })),
});
/** What `withdrawal_unconfirmed` says besides: what may take something from customers. */
export const withdrawalUnconfirmedSchema = z.object({ changes: z.array(catalogChangeSchema) });

export const catalogVersionPathSchema = z.object({ version: z.string().regex(/^cv_[0-9a-f]{16}$/) });
export const activateRequestSchema = z.strictObject({ allowWithdrawals: z.boolean().default(false), dryRun });
const catalogVersionSchema = z.object({
  version: z.string(),
  program: z.string(),
  at: instantSchema,
  by: z.string(),
  active: z.boolean(),
});
export const catalogVersionsSchema = z.object({ items: z.array(catalogVersionSchema) });
