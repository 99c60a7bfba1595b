const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/**
 * Where a key falls in an experiment: a number in [0, 100) in steps of 0.01, the same for ever on every platform.
 * FNV-1a over the UTF-16 code units of the salt, an xor with 58 (`:`), on over those of the key, then the MurmurHash3
 * finaliser, without which FNV's low bits are too regular for short keys. The salt keeps experiments independent of each other.
 */
export function bucket(salt: string, key: string): number {
  let hash = mix(mix(FNV_OFFSET, salt) ^ 58, key);
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  hash ^= hash >>> 16;
  return ((hash >>> 0) % 10_000) / 100;
}

function mix(from: number, text: string): number {
  let hash = from;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), FNV_PRIME);
  return hash;
}
