import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as keys from '../../lambdas/registry/keys.ts';
import { dayAttribute, usageKey } from '../../lambdas/usage/usage-table.ts';
import type { Generated } from './generated.ts';
import { table, withSection } from './section.ts';

const file = 'docs/operations/storage.md';

/** One kind of item: its key, by the function that makes it, what it holds, and where the index has it. */
interface Kind {
  readonly key: { readonly pk: string; readonly sk: string };
  readonly holds: string;
  readonly index?: string;
}

const [customer, product, source, order] = ['<customer>', '<product>', '<source>', '<order>'];

/** Item by item, under the name of the function of keys.ts that makes its key. */
const REGISTRY: Readonly<Record<string, Kind>> = {
  profileKey: {
    key: keys.profileKey(customer),
    holds: '`customer`, `revision`',
    index: '`CUSTOMER#<shard>`, `<customer>`',
  },
  licenseKey: {
    key: keys.licenseKey(customer, product),
    holds: '`license`, `revision`, `due`',
    index: '`DUE#<shard>`, `<due at, 15 digits>#<license>`, only while something is due',
  },
  factsKey: { key: keys.factsKey(customer, product), holds: '`facts` (JSON text, at most 4,096 bytes), `revision`' },
  eventKey: { key: keys.eventKey(customer, product, 42), holds: '`event`: the log, and the outbox' },
  orderItemKey: {
    key: keys.orderItemKey(customer, source, order),
    holds: '`order` at its newest version, `version`, `outcome`',
  },
  orderPointerKey: {
    key: keys.orderPointerKey(source, order),
    holds: '`customer`, `version`: finds an order without its customer',
  },
  licensePointerKey: {
    key: keys.licensePointerKey('<license>'),
    holds: '`customer`, `product`: finds a license without its customer',
  },
  gateKey: {
    key: keys.gateKey('<gate>'),
    holds: '`gate` as its license has it or had it last, `license`, `customer`, `product`',
    index: '`GATE#<shard>`, `<deadline, 15 digits>#<gate>`, only while it waits for an answer',
  },
  CATALOG_POINTER_KEY: {
    key: keys.CATALOG_POINTER_KEY,
    holds: '`version`, `program`, `revision`, `at`, `by`: the catalog that is current',
  },
  catalogVersionKey: { key: keys.catalogVersionKey('<version>'), holds: '`version`, `program`, `at`, `by`' },
  activationKey: {
    key: keys.activationKey(0, 42),
    holds: '`version`, `program`, `at`, `by`: a catalog that became current, and when',
  },
  apiKeyKey: {
    key: keys.apiKeyKey('<id>'),
    holds: '`hash` of the secret, `name`, `scopes`, `customer`, `product`, `createdAt`, `expiresAt`, `revokedAt`',
    index: '`KEYS`, `<id>`',
  },
  CLOCK_KEY: {
    key: keys.CLOCK_KEY,
    holds: '`offset`: how many milliseconds the clock is ahead, `target`: where it was last sent. In a sandbox only',
  },
  letterKey: { key: keys.letterKey('<id>'), holds: '`letter`', index: '`LETTERS`, `<at, 15 digits>#<id>`' },
};

const window = { start: '<YYYY-MM-DD>', end: '', startsAt: 0, endsAt: 0 };

const USAGE: Readonly<Record<string, Kind>> = {
  usageKey: {
    key: usageKey({ customer, meter: '<meter>', window }),
    holds: `\`total\`, \`${dayAttribute('<YYYY-MM-DD>')}\` (what was counted on a day), \`k#<hash>\` (when an idempotency key consumed), \`expires\``,
  },
  onceOnly: {
    key: { pk: keys.customerKey(customer), sk: 'EV#<hash of source and id>' },
    holds: '`expires`: an event that was counted, remembered for 32 days',
  },
  markKey: {
    key: keys.markKey(customer),
    holds: '`at`: inputs of segments changed, re-evaluate soon',
    index: '`MARK#<shard>`, `<at, 15 digits>#<customer>`',
  },
};

/** The keys of both tables. Fails where keys.ts makes a key that is not described. */
export function storageReference(): Generated[] {
  const described = new Set([...Object.keys(REGISTRY), ...Object.keys(USAGE), 'customerKey']);
  const forgotten = Object.keys(keys).filter((name) => /key$/i.test(name) && !described.has(name));
  if (forgotten.length > 0)
    throw new Error(`tools/docs/storage-reference.ts does not describe ${forgotten.join(', ')}`);
  const document = readFileSync(join(import.meta.dirname, '../..', file), 'utf8');
  const text = withSection(withSection(document, 'registry', tableOf(REGISTRY)), 'usage', tableOf(USAGE));
  return [{ file, text, from: 'lambdas/registry/keys.ts' }];
}

function tableOf(kinds: Readonly<Record<string, Kind>>): string {
  const rows = Object.values(kinds).map(({ key, holds, index = '' }) => [
    `\`${key.pk}\``,
    `\`${key.sk.replace(/\d{10}/, '<revision, 10 digits>')}\``,
    holds,
    index,
  ]);
  return table(['pk', 'sk', 'holds', 'in the index `byShard` as'], rows);
}
