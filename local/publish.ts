/**
 * Publishes the YAML files of folders to every cell, and fails where the cells then do not have the same program.
 *
 *   npm run publish-catalog -- [--allow-withdrawals] [--cells cells.json] catalog/atlas …
 *
 *   --cells    [{"home":…, "api":…, "keys":{"admin":…}}, …]; without it, the cells of the running local cloud
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { ApiClient } from './api-client.ts';
import { catalogFiles } from './catalog-files.ts';
import { LocalCloudError } from './local-cloud-error.ts';
import { readRecord } from './local-record.ts';
import { publishEverywhere } from './publish-everywhere.ts';
import { run } from './run.ts';

const cellsSchema = z
  .array(z.object({ home: z.string(), api: z.url(), keys: z.object({ admin: z.string() }) }))
  .min(1, 'there is no cell to publish to');

await run(async (signal) => {
  const { values, positionals: folders } = parseArgs({
    allowPositionals: true,
    options: { cells: { type: 'string' }, 'allow-withdrawals': { type: 'boolean' } },
  });
  const cells: unknown =
    values.cells === undefined ? readRecord()?.cells : JSON.parse(readFileSync(values.cells, 'utf8'));
  const parsed = cellsSchema.safeParse(cells ?? []);
  if (!parsed.success)
    throw new LocalCloudError(
      'cells_unknown',
      `There are no cells to publish to: start the local cloud with npm start, or name them with --cells.\n${z.prettifyError(parsed.error)}`,
    );
  const files = Object.fromEntries(folders.flatMap((folder) => Object.entries(catalogFiles(folder))));
  const published = await publishEverywhere(
    parsed.data.map(({ home, api, keys }) => ({ home, admin: new ApiClient(api, keys.admin, { signal }) })),
    files,
    { allowWithdrawals: values['allow-withdrawals'] ?? false },
  );
  for (const { home, version, program } of published) console.log(`${home}: ${version}, program ${program}`);
});
