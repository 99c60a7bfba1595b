import { type EventBridgeClient, PutEventsCommand, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import { type LicenseEvent, licenseEventSchema } from '@licet/core/license';

export interface RelayDependencies {
  readonly events: EventBridgeClient;
  readonly bus: string;
  /** Keeps what cannot be announced, with the reason. */
  readonly setAside: (letter: {
    readonly reason: string;
    readonly detail: string;
    readonly body: unknown;
  }) => Promise<void>;
}

/** A stored event as the stream delivers it, not yet parsed. */
export interface StreamedEvent {
  readonly sequence: string;
  readonly event: unknown;
}

const EVENT_SOURCE = 'licet';
/** EventBridge's limits of one call: entries, and bytes of all of them together. */
const MAX_ENTRIES = 10;
const MAX_BYTES = 262_144;
/** What a letter may carry of an event, so that the queue takes it with its envelope around it. */
const MAX_LETTER_BYTES = 200_000;

/**
 * Announces stored events on the cell's bus. A record that can never be announced is set aside, so that it does not hold up those
 * behind it; what fails for the moment is tried again, and then thrown, so that the stream delivers the batch once more.
 * Delivery is at least once: consumers drop revisions that they know.
 */
export async function relay(
  deps: RelayDependencies,
  records: readonly StreamedEvent[],
): Promise<{ relayed: number; setAside: number }> {
  const entries: PutEventsRequestEntry[] = [];
  let setAside = 0;
  for (const { sequence, event } of records) {
    const parsed = licenseEventSchema.safeParse(event);
    const entry = parsed.success ? entryOf(deps.bus, parsed.data) : undefined;
    const bytes = entry === undefined ? 0 : bytesOf(entry);
    if (entry !== undefined && bytes <= MAX_BYTES) {
      entries.push(entry);
      continue;
    }
    setAside += 1;
    const [reason, detail] =
      entry === undefined
        ? ['event_invalid', `the stored event ${sequence} is not in a form that is known`]
        : ['event_too_large', `the event has ${bytes} bytes; at most ${MAX_BYTES} can be announced`];
    await deps.setAside({ reason, detail, body: letterBody(event) });
  }
  for (const call of calls(entries)) await put(deps, call);
  return { relayed: entries.length, setAside };
}

/** The event itself, or where it is too large for a queue, enough of it to find it in the log. */
function letterBody(event: unknown): unknown {
  if (Buffer.byteLength(JSON.stringify(event) ?? '') <= MAX_LETTER_BYTES) return event;
  if (typeof event !== 'object' || event === null) return undefined;
  const names = ['id', 'type', 'license', 'customer', 'product', 'revision'];
  return Object.fromEntries(Object.entries(event).filter(([name, value]) => names.includes(name) && isShort(value)));
}

function isShort(value: unknown): boolean {
  return typeof value === 'number' || (typeof value === 'string' && value.length <= 1024);
}

/** What EventBridge counts of an entry; the time is 14 bytes. */
function bytesOf({ Source = '', DetailType = '', Detail = '', Resources = [] }: PutEventsRequestEntry): number {
  return 14 + [Source, DetailType, Detail, ...Resources].reduce((sum, part) => sum + Buffer.byteLength(part), 0);
}

/** Entries by the call that carries them: in their order, as many as one call takes. */
function calls(entries: readonly PutEventsRequestEntry[]): PutEventsRequestEntry[][] {
  const all: PutEventsRequestEntry[][] = [];
  let room = 0;
  for (const entry of entries) {
    const bytes = bytesOf(entry);
    const last = all.at(-1);
    if (last !== undefined && last.length < MAX_ENTRIES && bytes <= room) last.push(entry);
    else {
      all.push([entry]);
      room = MAX_BYTES;
    }
    room -= bytes;
  }
  return all;
}

function entryOf(bus: string, event: LicenseEvent): PutEventsRequestEntry {
  return {
    EventBusName: bus,
    Source: EVENT_SOURCE,
    DetailType: event.type,
    Detail: JSON.stringify(event),
    Time: new Date(event.at),
    Resources: [event.license],
  };
}

async function put(deps: RelayDependencies, entries: readonly PutEventsRequestEntry[]): Promise<void> {
  let left = entries;
  for (let attempt = 1; left.length > 0; attempt += 1) {
    const { Entries = [] } = await deps.events.send(new PutEventsCommand({ Entries: [...left] }));
    left = left.filter((_, index) => Entries[index]?.ErrorCode !== undefined);
    if (left.length > 0 && attempt === 5)
      throw new Error(
        `${left.length} events could not be put on the bus: ${Entries.find(({ ErrorCode }) => ErrorCode)?.ErrorMessage}`,
      );
    if (left.length > 0) await new Promise((resolve) => setTimeout(resolve, Math.random() * 50 * 2 ** attempt));
  }
}
