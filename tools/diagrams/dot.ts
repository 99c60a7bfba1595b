import { Graphviz } from '@hpcc-js/wasm-graphviz';

/** Attributes of a node, edge or graph. A label that begins with `<` is Graphviz's HTML and is taken as it is. */
type Attributes = Readonly<Record<string, string | number>>;

const house = {
  graph: { fontname: 'Arial', fontsize: 12, bgcolor: 'white', pad: 0.3, nodesep: 0.22, ranksep: 0.6 },
  node: {
    fontname: 'Arial',
    fontsize: 12,
    shape: 'box',
    style: 'rounded,filled',
    fillcolor: 'white',
    color: '#5f6b7a',
    penwidth: 1.2,
  },
  edge: { fontname: 'Arial', fontsize: 10, color: '#5f6b7a', fontcolor: '#414d5c', arrowsize: 0.7 },
} as const;

/** A picture in Graphviz's language, built in the order of the calls: the same calls draw the same picture. */
export class Picture {
  readonly #lines: string[];

  constructor(title: string, attributes: Attributes = {}) {
    this.#lines = [
      `digraph ${quoted(title)} {`,
      `graph ${list({ ...house.graph, ...attributes })}`,
      `node ${list(house.node)}`,
      `edge ${list(house.edge)}`,
    ];
  }

  node(id: string, attributes: Attributes): void {
    this.#lines.push(`${quoted(id)} ${list(attributes)}`);
  }

  edge(from: string, to: string, attributes: Attributes = {}): void {
    this.#lines.push(`${quoted(from)} -> ${quoted(to)} ${list(attributes)}`);
  }

  /** A frame around what `draw` adds. */
  frame(label: string, attributes: Attributes, draw: () => void): void {
    this.#lines.push(`subgraph ${quoted(`cluster ${label}`)} {`, `graph ${list({ label, ...attributes })}`);
    draw();
    this.#lines.push('}');
  }

  async svg(): Promise<string> {
    const graphviz = await Graphviz.load();
    return graphviz.dot([...this.#lines, '}'].join('\n'));
  }
}

/** Two lines of a node: what it is called, and smaller what there is to say about it. */
export function label(name: string, ...details: string[]): string {
  const small = details.map((detail) => `<br/><font point-size="9" color="#5f6b7a">${escaped(detail)}</font>`);
  return `<<b>${escaped(name)}</b>${small.join('')}>`;
}

function list(attributes: Attributes): string {
  return `[${Object.entries(attributes)
    .map(([name, value]) => `${name}=${written(value)}`)
    .join(' ')}]`;
}

function written(value: string | number): string {
  return typeof value === 'string' && value.startsWith('<') ? value : quoted(String(value));
}

function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
