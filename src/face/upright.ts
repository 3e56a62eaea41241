import type { YuvFrame } from '../core/frame.js';
import type { FaceFinder } from './faceFinder.js';
import type { Footage } from './footage.js';

/** Quarter turns clockwise by which the people in a picture are turned. */
export const QUARTERS = [0, 1, 2, 3] as const;
export type Quarter = (typeof QUARTERS)[number];

/** Frames of the whole video that have a say. */
const VOTERS = 8;
/** A face found as surely as this, upright, is upright: what is turned otherwise was never over .74. */
const SURE = 0.8;
/** Found turned with less than this share of the sureness of upright, it is upright without asking further. */
const DOUBTFUL = 0.8;
/** How large a square is looked at, in sizes of the picture: also faces that fill it are found. */
const ZOOMS = [1, 2.5] as const;

/** The quarter turn that comes nearest to a rotation in radians. */
export function quarterOf(rotation: number): Quarter {
  return QUARTERS[((Math.round(rotation / (Math.PI / 2)) % 4) + 4) % 4];
}

/**
 * How people are turned in a video, as soon as a frame shows anybody: a face that is surely upright decides,
 * else the whole video is asked, for an upright face is seen in one that stands on its head now and then.
 * @returns undefined where the frame shows nobody
 */
export async function findUpright(
  finder: FaceFinder,
  footage: Footage | undefined,
  frame: YuvFrame,
): Promise<Quarter | undefined> {
  for (const zoom of ZOOMS) {
    const upright = await finder.sureness(frame, 0, zoom);
    if (upright >= SURE) return 0;
    const votes = await votesOf(finder, frame, zoom);
    const turned = Math.max(...votes.slice(1));
    if (upright > 0 && turned < DOUBTFUL * upright) return 0;
    if (turned > 0) return vote(finder, footage, { votes, zoom });
  }
  return undefined;
}

async function vote(
  finder: FaceFinder,
  footage: Footage | undefined,
  { votes, zoom }: { readonly votes: readonly number[]; readonly zoom: number },
): Promise<Quarter> {
  let sums = votes;
  for await (const voter of footage?.spread(VOTERS) ?? []) {
    const more = await votesOf(finder, voter, zoom);
    sums = sums.map((sum, quarter) => sum + more[quarter]);
  }
  return QUARTERS[sums.indexOf(Math.max(...sums))];
}

/** How surely there are people so turned in a frame, a number for each quarter. */
async function votesOf(finder: FaceFinder, frame: YuvFrame, zoom: number): Promise<number[]> {
  const votes: number[] = [];
  for (const quarter of QUARTERS) votes.push(await finder.sureness(frame, quarter, zoom));
  return votes;
}
