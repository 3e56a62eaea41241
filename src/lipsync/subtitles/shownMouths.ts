import { LIP_OUTER } from '../../core/landmarkSets.js';
import { loopIndex } from '../../core/loopOrder.js';
import type { MouthRows } from '../../core/subtitles/burntPlace.js';
import type { Cue } from '../../core/subtitles/cue.js';
import { ratio, type VideoInfo } from '../../core/videoInfo.js';
import type { Actor } from '../actor/actor.js';

/** Enough to know where a mouth is most of the time. */
const MOST_FRAMES = 200;

/** Where mouths are while something is to be read, in frames spread evenly over that; in upright pixels. */
export function shownMouths(
  { track, facts, frames }: Pick<Actor, 'track' | 'facts' | 'frames'>,
  { frameRate }: Pick<VideoInfo, 'frameRate'>,
  cues: readonly Cue[],
): readonly MouthRows[] {
  const rate = ratio(frameRate);
  const outputs = cues.flatMap(({ from, to }) => {
    const [first, last] = [Math.round(from * rate), Math.round(to * rate)];
    return Array.from({ length: Math.max(0, last - first) }, (_, i) => first + i);
  });
  const step = Math.max(1, Math.ceil(outputs.length / MOST_FRAMES));
  const indices = outputs.filter((_, i) => i % step === 0).map((t) => loopIndex(t, frames));
  const faces = indices.filter((index) => facts[index].missing === undefined);
  return faces.map((index) => rowsOf(track.read(index)));
}

function rowsOf(landmarks: Float32Array): MouthRows {
  const rows = LIP_OUTER.map((landmark) => landmarks[3 * landmark + 1]);
  return { top: Math.min(...rows), bottom: Math.max(...rows) };
}
