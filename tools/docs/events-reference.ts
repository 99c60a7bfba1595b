import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EVENT_TYPES, EVENTS, type LicenseEvent, licenseEventSchema } from '@licet/core/license';
import * as z from 'zod';
import { everyEvent } from '../../examples/a-license-over-years.ts';
import type { Generated } from './generated.ts';
import { table, withSection } from './section.ts';

const folder = 'docs/events';
const from = 'the schema of events and examples/a-license-over-years.ts';

/** The events of the bus: their schema, and an example of each, as a license writes them in a life of some years. */
export function eventsReference(): Generated[] {
  const lived = everyEvent();
  const examples = EVENT_TYPES.map((type): readonly [string, LicenseEvent] => {
    // The last one of a kind tells more: the first renewal of all has no renewal before it.
    const example = lived.findLast((event) => event.type === type);
    if (example === undefined) throw new Error(`examples/a-license-over-years.ts has no event of type ${type}`);
    return [type, licenseEventSchema.parse(example)];
  });
  const rows = EVENT_TYPES.map((type) => [`[\`${type}\`](examples/${type}.json)`, EVENTS[type]]);
  const readme = readFileSync(join(import.meta.dirname, '../..', folder, 'README.md'), 'utf8');
  const schema = {
    ...z.toJSONSchema(licenseEventSchema, { target: 'draft-2020-12' }),
    title: 'An event of a license, as it is in `detail` of an event of the bus',
  };
  return [
    { file: `${folder}/README.md`, text: withSection(readme, 'events', table(['event', 'when'], rows)), from },
    { file: `${folder}/schema.json`, text: json(schema), from },
    ...examples.map(([type, event]) => ({ file: `${folder}/examples/${type}.json`, text: json(event), from })),
  ];
}

function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
