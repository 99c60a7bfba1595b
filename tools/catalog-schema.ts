import { catalogSchema, programSchema } from '@licet/core/catalog';
import { overrideSchema, packSchema, rowSchema } from '@licet/core/pack';
import * as z from 'zod';
import type { Generated } from './docs/generated.ts';

/**
 * The JSON Schema that editors check and complete catalogs with. Any file holds any part of a catalog, so nothing but its form is
 * required of one; what takes more than one file to know is for the validator.
 */
export function catalogSchemaForEditors(): Generated[] {
  const part = catalogSchema.partial({ products: true, features: true, plans: true });
  const schema = z.toJSONSchema(part, { target: 'draft-7', io: 'input' });
  const titled = {
    ...schema,
    title: 'A catalog of Licet',
    description: 'One file of a catalog; the sections of all files are merged by name.',
  };
  return [
    { file: 'catalog/schema.json', text: `${JSON.stringify(titled, undefined, 2)}\n`, from: 'the schema of catalogs' },
  ];
}

/** The JSON Schema of a compiled catalog, for readers in other languages. */
export function programSchemaForReaders(): Generated[] {
  const schema = z.toJSONSchema(programSchema, { target: 'draft-7' });
  const text = `${JSON.stringify(schema, undefined, 2)}\n`;
  return [{ file: 'catalog/program.schema.json', text, from: 'the schema of programs' }];
}

/** The same for packs of regulations, in which a row is one of its own or changes another pack's. */
export function packSchemaForEditors(): Generated[] {
  const file = packSchema.extend({ rows: z.record(z.string(), z.union([rowSchema, overrideSchema])).default({}) });
  const schema = z.toJSONSchema(file, { target: 'draft-7', io: 'input', reused: 'ref' });
  const titled = { ...schema, title: 'A pack of regulations of Licet' };
  const text = `${JSON.stringify(titled, undefined, 2)}\n`;
  return [{ file: 'catalog/packs/schema.json', text, from: 'the schema of packs' }];
}
