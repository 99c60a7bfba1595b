import * as z from 'zod';
import { didYouMean } from './problem.ts';

export type Issue = z.core.$ZodIssue;

/** A part of a source that has not the form that it should, and what is wrong with it. */
interface Described {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

const KINDS: Readonly<Record<string, string>> = {
  array: 'a list',
  object: 'names and values',
  record: 'names and values',
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
};

/** What is wrong, in the words of somebody who writes catalogs and not schemas. */
export function describeIssue(issue: Issue, schema: z.ZodType): readonly Described[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ path: [...issue.path, key], message: unknownKey(key, issue, schema) }));
  const where = issue.path.map(String).join('.') || 'the whole';
  // What is wrong with a name is said by the schema of names, one level down.
  if (issue.code === 'invalid_key')
    return issue.issues.map(({ message }) => ({ path: issue.path, message: `${where}: ${message}` }));
  const described = { path: issue.path, message: `${where}: ${wrong(issue)}` };
  return issue.code === 'invalid_union' && 'discriminator' in issue
    ? [described, ...besides(issue, schema)]
    : [described];
}

/**
 * What else is wrong with something whose kind is not known: looked at as each kind that it could be, and told of the one that
 * it fits best. Otherwise one typing error would hide those beside it.
 */
function besides({ path, input }: Issue, schema: z.ZodType): readonly Described[] {
  const [base, kind] = [path.slice(0, -1), String(path.at(-1))];
  const [union] = schemasAt(schema, base);
  if (!(union instanceof z.ZodDiscriminatedUnion) || !isRecord(input)) return [];
  const tries = union.options.flatMap((option) => {
    const named: unknown = option instanceof z.ZodObject ? option.shape[kind] : undefined;
    if (!(option instanceof z.ZodObject) || !(named instanceof z.ZodLiteral)) return [];
    return [option.safeParse({ ...input, [kind]: named.value }, { reportInput: true }).error?.issues ?? []];
  });
  const [best = []] = tries.toSorted((a, b) => a.length - b.length);
  return best.flatMap((issue) => describeIssue({ ...issue, path: [...base, ...issue.path] }, schema));
}

function wrong(issue: Issue): string {
  if (issue.code === 'invalid_value') return oneOf(issue.values, issue.input, issue.message);
  if (issue.code === 'invalid_union' && 'options' in issue && Array.isArray(issue.options)) {
    const given: unknown = isRecord(issue.input) ? issue.input[String(issue.path.at(-1))] : undefined;
    return oneOf(issue.options, given, issue.message);
  }
  if (issue.code === 'invalid_type') {
    if (issue.input === undefined) return 'is missing';
    const expected = KINDS[issue.expected];
    return expected === undefined ? issue.message : `expected ${expected}, found ${found(issue.input)}`;
  }
  if (issue.code === 'too_small' && issue.origin !== 'number') return 'is empty';
  return issue.message;
}

function oneOf(options: readonly unknown[], given: unknown, message: string): string {
  if (given === undefined) return 'is missing';
  const names = options.map(String);
  if (names.length < 2) return message;
  const hint = typeof given === 'string' ? didYouMean(given, names) : '';
  return `is one of ${names.join(', ')}, not ${found(given)}.${hint}`;
}

function found(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (isRecord(value)) return 'names and values';
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

function unknownKey(key: string, { path, input }: Issue, schema: z.ZodType): string {
  const options = shapesAt(schema, path);
  const others = options.filter((shape) => Object.hasOwn(shape, key));
  const told = isRecord(input)
    ? ['type', 'aggregate', 'kind'].find((name) => typeof input[name] === 'string')
    : undefined;
  if (others.length > 0 && isRecord(input) && told !== undefined)
    return `"${key}" is not known here: it does not go with ${told}: ${String(input[told])}`;
  const known = [...new Set(options.flatMap((shape) => Object.keys(shape)))];
  const sections = path.length === 0 ? ` Sections are ${known.join(', ')}.` : '';
  return `"${key}" is not known here.${didYouMean(key, known)}${sections}`;
}

/** The properties that may stand at a path: several sets of them where the schema has alternatives. */
function shapesAt(schema: unknown, path: readonly PropertyKey[]): readonly Readonly<Record<string, unknown>>[] {
  return schemasAt(schema, path).flatMap((found): Readonly<Record<string, unknown>>[] => {
    if (found instanceof z.ZodUnion) return found.options.flatMap((option) => shapesAt(option, []));
    return found instanceof z.ZodObject ? [found.shape] : [];
  });
}

function schemasAt(schema: unknown, path: readonly PropertyKey[]): readonly unknown[] {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodOptional) return schemasAt(schema.unwrap(), path);
  const [first, ...rest] = path;
  if (first === undefined) return [schema];
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((option) => schemasAt(option, path));
  if (schema instanceof z.ZodObject) return schemasAt(schema.shape[String(first)], rest);
  if (schema instanceof z.ZodArray) return schemasAt(schema.element, rest);
  return schema instanceof z.ZodRecord ? schemasAt(schema.valueType, rest) : [];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
