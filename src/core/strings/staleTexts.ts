import type { Change } from '../plan/ledgerParts.js';
import type { PlanState } from '../plan/plannedJob.js';
import { staleText } from './jobTexts.js';
import type { Locale } from './locale.js';
import { sayIn, type Say } from './ui.js';

const PARTS = {
  videoHash: 'changed-video',
  audioHash: 'changed-audio',
  face: 'changed-face',
  audioTrack: 'changed-track',
  modelHashes: 'changed-models',
  engineVersion: 'changed-engine',
  videoPart: 'changed-video-part',
  audioPart: 'changed-audio-part',
  speechOffset: 'changed-offset',
  transcriptHash: 'changed-transcript',
} as const;

/** Why an output is to be made again, with the names of what changed where that is known. */
export function staleStateText(
  locale: Locale,
  { reason, changes = [] }: Extract<PlanState, { kind: 'stale' }>,
): string {
  const say = sayIn(locale);
  const names = new Set(changes.map((change) => changeName(change, say)));
  if (reason !== 'changed' || names.size === 0) return staleText(locale, reason);
  return say('changed-since', { what: [...names].join(say('changed-comma')) });
}

function changeName({ kind, name }: Change, say: Say): string {
  if (kind === 'setting') return say('changed-setting', { setting: say(`setting-${name}`) });
  const key = Object.hasOwn(PARTS, name) ? PARTS[name as keyof typeof PARTS] : 'changed-other';
  return say(key);
}
