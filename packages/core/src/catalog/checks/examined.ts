import { didYouMean } from '../problem.ts';
import type { Report } from '../report.ts';
import type { Catalog } from '../schema.ts';

type Section = 'products' | 'groups' | 'meters' | 'features' | 'plans' | 'segments';

/** A catalog under examination, with what the checks need to know besides. */
export interface Examined {
  readonly catalog: Catalog;
  /** The catalog's plans, and those that were published before and are carried along. */
  readonly plans: Catalog['plans'];
  readonly published: Catalog | undefined;
  readonly report: Report;
  /** What is named in the sources without being as it should be. */
  readonly broken: ReadonlySet<string>;
  /** Whether all files could be read. */
  readonly complete: boolean;
}

/** An entry of a section under its own name; not `constructor`, which every object has. */
export function entry<T>(section: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(section, name) ? section[name] : undefined;
}

/** Whether something may be named in the sources, only not so that it could be read: `features.sso`, `attributes.user.team`. */
export function mayExist({ broken, complete }: Examined, path: string): boolean {
  if (!complete) return true;
  const names = path.split('.');
  return names.some((_, index) => broken.has(names.slice(0, index + 1).join('.')));
}

/** Whether every plan could be read, as far as rules see plans. */
export function arePlansKnown({ broken, complete }: Examined): boolean {
  return complete && ![...broken].some((path) => path.startsWith('plans') && !path.includes('.grants.'));
}

/**
 * Reports a name that the catalog does not define. Not one that is defined but has no form: that was reported already; and none at all
 * where a file could not be read, since it may stand there.
 */
export function reportUnknown(
  examined: Examined,
  section: Section,
  what: string,
  name: string,
  path: readonly string[],
  before = '',
): void {
  const { catalog, report } = examined;
  if (mayExist(examined, `${section}.${name}`)) return;
  report.add(
    'name_unknown',
    path,
    () => `${before}there is no ${what} "${name}".${didYouMean(name, Object.keys(catalog[section]))}`,
  );
}
