import { isMap, isNode, isScalar, isSeq, type Pair, type YAMLMap } from 'yaml';
import type { Place } from '../problem.ts';
import { nameOfKey, placeAt, type SourceFile } from './document.ts';
import { offsetInside } from './inside.ts';

/**
 * Finds the way back from a path in the merged catalog to a place in a file. Which file holds a name is remembered when it is
 * merged; a map's keys are looked up once. So ten thousand problems take no longer to place than to find.
 */
export class Places {
  readonly #owners = new Map<string, SourceFile>();
  readonly #keys = new WeakMap<YAMLMap, Map<string, Pair>>();
  readonly #first: Place;

  /** `first` is the place of what stands nowhere. */
  constructor(first: Place) {
    this.#first = first;
  }

  /** Remembers that a path is defined in a file; of two files the first is meant. */
  own(path: readonly string[], source: SourceFile): void {
    const key = path.join('\0');
    if (!this.#owners.has(key)) this.#owners.set(key, source);
  }

  /** Remembers that a path has been replaced by what stands in another file. */
  move(path: readonly string[], source: SourceFile): void {
    this.#owners.set(path.join('\0'), source);
  }

  /** Where the key (or list element) at a path stands; where it does not exist, the nearest one around it. */
  placeOf(path: readonly PropertyKey[], character?: number): Place {
    const names = path.map(String);
    for (let length = names.length; length > 0; length -= 1) {
      const source = this.#owners.get(names.slice(0, length).join('\0'));
      if (source !== undefined) return this.placeIn(source, names, character);
    }
    return this.#first;
  }

  /** The same in one file. With `character`, the place of that character of the text that stands there. */
  placeIn(source: SourceFile, names: readonly string[], character?: number): Place {
    let node: unknown = source.document?.contents;
    let [offset, reached] = [0, 0];
    for (const name of names) {
      const pair = isMap(node) ? this.#pairOf(node, name) : undefined;
      const next: unknown = pair?.value ?? (isSeq(node) ? node.get(Number(name), true) : undefined);
      const anchor: unknown = pair?.key ?? next;
      if (!isNode(anchor)) break;
      offset = anchor.range?.[0] ?? offset;
      node = next;
      reached += 1;
    }
    if (character !== undefined && reached === names.length && isScalar(node))
      offset = offsetInside(source.text, node, character) ?? offset;
    return placeAt(source, offset);
  }

  #pairOf(map: YAMLMap, name: string): Pair | undefined {
    const known =
      this.#keys.get(map) ?? new Map(map.items.toReversed().map((pair) => [nameOfKey(pair.key) ?? '', pair]));
    this.#keys.set(map, known);
    return known.get(name);
  }
}
