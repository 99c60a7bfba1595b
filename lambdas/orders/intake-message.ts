import { orderSchema } from '@licet/core/license';
import * as z from 'zod';

/** A message of the intake queue: a plain order from the API, or an event as EventBridge delivered it. */
export const plainOrderMessageSchema = z.object({ licet: z.literal('order'), order: orderSchema });
export const busEventSchema = z.looseObject({ source: z.string(), 'detail-type': z.string(), detail: z.unknown() });

/** A message of the dead-letter queue that our own code sent: why something could not be taken in, and what arrived, unchanged. */
export const letterMessageSchema = z.object({
  licet: z.literal('letter'),
  /** Of this refusal: a sender that dies and begins again sends the message twice, and the letter is kept once. */
  id: z.string(),
  reason: z.string(),
  detail: z.string(),
  /** Nothing, where it must not be kept here. */
  body: z.string().exactOptional(),
  /** Which order it is, and where its customer belongs, of one that was turned away. */
  turnedAway: z.object({ source: z.string(), order: z.string(), home: z.string().exactOptional() }).exactOptional(),
});
export type LetterMessage = z.infer<typeof letterMessageSchema>;

/** The words of a queue message that carries a plain order. */
export function orderMessage(order: z.infer<typeof orderSchema>): string {
  return JSON.stringify({ licet: 'order', order });
}
