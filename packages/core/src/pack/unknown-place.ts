import { didYouMean } from '../catalog/problem.ts';
import { countries, isPlace, locate, type OwnPlaces, subdivisions } from '../regulation/place.ts';

/** Codes that are in use for a country and are not its own. */
const OTHERWISE: Readonly<Record<string, string>> = { UK: 'GB', EL: 'GR' };

/** Why a code names no place, with the nearest that does. */
export function unknownPlace(code: string, own: OwnPlaces = {}): string {
  if (code.startsWith('x-')) return `no pack says where "${code}" lies.${didYouMean(code, Object.keys(own))}`;
  const [given = '', ...rest] = code.toUpperCase().split('-');
  const country = OTHERWISE[given] ?? given;
  const meant = [country, ...rest].join('-');
  if (isPlace(meant)) return `"${code}" is not in ISO 3166. Did you mean "${meant}"?`;
  // Of three letters the nearest two would be some other country's.
  if (country.length !== 2) return `"${code}" is no country of ISO 3166-1: they have two letters, such as US`;
  if (locate(country) === undefined)
    return `there is no country "${country}" in ISO 3166-1.${didYouMean(country, countries())}`;
  return `ISO 3166-2 has no subdivision "${code}".${didYouMean(meant, subdivisions(country))}`;
}
