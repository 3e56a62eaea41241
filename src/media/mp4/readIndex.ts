import { open } from 'node:fs/promises';
import type { Mp4Branch } from './box.js';
import { readLayout } from './layout.js';
import { readTracks, type Mp4Track } from './tracks.js';

export interface Mp4Index {
  readonly moov: Mp4Branch;
  readonly tracks: readonly Mp4Track[];
  /** Whether it comes before the media. */
  readonly startsFast: boolean;
}

/**
 * The index of an mp4 file, all of whose samples are in the file.
 * @throws Mp4Error when they are not, or it is no such file
 */
export async function readIndex(path: string): Promise<Mp4Index> {
  const file = await open(path, 'r');
  try {
    const { moov, mdat, startsFast } = await readLayout(file);
    return { moov, tracks: readTracks(moov, mdat), startsFast };
  } finally {
    await file.close();
  }
}
