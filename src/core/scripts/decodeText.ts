import { withPlainLineEnds } from '../lineEnds.js';

/** How a text file was written. */
export type TextEncoding = 'utf-8' | 'utf-16' | 'gb18030' | 'windows-1252';

export interface DecodedText {
  /** Without a byte order mark, lines ended by `\n`. */
  readonly text: string;
  readonly encoding: TextEncoding;
}

/** Units looked at to tell UTF-16 without a mark from bytes: enough for a sentence. */
const LOOKED_AT = 2000;

/**
 * Reads the text of a file, whatever program wrote it: UTF-8 and UTF-16 with or without a byte order mark,
 * else GBK (GB 18030), as Chinese spreadsheets write it, else Western European. Undefined: it is no text.
 */
export function decodeText(bytes: Uint8Array): DecodedText | undefined {
  const wide = wideOrder(bytes);
  if (wide) return read(bytes, wide, 'utf-16');
  if (bytes.includes(0)) return undefined;
  return (
    read(bytes, 'utf-8', 'utf-8') ??
    read(bytes, 'gb18030', 'gb18030') ??
    read(bytes, 'windows-1252', 'windows-1252')
  );
}

/** The byte order of UTF-16: told by its mark, or by where the zeros of its Latin letters lie. */
function wideOrder(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const zeros = [0, 0];
  const length = Math.min(bytes.length, LOOKED_AT * 2);
  for (let at = 0; at < length; at += 1) if (bytes[at] === 0) zeros[at % 2] += 1;
  const [even, odd] = zeros;
  if (bytes.length % 2 !== 0 || even + odd === 0) return undefined;
  if (even === 0 && odd * 8 > length / 2) return 'utf-16le';
  return odd === 0 && even * 8 > length / 2 ? 'utf-16be' : undefined;
}

function read(bytes: Uint8Array, label: string, encoding: TextEncoding): DecodedText | undefined {
  try {
    const text = new TextDecoder(label, { fatal: true }).decode(bytes);
    return { text: withPlainLineEnds(text), encoding };
  } catch {
    return undefined;
  }
}
