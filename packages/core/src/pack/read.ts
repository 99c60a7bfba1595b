import type { Place } from '../catalog/problem.ts';
import { parseSource, placeAt, type SourceFile } from '../catalog/source/document.ts';
import { nameSchema } from '../catalog/schema-names.ts';
import { MAX_PIECES } from '../catalog/source/guard.ts';
import { Places } from '../catalog/source/places.ts';
import { PackReport } from './report.ts';

/** The sources of packs: YAML texts by path. */
export type PackFiles = Readonly<Record<string, string>>;

/** Packs that parsed, merged: areas, groups and rows by name, with the pack that each row comes from. */
export interface ReadPacks {
  /** Undefined where no pack says it. */
  readonly vendor: unknown;
  readonly places: Record<string, unknown>;
  readonly groups: Record<string, unknown>;
  readonly rows: Record<string, unknown>;
  /** The pack of each row, by its id. */
  readonly packs: ReadonlyMap<string, string>;
  readonly names: readonly string[];
  readonly report: PackReport;
}

/** The form of packs that this reader knows: the `regulations: 1` at the beginning of each file. */
const FORM = 1;
const SECTIONS = ['places', 'groups', 'rows'] as const;

interface PackFile {
  readonly source: SourceFile;
  readonly name: string;
  readonly content: Readonly<Record<string, unknown>>;
}

/** Parses packs and merges them by name. An override replaces the fields that it names, whichever file comes first. */
export function readPacks(files: PackFiles): ReadPacks {
  const names = Object.keys(files).toSorted();
  const first: Place = { file: names[0] ?? 'packs', line: 1, column: 1 };
  const places = new Places(first);
  const report = new PackReport((path) => places.placeOf(path));
  const read = parseFiles(names, files, places, report);
  const into: Record<(typeof SECTIONS)[number], Record<string, unknown>> = { places: {}, groups: {}, rows: {} };
  const packs = new Map<string, string>();
  let vendor: unknown;
  for (const { source, name, content } of read) {
    if (content['vendor'] !== undefined) {
      places.own(['vendor'], source);
      if (vendor === undefined) vendor = content['vendor'];
      else
        report.at('name_duplicate', places.placeIn(source, ['vendor']), 'another pack says who the vendor is already');
    }
    for (const section of SECTIONS) {
      for (const [key, value] of entries(content[section])) {
        if (section === 'rows' && isOverride(value)) continue;
        places.own([section, key], source);
        if (Object.hasOwn(into[section], key))
          report.at(
            'name_duplicate',
            places.placeIn(source, [section, key]),
            `${section}.${key} is defined already${HINT[section]}`,
          );
        else {
          define(into[section], key, value);
          if (section === 'rows') packs.set(key, name);
        }
      }
    }
  }
  const overridden = new Set<string>();
  for (const file of read) override(file, { rows: into.rows, packs, overridden, places, report });
  return { ...into, vendor, packs, names: [...new Set(read.map(({ name }) => name))].toSorted(), report };
}

const HINT = { places: '', groups: '', rows: '; a pack that means to change it says `override: true`' } as const;

function parseFiles(names: readonly string[], files: PackFiles, places: Places, report: PackReport): PackFile[] {
  const pieces = { left: MAX_PIECES };
  return names.flatMap((file): PackFile[] => {
    const { source, content, faults } = parseSource(file, files[file] ?? '', pieces);
    for (const { code, offset, message } of faults) report.at(code, placeAt(source, offset), message);
    if (source.document === undefined) return [];
    const at = (key: string) => places.placeIn(source, [key]);
    if (!isRecord(content) || content['regulations'] !== FORM) {
      report.at(
        'form_invalid',
        at('regulations'),
        `every pack begins with \`regulations: ${FORM}\`, the form that this reader knows`,
      );
      return [];
    }
    const { pack } = content;
    const named = nameSchema.safeParse(pack);
    for (const key of Object.keys(content).filter((key) => !KNOWN.has(key)))
      report.at('form_invalid', at(key), `"${key}" is not known here; sections are vendor, ${SECTIONS.join(', ')}`);
    for (const key of SECTIONS.filter((key) => content[key] !== undefined && !isRecord(content[key])))
      report.at('form_invalid', at(key), `${key}: expected names and values`);
    if (named.success) return [{ source, name: named.data, content }];
    for (const { message } of named.error.issues)
      report.at('form_invalid', at('pack'), `pack: ${pack === undefined ? NAMELESS : message}`);
    return [];
  });
}

const NAMELESS = 'is missing; it is the name that decisions give as the source of a row';

const KNOWN: ReadonlySet<string> = new Set(['regulations', 'pack', 'description', 'vendor', ...SECTIONS]);

interface Overriding {
  readonly rows: Record<string, unknown>;
  readonly packs: Map<string, string>;
  /** The fields of rows that a pack has overridden. */
  readonly overridden: Set<string>;
  readonly places: Places;
  readonly report: PackReport;
}

function override({ source, name, content }: PackFile, { rows, packs, overridden, places, report }: Overriding): void {
  for (const [id, value] of entries(content['rows'])) {
    if (!isOverride(value)) continue;
    const row = rows[id];
    if (!Object.hasOwn(rows, id) || !isRecord(row)) {
      report.at('name_unknown', places.placeIn(source, ['rows', id]), `there is no row "${id}" to override`);
      continue;
    }
    const { override: _, ...fields } = value;
    for (const field of Object.keys(fields)) {
      if (overridden.has(`${id}.${field}`))
        report.at(
          'name_duplicate',
          places.placeIn(source, ['rows', id, field]),
          `${id}.${field} is overridden by another pack already`,
        );
      overridden.add(`${id}.${field}`);
      places.move(['rows', id, field], source);
    }
    define(rows, id, { ...row, ...fields });
    packs.set(id, name);
  }
}

function isOverride(value: unknown): value is Record<string, unknown> {
  return isRecord(value) && value['override'] === true;
}

/** Also where the name is one that every object has. */
function define(into: Record<string, unknown>, key: string, value: unknown): void {
  Object.defineProperty(into, key, { value, enumerable: true, writable: true });
}

function entries(value: unknown): [string, unknown][] {
  return isRecord(value) ? Object.entries(value) : [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
