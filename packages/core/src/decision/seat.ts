import { locate, type Location } from '../regulation/place.ts';
import type { LoadedRulebook } from '../regulation/rulebook.ts';
import type { AttributeValue } from '../segment/scope.ts';
import type { Jurisdiction } from '../terms/facts.ts';

/** A word of a request, or what is there in place of one. */
export type Said = AttributeValue | undefined;

/**
 * Where somebody uses a feature: where the request says, or, of what it leaves open, where orders say the customer is. Of another country they
 * say nothing. Undefined where nobody has said it, where no country is called so, or where what was said contradicts itself.
 */
export function seatOf(
  country: Said,
  subdivision: Said,
  own: Jurisdiction,
  { places }: LoadedRulebook,
): Location | undefined {
  const silent = subdivision === undefined && (country === undefined || country === own.country);
  const within = silent ? own.country : country;
  const part = silent ? own.subdivision : subdivision;
  const code = part ?? within;
  const found = typeof code === 'string' ? locate(code, places) : undefined;
  return found !== undefined && (within === undefined || agrees(within, found, code)) ? found : undefined;
}

/** Places with two codes, such as PR and US-PR, are in either country. */
function agrees(country: Said, { codes }: Location, code: Said): boolean {
  return typeof country === 'string' && (codes.includes(country) || String(code).startsWith(`${country}-`));
}
