import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { Readable } from 'node:stream';
import { READ_FLAGS } from '../files/readFlags.js';

const TYPES: Readonly<Record<string, string>> = {
  '.mp4': 'video/mp4',
  '.jpg': 'image/jpeg',
  '.png': 'image/png',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.wav': 'audio/wav',
  '.txt': 'text/plain; charset=utf-8',
  '.md': 'text/plain; charset=utf-8',
  '.srt': 'text/plain; charset=utf-8',
  '.vtt': 'text/plain; charset=utf-8',
};

interface Wish {
  /** Of the `Range` header. */
  readonly range: string | undefined;
  /** `Content-Disposition: attachment`, under the file's own name. */
  readonly download: boolean;
  /** Without a body. */
  readonly head: boolean;
}

/** The file as a response: whole, or one range of bytes. 404 for what is no plain file. */
export async function serveFile(path: string, { range, download, head }: Wish): Promise<Response> {
  const file = await open(path, READ_FLAGS).catch(() => undefined);
  if (!file) return new Response('not there', { status: 404 });
  const stats = await file.stat();
  const wanted = parseRange(range, stats.size);
  const headers = new Headers({
    'Content-Type': TYPES[extname(path).toLowerCase()] ?? 'application/octet-stream',
    'Accept-Ranges': 'bytes',
    'Cache-Control': 'private, no-cache',
  });
  if (download) headers.set('Content-Disposition', attachment(basename(path)));
  if (!stats.isFile() || wanted === 'unsatisfiable') {
    await file.close();
    headers.set('Content-Range', `bytes */${stats.size}`);
    return stats.isFile()
      ? new Response(null, { status: 416, headers })
      : new Response('not there', { status: 404 });
  }
  const { from, to } = wanted ?? { from: 0, to: stats.size - 1 };
  headers.set('Content-Length', String(to - from + 1));
  if (wanted) headers.set('Content-Range', `bytes ${from}-${to}/${stats.size}`);
  const status = wanted ? 206 : 200;
  if (head || stats.size === 0) {
    await file.close();
    return new Response(null, { status, headers });
  }
  const stream = createReadStream('', { fd: file, start: from, end: to, highWaterMark: 1 << 18 });
  return new Response(Readable.toWeb(stream) as ReadableStream, { status, headers });
}

export interface ByteRange {
  readonly from: number;
  /** The last byte, not the one after it. */
  readonly to: number;
}

/**
 * One range of RFC 9110, 14.1.2. Undefined, which means the whole file, without a header and for what is
 * not understood, such as several ranges.
 */
export function parseRange(
  header: string | undefined,
  size: number,
): ByteRange | 'unsatisfiable' | undefined {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '');
  if (!match || (match[1] === '' && match[2] === '')) return undefined;
  const [first, last] = [match[1], match[2]];
  if (first === '') {
    const length = Math.min(Number(last), size);
    return length === 0 ? 'unsatisfiable' : { from: size - length, to: size - 1 };
  }
  const from = Number(first);
  const to = last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (from >= size) return 'unsatisfiable';
  return to < from ? undefined : { from, to };
}

/** A file's name for a download (RFC 6266): plain for old programs, whole for the others. */
export function attachment(name: string): string {
  const plain = name.replaceAll(/[^\w.() -]/g, '_');
  const whole = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`;
}
