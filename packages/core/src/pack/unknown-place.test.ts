import { expect, it } from 'vitest';
import { unknownPlace } from './unknown-place.ts';

it.each([
  ['QQ', 'there is no country "QQ" in ISO 3166-1. Did you mean "AQ"?'],
  ['USA', '"USA" is no country of ISO 3166-1: they have two letters, such as US'],
  ['us-ca', '"us-ca" is not in ISO 3166. Did you mean "US-CA"?'],
  ['UK', '"UK" is not in ISO 3166. Did you mean "GB"?'],
  ['UK-ENG', '"UK-ENG" is not in ISO 3166. Did you mean "GB-ENG"?'],
  ['US-CAA', 'ISO 3166-2 has no subdivision "US-CAA". Did you mean "US-CA"?'],
  ['x-UA-DNRR', 'no pack says where "x-UA-DNRR" lies. Did you mean "x-UA-DNR"?'],
])('of %s says what is wrong, and which is near', (code, says) => {
  expect(unknownPlace(code, { 'x-UA-DNR': 'UA-14' })).toBe(says);
});
