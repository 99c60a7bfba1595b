import type { CatalogFiles } from '@licet/core/catalog';
import type { ApiClient } from './api-client.ts';
import { LocalCloudError } from './local-cloud-error.ts';

/** What a cell has made of the sources that it was sent. */
export interface CellPublication {
  readonly home: string;
  readonly version: string;
  readonly program: string;
}

/** Cells that were sent the same sources and made different programs of them: they would decide differently. */
export class CellsDiffer extends LocalCloudError {
  constructor(differing: readonly CellPublication[], { home, version, program }: CellPublication) {
    const others = differing.map((cell) => `${cell.home} has ${cell.version}, program ${cell.program}`).join('; ');
    super(
      'cells_differ',
      `The cells do not decide alike: ${home} has ${version}, program ${program}, but ${others}. They run different releases of Licet, or one had plans published before that the other never had: deploy the same commit to all, and publish to them what they lack.`,
    );
  }
}

/** Publishes the same sources to every cell. @throws {CellsDiffer} where not all of them have made the same of them. */
export async function publishEverywhere(
  cells: readonly { readonly home: string; readonly admin: Pick<ApiClient, 'call'> }[],
  files: CatalogFiles,
  { allowWithdrawals = false } = {},
): Promise<readonly CellPublication[]> {
  const published = await Promise.all(
    cells.map(async ({ home, admin }) => {
      const { version, program } = await admin.call('POST /v1/catalog-versions', { body: { files, allowWithdrawals } });
      return { home, version, program };
    }),
  );
  assertAlike(published);
  return published;
}

/** The one rule: all cells have the version and the program of the first. @throws {CellsDiffer} naming those that have not. */
export function assertAlike(published: readonly CellPublication[]): void {
  const [first, ...others] = published;
  if (first === undefined) return;
  const differing = others.filter(({ version, program }) => version !== first.version || program !== first.program);
  if (differing.length > 0) throw new CellsDiffer(differing, first);
}
