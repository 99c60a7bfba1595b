import { COMMAND_TYPES, REFUSALS, type RefusalCode } from '@licet/core/license';
import * as z from 'zod';

const codes = Object.keys(REFUSALS).filter((code): code is RefusalCode => code in REFUSALS);

/** Why a command is not carried out, and what the state of the license would allow: what `command_refused` says besides. */
export const refusalSchema = z.object({
  refusal: z.enum(codes),
  rows: z.array(z.string()).optional().meta({ description: 'The regulations that forbid it.' }),
  legal: z.array(z.enum(COMMAND_TYPES)).optional().meta({ description: 'The commands that the state allows.' }),
});
