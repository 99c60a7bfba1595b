import { customerIdSchema } from '@licet/core/license';
import * as z from 'zod';
import { ERRORS, type ErrorCode } from './problem.ts';

const codes = Object.keys(ERRORS).filter((code): code is ErrorCode => code in ERRORS);

export const problemSchema = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.enum(codes),
    detail: z.string(),
    errors: z.array(z.looseObject({ detail: z.string() })).optional(),
  })
  .meta({
    id: 'Problem',
    description: 'An error (RFC 9457). `code` is stable and to be switched on; `detail` is for people.',
  });

export const instantSchema = z.iso.datetime().meta({ description: 'RFC 3339, UTC' });
export const productSchema = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,63}$/)
  .meta({ example: 'atlas' });
export const featureNameSchema = z.string().min(1).max(64).meta({ example: 'exports' });
export const customerPathSchema = z.object({ id: customerIdSchema });

/** The person behind a key. The key vouches for it, and is named with it in the log. */
export const personSchema = z
  .string()
  .regex(/^[^\p{Cc}\p{Cs}]{1,128}$/u, '1 to 128 characters, none of them control characters')
  .exactOptional()
  .meta({
    description: 'The person behind the API key, which vouches for it; both are in the log.',
    example: 'ada@vendor.example',
  });
/** Why, in words for people. */
export const noteSchema = z.string().min(1).max(1000).exactOptional().meta({ description: 'Why; kept in the log.' });

/** A list's query: how many, and where the last page ended. */
export const pageQuerySchema = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().min(1).max(2048).optional(),
});

/** A page of a list; `cursor` is absent on the last one. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), cursor: z.string().optional() });
}

/** What the reference says of a part. */
export const says = (description: string) => ({ description });
