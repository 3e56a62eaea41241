/** One face of a font's file, as far as it matters which letters it has and how wide they are. */
export interface FontFace {
  /** As its own name table calls it; empty where that is not said. */
  readonly family: string;
  /** Whether it draws a character. */
  has(codePoint: number): boolean;
  /** How wide a text is set, in heights of the font. */
  widthOf(text: string): number;
  /** The face as a file of its own. */
  alone(): Uint8Array;
}

export class FontError extends Error {}

interface Table {
  readonly tag: string;
  readonly checksum: number;
  readonly from: number;
  readonly length: number;
}

/**
 * The faces of a TrueType or OpenType file, or of a collection of such. What is not read stays unread: a file that lies
 * is met as `FontError`, or when something of it is asked for.
 * @throws FontError
 */
export function fontFaces(file: Uint8Array): readonly FontFace[] {
  const data = new DataView(file.buffer, file.byteOffset, file.byteLength);
  return guarded(() => {
    if (tagAt(data, 0) !== 'ttcf') return [new Face(data, 0)];
    const count = Math.min(64, data.getUint32(8));
    return Array.from({ length: count }, (_, k) => new Face(data, data.getUint32(12 + 4 * k)));
  });
}

class Face implements FontFace {
  private readonly tables: readonly Table[];
  private readonly head: number;
  private readonly glyphs: GlyphMap;
  readonly family: string;

  constructor(
    private readonly data: DataView,
    at: number,
  ) {
    this.head = data.getUint32(at);
    const count = Math.min(64, data.getUint16(at + 4));
    this.tables = Array.from({ length: count }, (_, k) => {
      const entry = at + 12 + 16 * k;
      return {
        tag: tagAt(data, entry),
        checksum: data.getUint32(entry + 4),
        from: data.getUint32(entry + 8),
        length: data.getUint32(entry + 12),
      };
    });
    this.glyphs = new GlyphMap(data, this.table('cmap').from);
    this.family = familyName(data, this.table('name').from);
  }

  has(codePoint: number): boolean {
    return guarded(() => this.glyphs.glyph(codePoint)) !== 0;
  }

  widthOf(text: string): number {
    return guarded(() => {
      const { data } = this;
      const unit = data.getUint16(this.table('head').from + 18);
      const known = data.getUint16(this.table('hhea').from + 34);
      const widths = this.table('hmtx').from;
      let sum = 0;
      for (const character of text) {
        const glyph = Math.min(this.glyphs.glyph(character.codePointAt(0) ?? 0), known - 1);
        sum += data.getUint16(widths + 4 * glyph);
      }
      return sum / unit;
    });
  }

  alone(): Uint8Array {
    return guarded(() => {
      const { tables, data } = this;
      const start = 12 + 16 * tables.length;
      const size = tables.reduce((sum, { length }) => sum + padded(length), start);
      const file = new Uint8Array(size);
      const out = new DataView(file.buffer);
      out.setUint32(0, this.head);
      const power = 2 ** Math.floor(Math.log2(tables.length));
      out.setUint16(4, tables.length);
      out.setUint16(6, power * 16);
      out.setUint16(8, Math.log2(power));
      out.setUint16(10, (tables.length - power) * 16);
      let at = start;
      for (const [k, { tag, checksum, from, length }] of tables.entries()) {
        const entry = 12 + 16 * k;
        for (let i = 0; i < 4; i++) out.setUint8(entry + i, tag.charCodeAt(i));
        out.setUint32(entry + 4, checksum);
        out.setUint32(entry + 8, at);
        out.setUint32(entry + 12, length);
        file.set(new Uint8Array(data.buffer, data.byteOffset + from, length), at);
        at += padded(length);
      }
      return file;
    });
  }

  private table(tag: string): Table {
    const found = this.tables.find((each) => each.tag === tag);
    if (found === undefined) throw new FontError(`no ${tag} table`);
    return found;
  }
}

/** From characters to glyphs: formats 4 and 12 of the cmap table, which all fonts of today have. */
class GlyphMap {
  private readonly at: number;
  private readonly format: number;

  constructor(
    private readonly data: DataView,
    cmap: number,
  ) {
    const count = Math.min(64, data.getUint16(cmap + 2));
    const offsets = Array.from(
      { length: count },
      (_, k) => cmap + data.getUint32(cmap + 8 + 8 * k),
    );
    const formats = offsets.map((at) => data.getUint16(at));
    const best = [12, 4].map((format) => formats.indexOf(format)).find((at) => at >= 0);
    if (best === undefined) throw new FontError('no map of characters that is known');
    this.at = offsets[best];
    this.format = formats[best];
  }

  /** 0 where there is none. */
  glyph(codePoint: number): number {
    return this.format === 12 ? this.inGroups(codePoint) : this.inSegments(codePoint);
  }

  private inGroups(codePoint: number): number {
    const { data, at } = this;
    let low = 0;
    let high = data.getUint32(at + 12) - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const group = at + 16 + 12 * middle;
      if (codePoint < data.getUint32(group)) high = middle - 1;
      else if (codePoint > data.getUint32(group + 4)) low = middle + 1;
      else return data.getUint32(group + 8) + codePoint - data.getUint32(group);
    }
    return 0;
  }

  private inSegments(codePoint: number): number {
    const { data, at } = this;
    if (codePoint > 0xffff) return 0;
    const twice = data.getUint16(at + 6);
    for (let k = 0; k < twice; k += 2) {
      if (codePoint > data.getUint16(at + 14 + k)) continue;
      const start = data.getUint16(at + 16 + twice + k);
      if (codePoint < start) return 0;
      const delta = data.getUint16(at + 16 + 2 * twice + k);
      const rangeAt = at + 16 + 3 * twice + k;
      const range = data.getUint16(rangeAt);
      if (range === 0) return (codePoint + delta) & 0xffff;
      const glyph = data.getUint16(rangeAt + range + 2 * (codePoint - start));
      return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
    }
    return 0;
  }
}

/** The English family name: the one of today's applications where there is one. */
function familyName(data: DataView, name: number): string {
  const count = Math.min(1000, data.getUint16(name + 2));
  const texts = name + data.getUint16(name + 4);
  let family = '';
  for (let k = 0; k < count; k++) {
    const entry = name + 6 + 12 * k;
    const [platform, language, id] = [0, 4, 6].map((offset) => data.getUint16(entry + offset));
    if (platform !== 3 || language !== 0x409 || (id !== 1 && id !== 16)) continue;
    const [length, at] = [data.getUint16(entry + 8), texts + data.getUint16(entry + 10)];
    const units = Array.from({ length: length >> 1 }, (_, i) => data.getUint16(at + 2 * i));
    if (id === 16 || family === '') family = String.fromCharCode(...units.slice(0, 100));
  }
  return family;
}

function tagAt(data: DataView, at: number): string {
  return String.fromCharCode(...[0, 1, 2, 3].map((i) => data.getUint8(at + i)));
}

function padded(length: number): number {
  return (length + 3) & ~3;
}

function guarded<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) throw new FontError('a font that points beyond its end');
    throw error;
  }
}
