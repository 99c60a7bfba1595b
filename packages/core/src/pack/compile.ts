import { describeIssue } from '../catalog/form-message.ts';
import { canonicalJson, sha256Hex } from '../hash/index.ts';
import type { Membership, Rulebook } from '../regulation/rulebook.ts';
import { checkPacks, earliest, latest } from './check.ts';
import { type PackFiles, readPacks, type ReadPacks } from './read.ts';
import type { PackProblem } from './report.ts';
import { type Members, type MergedPacks, mergedSchema, vendorSchema } from './schema.ts';

/** What is wrong with some packs, in the order in which one reads the files; the rulebook, where nothing is. */
export interface PackValidation {
  readonly problems: readonly PackProblem[];
  readonly rulebook?: Rulebook;
}

/** Validates packs against their form and each other, and compiles them. The same packs give the same rulebook, to the byte. */
export function compilePacks(files: PackFiles): PackValidation {
  const read = readPacks(files);
  const merged = formed(read);
  checkPacks(merged, read.report, Object.keys(read.rows));
  const problems = read.report.problems();
  return problems.length > 0 ? { problems } : { problems, rulebook: rulebookOf(merged, read) };
}

/** Holds the packs to their form. What has none is reported and left out, so that the rest can be checked all the same. */
function formed({ vendor, places, groups, rows, report }: ReadPacks): MergedPacks {
  const parsed = mergedSchema.safeParse({ vendor, places, groups, rows }, { reportInput: true });
  if (parsed.success) return parsed.data;
  const broken = new Set<string>();
  for (const issue of parsed.error.issues) {
    for (const { path, message } of describeIssue(issue, mergedSchema)) report.add('form_invalid', path, message);
    broken.add(issue.path.slice(0, 2).join('\0'));
  }
  const sound = (section: string, named: Readonly<Record<string, unknown>>) =>
    Object.fromEntries(Object.entries(named).filter(([name]) => !broken.has(`${section}\0${name}`)));
  return mergedSchema.parse({
    vendor: vendorSchema.safeParse(vendor).data,
    places: sound('places', places),
    groups: sound('groups', groups),
    rows: sound('rows', rows),
  });
}

function rulebookOf(merged: MergedPacks, { packs, names }: ReadPacks): Rulebook {
  const content = {
    v: 1 as const,
    packs: names,
    ...(merged.vendor && { vendor: merged.vendor }),
    places: Object.fromEntries(Object.entries(merged.places).map(([code, { in: within }]) => [code, within])),
    groups: Object.fromEntries(
      Object.entries(merged.groups).map(([name, entries]) => [name, flattened(entries, merged.groups)]),
    ),
    rows: Object.entries(merged.rows)
      .map(([id, row]) => ({ id, pack: packs.get(id) ?? '', ...row }))
      .toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  };
  return { ...content, version: `rb_${sha256Hex(canonicalJson(content)).slice(0, 16)}` };
}

/** The members of a group, those of groups inside it among them, while both memberships last. */
function flattened(
  entries: readonly Members[],
  groups: MergedPacks['groups'],
  around: Partial<Members> = {},
): Membership[] {
  return entries.flatMap(({ members, ...own }) => {
    const from = latest(own.from, around.from);
    const to = earliest(own.to, around.to);
    const operator = own.operator ?? around.operator;
    const kept = { ...(from && { from }), ...(to && { to }), ...(operator && { operator }) };
    return members.flatMap((code) => {
      const group = Object.hasOwn(groups, code) ? groups[code] : undefined;
      return group === undefined ? [{ code, ...kept }] : flattened(group, groups, kept);
    });
  });
}
