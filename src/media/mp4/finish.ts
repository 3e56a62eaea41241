import { createHash, type Hash } from 'node:crypto';
import { constants, open, rm, type FileHandle } from 'node:fs/promises';
import { throwIfAborted } from '../childProcess.js';
import { withOrientation } from '../displayMatrix.js';
import type { Orientation } from '../orientation.js';
import { Mp4Error, serializeBox } from './box.js';
import { placeBeforeMedia } from './chunkOffsets.js';
import { mediaHead, readLayout, type Span } from './layout.js';
import { withTags, type Mp4Tags } from './metadata.js';
import { readTracks } from './tracks.js';

export interface FinishOptions {
  /** An mp4 in one piece, its index anywhere. Not changed. */
  readonly input: string;
  /** Must not be there, not even as a link. */
  readonly output: string;
  /** How players are to show the picture. */
  readonly orientation: Orientation;
  /** The tags of a file whose media have this SHA-256, in hexadecimal digits. */
  readonly tags: (mediaHash: string) => Mp4Tags;
  readonly signal: AbortSignal;
}

/** A file as it was written, known without reading it again. */
export interface WrittenFile {
  readonly bytes: number;
  /** In hexadecimal digits. */
  readonly sha256: string;
}

const PIECE = 4 * 1024 * 1024;

/**
 * Writes an mp4 anew: its index first, so that it plays before it is whole, with tags and matrix,
 * then its media. The media pass through in pieces; the index is held in memory. What was written is
 * on the disk when this resolves, and nothing of it is left when it does not.
 * @throws Mp4Error when the input's tables do not fit its media
 * @throws the system's errors, and HeygemError cancelled
 */
export async function finishMp4(options: FinishOptions): Promise<WrittenFile> {
  const { output, orientation, tags, signal } = options;
  const input = await open(options.input, 'r');
  try {
    const { ftyp, moov, mdat } = await readLayout(input);
    readTracks(moov, mdat);
    const mediaHash = createHash('sha256');
    await forEachPiece(input, mdat, signal, (piece) => mediaHash.update(piece));
    const type = serializeBox({ type: 'ftyp', payload: ftyp });
    const head = mediaHead(mdat.end - mdat.start);
    const index = placeBeforeMedia(
      withTags(withOrientation(moov, orientation), tags(mediaHash.digest('hex'))),
      {
        before: type.length,
        mediaHead: head.length,
        mediaStart: mdat.start,
      },
    );
    const file = await OutputFile.create(output);
    try {
      for (const part of [type, serializeBox(index), head]) await file.append(part);
      await forEachPiece(input, mdat, signal, (piece) => file.append(piece));
      return await file.close();
    } catch (error) {
      await file.discard();
      throw error;
    }
  } finally {
    await input.close();
  }
}

/** @throws Mp4Error when the file became shorter */
async function forEachPiece(
  file: FileHandle,
  { start, end }: Span,
  signal: AbortSignal,
  take: (piece: Buffer) => unknown,
): Promise<void> {
  const buffer = Buffer.allocUnsafe(Math.min(PIECE, end - start));
  for (let at = start; at < end;) {
    throwIfAborted(signal);
    const { bytesRead } = await file.read(buffer, 0, Math.min(buffer.length, end - at), at);
    if (bytesRead === 0) throw new Mp4Error('the file became shorter');
    await take(buffer.subarray(0, bytesRead));
    at += bytesRead;
  }
}

/** A file of our own making, written from front to back. Owns it until it is closed or discarded. */
class OutputFile {
  private readonly hash: Hash = createHash('sha256');
  private bytes = 0;

  private constructor(
    private readonly path: string,
    private readonly file: FileHandle,
  ) {}

  static async create(path: string): Promise<OutputFile> {
    const { O_WRONLY, O_CREAT, O_EXCL } = constants;
    // Windows has no such flag, and links there need a privilege.
    const noFollow = (constants.O_NOFOLLOW as number | undefined) ?? 0;
    return new OutputFile(path, await open(path, O_WRONLY | O_CREAT | O_EXCL | noFollow));
  }

  async append(piece: Buffer): Promise<void> {
    this.hash.update(piece);
    for (let written = 0; written < piece.length;) {
      const { bytesWritten } = await this.file.write(piece, written);
      written += bytesWritten;
    }
    this.bytes += piece.length;
  }

  async close(): Promise<WrittenFile> {
    await this.file.sync();
    await this.file.close();
    return { bytes: this.bytes, sha256: this.hash.digest('hex') };
  }

  async discard(): Promise<void> {
    await this.file.close().catch(() => undefined);
    await rm(this.path, { force: true });
  }
}
