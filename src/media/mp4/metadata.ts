import { serializeBox, type Mp4Box, type Mp4Branch } from './box.js';

/** A file's tags. Ordinary keys are those of ffmpeg: `title`, `comment`, `encoder`. */
export type Mp4Tags = Readonly<Record<string, string>>;

/** What ordinary tags are called in the iTunes form. */
const ITUNES_NAMES: Readonly<Record<string, string | undefined>> = {
  title: '\xa9nam',
  comment: '\xa9cmt',
  encoder: '\xa9too',
};

/**
 * The movie with these tags and no others. They come in the two forms that readers know: the ordinary
 * ones as iTunes' list, where players, file managers and tag editors look; all others as QuickTime's
 * keys, at the place where ffmpeg writes its own (`use_metadata_tags`), which is what the guide to
 * GB 45438-2025 shows. Each tag stands once: an ffmpeg of 2026 joins what it finds in both forms,
 * `{...};{...}`, and a label in JSON is no JSON any more. The iTunes list comes first, because some
 * readers look no further.
 */
export function withTags(moov: Mp4Branch, tags: Mp4Tags): Mp4Branch {
  const kept = moov.children.filter(({ type }) => type !== 'udta' && type !== 'meta');
  const entries = Object.entries(tags);
  const ordinary = entries.filter(([name]) => ITUNES_NAMES[name] !== undefined);
  const others = entries.filter(([name]) => ITUNES_NAMES[name] === undefined);
  const userData = box('udta', ...[itunesList(ordinary), quickTimeKeys(others)].map(serializeBox));
  return { type: 'moov', children: [...kept, userData] };
}

type Entries = readonly (readonly [name: string, value: string])[];

function itunesList(tags: Entries): Mp4Box {
  const items = tags.map(([name, value]) => box(ITUNES_NAMES[name] ?? name, dataBox(value)));
  return meta('mdir', 'appl', [box('ilst', ...items.map(serializeBox))]);
}

/** QuickTime File Format, "Metadata": a table of names, and values by the names' numbers. */
function quickTimeKeys(tags: Entries): Mp4Box {
  const names = tags.map(([name]) => serializeBox(box('mdta', Buffer.from(name))));
  const values = tags.map(([, value], i) => numberedBox(i + 1, dataBox(value)));
  return meta('mdta', '\0\0\0\0', [
    box('keys', number(0), number(names.length), ...names),
    box('ilst', ...values),
  ]);
}

function meta(handler: string, manufacturer: string, boxes: readonly Mp4Box[]): Mp4Box {
  const names = Buffer.from(handler + manufacturer, 'latin1');
  // Version and flags, nothing, the handler, eight reserved bytes, an empty name.
  const hdlr = box('hdlr', number(0), number(0), names, Buffer.alloc(9));
  return box('meta', number(0), ...[hdlr, ...boxes].map(serializeBox));
}

/** A value of type 1, UTF-8, in no particular language. */
function dataBox(value: string): Buffer {
  return serializeBox(box('data', number(1), number(0), Buffer.from(value)));
}

function box(type: string, ...parts: readonly Buffer[]): Mp4Box {
  return { type, payload: Buffer.concat(parts) };
}

/** A box whose type is a number. */
function numberedBox(type: number, payload: Buffer): Buffer {
  return Buffer.concat([number(8 + payload.length), number(type), payload]);
}

function number(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
