import * as z from 'zod';

const resourceSchema = z.looseObject({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  Metadata: z.looseObject({ 'aws:cdk:path': z.string() }),
});
const templateSchema = z.looseObject({
  Resources: z.record(z.string(), resourceSchema),
  Outputs: z
    .record(z.string(), z.looseObject({ Value: z.unknown(), Export: z.looseObject({ Name: z.string() }).optional() }))
    .default({}),
});

/** A resource of the cell: its logical id, its stack, its path in there, `['Orders', 'Intake']`, and its type without `AWS::`. */
export interface Resource {
  readonly id: string;
  readonly stack: string;
  readonly type: string;
  readonly path: readonly string[];
  readonly properties: Readonly<Record<string, unknown>>;
}

/** The templates of a cell, as one set of resources that refer to each other. */
export class CellTemplate {
  readonly resources: readonly Resource[];
  readonly #exports = new Map<string, unknown>();
  /** Buckets by their names, which the other stack spells out. */
  readonly #buckets = new Map<string, string>();

  constructor(templates: readonly unknown[]) {
    const parsed = templates.map((template) => templateSchema.parse(template));
    this.resources = parsed.flatMap(({ Resources }) =>
      Object.entries(Resources).map(([id, { Type, Properties, Metadata }]) => {
        const [stack = '', ...path] = Metadata['aws:cdk:path'].split('/').slice(0, -1);
        return { id, stack, path, type: Type.replace('AWS::', ''), properties: Properties };
      }),
    );
    for (const { Value, Export } of parsed.flatMap(({ Outputs }) => Object.values(Outputs))) {
      if (Export) this.#exports.set(Export.Name, Value);
    }
    for (const { id, type, properties } of this.resources) {
      if (type === 'S3::Bucket') this.#buckets.set(spelledOut(properties['BucketName']), id);
    }
  }

  ofType(type: string): Resource[] {
    return this.resources.filter((resource) => resource.type === type);
  }

  /** The resources that a value of the template mentions, at any depth. */
  mentioned(value: unknown): Resource[] {
    const ids = new Set(this.#ids(value));
    return this.resources.filter(({ id }) => ids.has(id));
  }

  #ids(value: unknown): string[] {
    if (Array.isArray(value)) return value.flatMap((part) => this.#ids(part));
    if (typeof value !== 'object' || value === null) return [];
    return Object.entries(value).flatMap(([key, part]: [string, unknown]) => {
      if (key === 'Ref' && typeof part === 'string') return [part];
      if (key === 'Fn::GetAtt' && Array.isArray(part)) return [String(part[0])];
      if (key === 'Fn::Join') return [...this.#ids(part), ...this.#bucketsIn(spelledOut(value))];
      if (key === 'Fn::ImportValue' && typeof part === 'string') return this.#ids(this.#exports.get(part));
      return this.#ids(part);
    });
  }

  #bucketsIn(text: string): string[] {
    return [...this.#buckets].filter(([name]) => text.includes(name)).map(([, id]) => id);
  }
}

/** A text of the template with its references written into it. */
function spelledOut(value: unknown): string {
  const join = z.object({ 'Fn::Join': z.tuple([z.string(), z.array(z.unknown())]) }).safeParse(value);
  if (join.success) return join.data['Fn::Join'][1].map(spelledOut).join(join.data['Fn::Join'][0]);
  return typeof value === 'string' ? value : JSON.stringify(value);
}
