import { existsSync } from 'node:fs';
import { join, parse } from 'node:path';
import { clipsOf, thinOut, type Clip } from '../clipSets.js';
import { ROOT } from '../root.js';

/** One video with one speech. */
export interface Case {
  readonly set: string;
  readonly name: string;
  /** Whose face it is: medians are taken over people, so that nobody counts twice. */
  readonly identity: string;
  readonly video: string;
  readonly audio: string;
  /** The video's own lips spoke this audio, so that there are real lips to compare with. */
  readonly ownLips: boolean;
  /** Another case's audio, and the video whose lips spoke it. */
  readonly other: { readonly audio: string; readonly lips?: string };
}

export const QUALITY_SETS = ['talk', 'anchors', 'grid', 'silent', 'presenter'] as const;

/** Speech for faces that say nothing themselves. */
const FOREIGN = ['zh_news_8s.wav', 'en_read_7s.wav', 'fr_speech_12s_48k.wav', 'ja_7s_48k.wav'];

/**
 * The cases of a set: `talk`, `anchors` and `grid` (held out) speak their own audio; `silent` and the
 * demo's own `presenter` speak what they are given; a folder or a file of one's own speaks itself.
 */
export function casesOf(set: string, folder: string, limit?: number): readonly Case[] {
  if (set === 'presenter') return thinOut(presenterCases(), limit);
  if (set === 'silent') return thinOut(silentCases(folder), limit);
  const donors = donorsFor(set, folder);
  return thinOut(clipsOf(set, folder), limit).map((clip, turn) => {
    const other = donorOf(clip, donors, turn);
    return {
      ...{ set: clip.set, name: clip.name, identity: identityOf(clip) },
      ...{ video: clip.path, audio: clip.path, ownLips: true },
      other: { audio: other.path, lips: other.path },
    };
  });
}

/** GRID's held-out clips are one man's; of anchors/ nobody knows who is who, each counts alone. */
function identityOf({ set, name }: Clip): string {
  return set.startsWith('grid') ? parse(name).name.split('_')[0] : name;
}

function silentCases(folder: string): readonly Case[] {
  const audios = FOREIGN.map((name) => join(folder, 'audio', name)).filter((path) =>
    existsSync(path),
  );
  return pairs('silent', clipsOf('silent', folder), audios);
}

function presenterCases(): readonly Case[] {
  const demo = join(ROOT, 'media', 'demo');
  const presenter = { set: 'presenter', name: 'presenter', path: join(demo, 'presenter.mp4') };
  const audios = ['en', 'zh'].map((language) => join(demo, `speech-${language}.flac`));
  return pairs('presenter', [presenter], audios);
}

function pairs(set: string, clips: readonly Clip[], audios: readonly string[]): readonly Case[] {
  return audios.flatMap((audio, i) =>
    clips.map((clip) => ({
      ...{ set, name: `${clip.name} x ${parse(audio).name}`, identity: clip.name },
      ...{ video: clip.path, audio, ownLips: false },
      other: { audio: audios[(i + 1) % audios.length] },
    })),
  );
}

/**
 * Whose audio serves as the mismatched one. All sentences of GRID are of one form spoken to a beat,
 * so that any two have the same rhythm of openings: its donors are the other people of talk/.
 */
function donorsFor(set: string, folder: string): readonly Clip[] {
  const talk = (): readonly Clip[] =>
    clipsOf('talk', folder).filter(({ name }) => !name.startsWith('grid_'));
  return set === 'grid' ? talk() : clipsOf(set, folder);
}

/** Half a list away is another sentence and, where one person's clips lie together, another person. */
function donorOf(clip: Clip, donors: readonly Clip[], turn: number): Clip {
  const own = donors.findIndex(({ path }) => path === clip.path);
  const from = own >= 0 ? own : turn;
  return donors[(from + Math.max(1, Math.floor(donors.length / 2))) % donors.length];
}
