/** Storage keys of the Registry and Usage tables, in one place. See docs/operations/storage.md. */
export const SHARDS = Array.from({ length: 16 }, (_, index) => String(index).padStart(2, '0'));

/** The shard of a customer: spreads customers evenly over the partitions of the index. */
export function shardOf(customer: string): string {
  let hash = 0;
  for (let i = 0; i < customer.length; i += 1) hash = (Math.imul(hash, 31) + customer.charCodeAt(i)) >>> 0;
  return SHARDS[hash % SHARDS.length] ?? '00';
}

export const customerKey = (customer: string) => `C#${customer}`;
export const profileKey = (customer: string) => ({ pk: customerKey(customer), sk: 'PROFILE' });
export const licenseKey = (customer: string, product: string) => ({ pk: customerKey(customer), sk: `L#${product}` });
export const factsKey = (customer: string, product: string) => ({ pk: customerKey(customer), sk: `FACTS#${product}` });
export const orderItemKey = (customer: string, source: string, order: string) => ({
  pk: customerKey(customer),
  sk: `O#${source}#${order}`,
});
export const orderPointerKey = (source: string, order: string) => ({ pk: `O#${source}#${order}`, sk: 'ORDER' });
export const licensePointerKey = (license: string) => ({ pk: `LIC#${license}`, sk: 'LICENSE' });
export const gateKey = (gate: string) => ({ pk: `G#${gate}`, sk: 'GATE' });
export const eventKey = (customer: string, product: string, revision: number) => ({
  pk: customerKey(customer),
  sk: `E#${product}#${padded(revision, 10)}`,
});
export const CATALOG_POINTER_KEY = { pk: 'CATALOG', sk: 'POINTER' } as const;
export const catalogVersionKey = (version: string) => ({ pk: 'CATALOG', sk: `V#${version}` });
export const activationKey = (at: number, revision: number) => ({
  pk: 'CATALOG',
  sk: `A#${padded(at, 15)}#${padded(revision, 10)}`,
});
export const apiKeyKey = (id: string) => ({ pk: `K#${id}`, sk: 'KEY' });
/** How far the clock of a sandbox is ahead; nobody writes it anywhere else. */
export const CLOCK_KEY = { pk: 'CLOCK', sk: 'OFFSET' } as const;
export const letterKey = (id: string) => ({ pk: `DL#${id}`, sk: 'LETTER' });
export const markKey = (customer: string) => ({ pk: customerKey(customer), sk: 'MARK' });

/** A number as text that sorts as the number does. */
export function padded(value: number, digits: number): string {
  return String(value).padStart(digits, '0');
}
