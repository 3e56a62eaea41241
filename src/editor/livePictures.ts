import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { PairId } from '../core/ids.js';
import { discard } from '../files/discard.js';
import { makeEntry } from '../engine/cachePlace.js';

/**
 * Small pictures of what was drawn last, one for each pair that is drawn, where pages may load them.
 * Owns their folder: it is there while something is made. Nothing hangs on a picture, so none of this
 * rejects.
 */
export class LivePictures {
  private readonly folder: string;
  /** One after the other: a run may begin while the folder of the last one goes. */
  private work: Promise<unknown> = Promise.resolve();

  /** @param project absolute path of the project file */
  constructor(
    private readonly cacheRoot: string,
    project: string,
  ) {
    // Two windows may make a project's videos.
    this.folder = join(cacheRoot, 'stills', digits(`live ${process.pid} ${project}`));
  }

  readonly pathOf = (pair: PairId): string => join(this.folder, `${digits(pair)}.png`);

  begin(): void {
    this.work = this.work.then(() => makeEntry(this.folder).catch(() => undefined));
  }

  /** The pair is drawn no more. */
  async remove(pair: PairId): Promise<void> {
    await rm(this.pathOf(pair), { force: true }).catch(() => undefined);
  }

  /** Nothing is made any more. */
  end(): void {
    this.work = this.work.then(() => discard(this.cacheRoot, this.folder));
  }
}

/** 32 digits, as entries of the cache are called. */
function digits(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
