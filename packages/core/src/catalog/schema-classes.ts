import * as z from 'zod';

/** What software is to export law and sanctions; features carry these, and regulations name them. */
export const EXPORT_CLASSES = ['EAR99', '5D992.c', '5D002'] as const;
export const ENC_PARAGRAPHS = ['a', 'b1', 'b2', 'b3'] as const;
export const SOFTWARE_CLASSES = ['communications', 'enterprise_management', 'design', 'other'] as const;

export const tagSchema = z
  .string()
  .regex(/^[a-z][a-z0-9_.-]{0,63}$/, 'lower-case letters, digits, dots, dashes and underscores');
