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

export const EVENT_SOURCE = 'licet';
/** EventBridge's limits: entries in one call, and bytes of one entry. */
const MAX_ENTRIES = 10;
const MAX_ENTRY_BYTES = 262_144;

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
    const bytes = Buffer.byteLength(entry?.Detail ?? '');
    if (entry !== undefined && bytes <= MAX_ENTRY_BYTES) {
      entries.push(entry);
      continue;
    }
    setAside += 1;
    const [reason, detail] =
      entry === undefined
        ? ['event_invalid', `the stored event ${sequence} is not in a form that is known`]
        : ['event_too_large', `the event has ${bytes} bytes; at most ${MAX_ENTRY_BYTES} can be announced`];
    await deps.setAside({ reason, detail, body: event });
  }
  for (let from = 0; from < entries.length; from += MAX_ENTRIES)
    await put(deps, entries.slice(from, from + MAX_ENTRIES));
  return { relayed: entries.length, setAside };
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
