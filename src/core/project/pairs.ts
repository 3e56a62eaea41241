import type { AudioId, PairId, VideoId } from '../ids.js';
import { pairId, type PairSpec, type Project } from './project.js';

/** More pairs than anyone means; a slip in a matrix must not freeze an editor. */
export const MAX_PAIRS = 20_000;

/** An upper bound of the pairs a project asks for, without making them. */
export function countPairs({ videos, audios, pairs, matrix }: Project): number {
  if (!matrix) return pairs.length;
  const across = (matrix.videos ?? videos).length * (matrix.audios ?? audios).length;
  return pairs.length + across + matrix.include.length;
}

/**
 * All pairs a project asks for, each once: first those listed, in their order; then the matrix,
 * video by video, so that pairs that share an actor follow each other; then what it includes.
 * Pairs whose video or audio does not exist are left out. `exclude` thins the matrix, not `pairs`.
 * Stops at MAX_PAIRS.
 */
export function expandPairs(project: Project): PairSpec[] {
  const videos = new Set(project.videos.map((video) => video.id));
  const audios = new Set(project.audios.map((audio) => audio.id));
  const found = new Map<PairId, PairSpec>();
  for (const pair of candidates(project, videos, audios)) {
    if (!videos.has(pair.video) || !audios.has(pair.audio)) continue;
    const id = pairId(pair);
    if (!found.has(id)) found.set(id, { video: pair.video, audio: pair.audio });
    if (found.size >= MAX_PAIRS) break;
  }
  return [...found.values()];
}

/** Each id of a matrix counts once and only if it is one: so the search ends soon, whatever it says. */
function* candidates(
  { pairs, matrix }: Project,
  videos: ReadonlySet<VideoId>,
  audios: ReadonlySet<AudioId>,
): Generator<PairSpec> {
  yield* pairs;
  if (!matrix) return;
  const excluded = new Set(matrix.exclude.map(pairId));
  const across = known(matrix.audios, audios);
  for (const video of known(matrix.videos, videos)) {
    for (const audio of across) {
      const pair = { video, audio };
      if (!excluded.has(pairId(pair))) yield pair;
    }
  }
  yield* matrix.include;
}

function known<Id>(wanted: readonly Id[] | undefined, all: ReadonlySet<Id>): readonly Id[] {
  return wanted === undefined ? [...all] : [...new Set(wanted)].filter((id) => all.has(id));
}
