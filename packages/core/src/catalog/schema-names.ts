import * as z from 'zod';

/** Names that every JavaScript object answers to; a segment or attribute called so would be read from the wrong place. */
const RESERVED = new Set(Object.getOwnPropertyNames(Object.prototype));

export const nameSchema = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,63}$/, 'a name is lower-case letters, digits and dashes, and begins with a letter')
  .refine((text) => !RESERVED.has(text), 'this name is reserved');

export const planNameSchema = z
  .string()
  .regex(
    /^[a-z][a-z0-9-]{0,63}@[1-9][0-9]{0,4}$/,
    'a plan is named name@version, such as team@2; versions are only added, never changed',
  );

export const attributeNameSchema = z
  .string()
  .regex(/^[a-z][A-Za-z0-9]{0,63}$/, 'an attribute is named in camelCase')
  .refine((text) => !RESERVED.has(text), 'this name is reserved');

/** A period that is longer than nothing, and short enough that every date it leads to exists. */
export const periodSchema = z
  .string()
  .regex(
    /^P(?=\d)(?!(?:0+[YMWD])+$)(?:\d{1,3}Y)?(?:\d{1,4}M)?(?:\d{1,4}W)?(?:\d{1,5}D)?$/,
    'an ISO 8601 period of years, months, weeks and days, such as P1Y or P14D',
  );
