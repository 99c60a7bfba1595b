export { bucket } from './bucket.ts';
export { canonicalJson } from './canonical-json.ts';
export { hashOf, sha256Hex } from './sha256.ts';
