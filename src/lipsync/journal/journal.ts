import { randomBytes } from 'node:crypto';
import { readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { makeFolder } from '../../files/makeFolder.js';
import { syncFile } from '../../files/durable.js';
import { hashFile } from '../../files/hashFile.js';
import { hashText } from '../../files/hashText.js';
import { moveFile } from '../../files/moveFile.js';
import { readSmallText } from '../../files/readSmallFile.js';
import { replaceFile } from '../../files/replaceFile.js';
import type { JournalKey } from './journalKey.js';

/** Kind of the cache's entries that are journals: one folder an output that is not yet whole. */
const KIND = 'segments';
const MOST_RECORD_BYTES = 64 * 2 ** 20;
const PARTIAL = '.partial';
/** A file in the making that nobody has written to for so long was left by a process that died. */
const ABANDONED_MS = 3_600_000;

/** A piece that was found to be as it was written. */
export interface Piece<Body> {
  readonly body: Body;
  /** The piece's own file. */
  readonly file: string;
}

interface PieceRecord<Body> {
  readonly body: Body;
  /** Name, bytes and sha256 of the file that the record is about. */
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
}

/**
 * What is already made of one output, kept so that whoever goes on with it, in this process or
 * another, need not make it again. A piece is a file and a record about it. The file comes first,
 * under a name that its content gives, so processes that make the same piece at once never write to
 * one file; the record comes last and appears whole, so a piece is there or is not. Owns the folder
 * `segments/<key>` of the cache.
 */
export class Journal {
  readonly folder: string;

  constructor(
    cacheRoot: string,
    readonly key: JournalKey,
  ) {
    this.folder = join(cacheRoot, KIND, key);
  }

  /** A path for a file in the making that no other process will hit upon; the folder is there then. */
  async temporary(extension: string): Promise<string> {
    await makeFolder(this.folder);
    return join(this.folder, `${randomBytes(8).toString('hex')}${PARTIAL}${extension}`);
  }

  /**
   * Makes a piece of the file at `temporary`, which is moved; one of that name before it is replaced.
   * @throws Node's errors; the temporary file may be left then
   */
  async publish(name: string, temporary: string, body: unknown): Promise<void> {
    await syncFile(temporary);
    const [hash, { size }] = await Promise.all([hashFile(temporary), stat(temporary)]);
    const file = `${name}.${hash.slice(0, 16)}${extname(temporary)}`;
    const record: PieceRecord<unknown> = { body, file, bytes: size, sha256: hash };
    await moveFile(temporary, join(this.folder, file));
    // Whoever forgot it meanwhile does not spoil what is made now.
    await makeFolder(this.folder);
    // Brings the folder to the disk too, and with it both names.
    const sha256 = hashText(JSON.stringify(record));
    await replaceFile(this.recordPath(name), JSON.stringify({ sha256, record }));
  }

  /** Undefined when there is no such piece, or anything about it is not as it was written. */
  async read<Body>(name: string): Promise<Piece<Body> | undefined> {
    try {
      const { sha256: written, record } = JSON.parse(
        await readSmallText(this.recordPath(name), MOST_RECORD_BYTES),
      ) as { sha256: string; record: PieceRecord<Body> };
      if (hashText(JSON.stringify(record)) !== written) return undefined;
      const file = join(this.folder, record.file);
      if ((await stat(file)).size !== record.bytes) return undefined;
      if ((await hashFile(file)) !== record.sha256) return undefined;
      return { body: record.body, file };
    } catch {
      // Missing, unreadable or malformed all mean the same: make it again.
      return undefined;
    }
  }

  /** Says that a journal is in use, and removes what dead processes left half-written in it. */
  async touch(now = Date.now()): Promise<void> {
    for (const name of await readdir(this.folder).catch(() => [])) {
      if (!name.includes(PARTIAL)) continue;
      const path = join(this.folder, name);
      const written = await stat(path).catch(() => undefined);
      if (written && now - written.mtimeMs > ABANDONED_MS) await rm(path, { force: true });
    }
    await utimes(this.folder, new Date(now), new Date(now)).catch(() => undefined);
  }

  /** Removes all of it. Moved aside first: another process sees it whole or not at all. */
  async forget(): Promise<void> {
    const trash = `${this.folder}${PARTIAL}-${randomBytes(6).toString('hex')}`;
    try {
      await rename(this.folder, trash);
    } catch {
      // Not there, or already on its way out.
      return;
    }
    await rm(trash, { recursive: true, force: true });
  }

  private recordPath(name: string): string {
    return join(this.folder, `${name}.json`);
  }
}
