import { findNodeAtLocation } from 'jsonc-parser';
import { LineIndex, readTree } from '../core/project/projectTree.js';

export interface TextPlace {
  /** 1-based. */
  readonly line: number;
  readonly column: number;
}

const START: TextPlace = { line: 1, column: 1 };

/** Says where a text names its sources. Owns what it read of the latest text: views ask often. */
export class SourcePlaces {
  private text: string | undefined;
  private places: ReadonlyMap<string, TextPlace> = new Map();

  /** @param relative the path of a source as the project names it */
  of(text: string, list: 'audios' | 'videos', relative: string): TextPlace {
    if (text !== this.text) {
      this.text = text;
      this.places = placesIn(text);
    }
    return this.places.get(`${list}/${relative}`) ?? START;
  }
}

function placesIn(text: string): ReadonlyMap<string, TextPlace> {
  const body = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const lines = new LineIndex(body);
  const tree = readTree(body, lines);
  const places = new Map<string, TextPlace>();
  if (tree.kind === 'unreadable') return places;
  for (const list of ['videos', 'audios'] as const) {
    for (const item of findNodeAtLocation(tree.root, [list])?.children ?? []) {
      const path = findNodeAtLocation(item, ['path']);
      const name = `${list}/${String(path?.value)}`;
      if (path && !places.has(name)) places.set(name, lines.at(path.offset));
    }
  }
  return places;
}
