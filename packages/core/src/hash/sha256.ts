import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** The SHA-256 of a text's UTF-8 form, as 64 hexadecimal digits. */
export function sha256Hex(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)));
}

/**
 * A short name for a tuple of parts, 32 hexadecimal digits (128 bits of SHA-256). The parts are joined as JSON, so
 * that `['a', 'bc']` and `['ab', 'c']` never share a name.
 */
export function hashOf(...parts: readonly (string | number)[]): string {
  return sha256Hex(JSON.stringify(parts)).slice(0, 32);
}
