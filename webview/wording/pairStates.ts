import type { Say } from '../../src/core/strings/ui.js';
import type { PairState, PairView, SourceView } from '../../src/protocol/editorView.js';
import type { IconName } from '../controls/icon.js';

const ICONS: Readonly<Record<PairState['kind'], IconName>> = {
  new: 'circle',
  stale: 'refresh',
  current: 'pass',
  'missing-input': 'warning',
  invalid: 'warning',
  queued: 'clock',
  running: 'running',
  cancelling: 'running',
  elsewhere: 'clock',
  done: 'pass',
  failed: 'error',
  cancelled: 'blocked',
};

export function stateIcon(state: PairState): IconName {
  return ICONS[state.kind];
}

/** One or two words: `Done`, `Generating 42 %`. */
export function stateName(state: PairState, say: Say): string {
  const name = say(`state-${state.kind}`);
  return state.kind === 'running' ? `${name} ${percent(state.fraction)}` : name;
}

export function percent(fraction: number): string {
  return `${Math.floor(fraction * 100)} %`;
}

/** Whether there is a result that can be looked at, even one that is older than what it is made from. */
export function hasResult(state: PairState): boolean {
  return isUpToDate(state) || 'older' in state;
}

/** Whether there is nothing to make, so that making it anew takes force. */
export function isUpToDate(state: PairState): boolean {
  return state.kind === 'done' || state.kind === 'current';
}

export function isBusy(state: PairState): boolean {
  return state.kind === 'running' || state.kind === 'queued' || state.kind === 'cancelling';
}

/**
 * Address of what was drawn last of a pair, while it is drawn. None where the person wants to save data:
 * it is another every second.
 */
export function drawnPicture({ state }: Pick<PairView, 'state'>): string | undefined {
  if (state.kind !== 'running' || matchMedia('(prefers-reduced-data: reduce)').matches) {
    return undefined;
  }
  return state.picture;
}

/** Names that are told of machines that make one pair; of the rest there is a number. */
const MOST_NAMED = 3;

/** `on rack-3, rack-7`. */
export function madeBy(machines: readonly string[], say: Say): string {
  const named = machines.slice(0, MOST_NAMED).join(say('made-by-comma'));
  const more = machines.length - MOST_NAMED;
  return more > 0
    ? say('made-by-more', { machines: named, more })
    : say('made-by', { machines: named });
}

/** Whether *Generate* has something to do and can do it. */
export function canGenerate(state: PairState): boolean {
  return (
    !isBusy(state) &&
    state.kind !== 'elsewhere' &&
    state.kind !== 'missing-input' &&
    state.kind !== 'invalid'
  );
}

/** Whether some seconds of it can be made to be looked at; also while all of it is made. */
export function canTry(state: PairState): boolean {
  return state.kind !== 'missing-input' && state.kind !== 'invalid';
}

/** `Anna with Lesson 1`. */
export function pairName(
  pair: Pick<PairView, 'video' | 'audio'>,
  names: ReadonlyMap<string, SourceView>,
  say: Say,
): string {
  return say('pair-of', {
    video: names.get(`videos/${pair.video}`)?.name ?? pair.video,
    audio: names.get(`audios/${pair.audio}`)?.name ?? pair.audio,
  });
}

/** Videos and audios by `list/id`: the two lists may use the same ids. */
export function sourcesByKey(project: {
  readonly videos: readonly SourceView[];
  readonly audios: readonly SourceView[];
}): ReadonlyMap<string, SourceView> {
  return new Map(
    [...project.videos, ...project.audios].map((source) => [`${source.list}/${source.id}`, source]),
  );
}
