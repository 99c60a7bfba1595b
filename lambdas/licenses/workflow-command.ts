import type { Command } from '@licet/core/license';
import * as z from 'zod';

const target = { customer: z.string(), product: z.string() };

/** A command as a workflow carries it, ids only. A task that is called wrongly fails at once, and says how. */
export const workflowCommandSchema = z.discriminatedUnion('command', [
  z
    .object({ command: z.literal('apply-orders'), ...target, source: z.string(), order: z.string() })
    .transform(({ command: type, ...of }) => ({ type, ...of })),
  z.object({ command: z.literal('advance'), ...target }).transform(({ command: type, ...of }) => ({ type, ...of })),
  z.object({ command: z.literal('reclassify'), ...target }).transform(({ command: type, ...of }) => ({ type, ...of })),
]) satisfies z.ZodType<Command>;
