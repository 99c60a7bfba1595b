import { iso31661, iso31662 } from 'iso-3166';

const byCountry = Map.groupBy(iso31662, ({ code }) => code.slice(0, 2));

/** Every country of ISO 3166-1 with its subdivisions, from the package, and not by way of what core makes of it. */
export const COUNTRIES: readonly { readonly country: string; readonly subdivisions: readonly string[] }[] =
  iso31661.map(({ alpha2 }) => ({
    country: alpha2,
    subdivisions: (byCountry.get(alpha2) ?? []).map(({ code }) => code),
  }));
