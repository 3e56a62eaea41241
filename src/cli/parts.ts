import type { Part } from '../core/part.js';

/** Seconds of the files. */
export interface PartOptions {
  readonly videoFrom?: number;
  readonly videoTo?: number;
  readonly audioFrom?: number;
  readonly audioTo?: number;
}

/** As jobs and checks name them; absent where nothing was said. */
export function partsFrom({ videoFrom, videoTo, audioFrom, audioTo }: PartOptions): {
  readonly videoPart?: Part;
  readonly audioPart?: Part;
} {
  const videoPart = partOf(videoFrom, videoTo);
  const audioPart = partOf(audioFrom, audioTo);
  return { ...(videoPart && { videoPart }), ...(audioPart && { audioPart }) };
}

function partOf(from: number | undefined, to: number | undefined): Part | undefined {
  if (from === undefined && to === undefined) return undefined;
  return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}
