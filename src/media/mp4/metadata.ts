import { serializeBox, type Mp4Box, type Mp4Branch } from './box.js';

/** A file's tags. Ordinary keys are those of ffmpeg: `title`, `comment`, `encoder`. */
export type Mp4Tags = Readonly<Record<string, string>>;

/** What ordinary tags are called in the iTunes form; others are written under their own name. */
const ITUNES_NAMES: Readonly<Record<string, string>> = {
  title: '\xa9nam',
  comment: '\xa9cmt',
  encoder: '\xa9too',
};

/** The domain of free-form tags that readers look in. */
const FREE_DOMAIN = 'com.apple.iTunes';

/**
 * The movie with these tags and no others, in the two forms that readers know: QuickTime's keys,
 * which ffmpeg and the examples for GB 45438-2025 write, and iTunes' list, which players, Windows,
 * MediaInfo and tag editors read.
 */
export function withTags(moov: Mp4Branch, tags: Mp4Tags): Mp4Branch {
  const kept = moov.children.filter(({ type }) => type !== 'udta' && type !== 'meta');
  const userData: Mp4Box = { type: 'udta', payload: serializeBox(itunesTags(tags)) };
  return { type: 'moov', children: [...kept, userData, quickTimeTags(tags)] };
}

/**
 * QuickTime File Format, "Metadata": a table of names, and values by the names' numbers. Unlike that
 * of ISO/IEC 14496-12 its box has no version: ExifTool finds nothing in one that has.
 */
function quickTimeTags(tags: Mp4Tags): Mp4Box {
  const names = Object.keys(tags).map((name) => box('mdta', Buffer.from(name)));
  const values = Object.values(tags).map((value, i) =>
    numbered(i + 1, serializeBox(dataBox(value))),
  );
  const parts = [
    handler('mdta', '\0\0\0\0'),
    box('keys', number(0), number(names.length), ...names.map(serializeBox)),
    box('ilst', ...values),
  ];
  return box('meta', ...parts.map(serializeBox));
}

function itunesTags(tags: Mp4Tags): Mp4Box {
  const items = Object.entries(tags).map(([name, value]) => {
    const known = ITUNES_NAMES[name] as string | undefined;
    const free = [
      box('mean', number(0), Buffer.from(FREE_DOMAIN)),
      box('name', number(0), Buffer.from(name)),
    ];
    const parts = [...(known === undefined ? free : []), dataBox(value)];
    return box(known ?? '----', ...parts.map(serializeBox));
  });
  const parts = [handler('mdir', 'appl'), box('ilst', ...items.map(serializeBox))];
  return box('meta', number(0), ...parts.map(serializeBox));
}

/** Version and flags, nothing, whose metadata these are, eight reserved bytes, an empty name. */
function handler(type: string, manufacturer: string): Mp4Box {
  const names = Buffer.from(type + manufacturer, 'latin1');
  return box('hdlr', number(0), number(0), names, Buffer.alloc(9));
}

/** A value of type 1, UTF-8, in no particular language. */
function dataBox(value: string): Mp4Box {
  return box('data', number(1), number(0), Buffer.from(value));
}

function box(type: string, ...parts: readonly Buffer[]): Mp4Box {
  return { type, payload: Buffer.concat(parts) };
}

/** A box whose type is a number. */
function numbered(type: number, payload: Buffer): Buffer {
  return Buffer.concat([number(8 + payload.length), number(type), payload]);
}

function number(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
