import type { Reading } from '../../core/voice/reading.js';
import type { SpokenSound, SpokenWord } from '../../core/voice/spoken.js';
import { longestPause, type Loudness } from './quiet.js';
import { ipaOf, letterKind } from './sounds.js';
import type { Token } from './tokens.js';

/** Seconds of one frame: 600 samples at 24 kHz. */
const FRAME = 0.025;

/**
 * Seconds by which the network says each sound before the frames that it counts for it, at its own pace.
 * Measured on s and sh of six voices; 70 ms at a speed of .7, 45 ms at 1.4.
 */
const AHEAD = 0.055;

/** Seconds of quiet at a mark of a pause that are one. */
const LEAST_PAUSE = 0.05;

/** A sound with the stretch of the reading that it belongs to. */
export type PlacedSound = SpokenSound & { readonly stretch: number };

/**
 * When each sound of one run is heard.
 * @param durations frames of each token; the first and the last are the silence around them
 * @param loudness of the samples, by which words beside a pause begin and end
 */
export function timedSounds(
  tokens: readonly Token[],
  durations: ArrayLike<number>,
  speed: number,
  loudness: Loudness,
): readonly PlacedSound[] {
  const ahead = AHEAD / Math.sqrt(speed);
  const sounds: PlacedSound[] = [];
  /** Indices of sounds before which a mark stands. */
  const afterMarks = new Set<number>();
  let at = durations[0] * FRAME - ahead;
  tokens.forEach(({ letter, stretch, kind: within }, k) => {
    const from = at;
    at += durations[k + 1] * FRAME;
    const kind = letterKind(letter);
    if (within === 'pause') afterMarks.add(sounds.length);
    if (kind === 'sound') sounds.push({ symbol: ipaOf(letter), from, to: at, stretch });
    const last = sounds.at(-1);
    // A mark of stress before a word's first sound is the silence before it.
    if (last?.stretch !== stretch || (kind !== 'addition' && kind !== 'manner')) return;
    const symbol = kind === 'addition' ? last.symbol + letter : last.symbol;
    sounds[sounds.length - 1] = { ...last, symbol, to: at };
  });
  return atPauses(sounds, afterMarks, loudness);
}

/** The frames of a pause belong to the sound before it: by ear, that ends where it gets quiet. */
function atPauses(
  sounds: readonly PlacedSound[],
  afterMarks: ReadonlySet<number>,
  loudness: Loudness,
): readonly PlacedSound[] {
  const ends = sounds.map(({ to }) => to);
  const starts = sounds.map(({ from }) => from);
  for (let k = 1; k < sounds.length; k++) {
    const [before, after] = [sounds[k - 1], sounds[k]];
    if (!afterMarks.has(k)) continue;
    const quiet = longestPause(loudness, middle(before), middle(after), LEAST_PAUSE);
    ends[k - 1] = quiet?.from ?? Math.min(before.to, after.from);
    starts[k] = quiet?.to ?? after.from;
  }
  if (sounds.length > 0) {
    starts[0] = Math.min(loudness.from, middle(sounds[0]));
    ends[ends.length - 1] = Math.max(loudness.to, starts[starts.length - 1]);
  }
  return sounds.map((sound, k) => ({ ...sound, from: starts[k], to: ends[k] }));
}

function middle({ from, to }: SpokenSound): number {
  return (from + to) / 2;
}

/** The words of a sentence; one that has no sound of its own takes no time after the one before it. */
export function spokenWords(
  sentence: string,
  reading: Reading,
  sounds: readonly PlacedSound[],
): readonly SpokenWord[] {
  const words: SpokenWord[] = [];
  reading.forEach(({ kind, start, end }, stretch) => {
    if (kind !== 'word') return;
    const own = sounds.filter((sound) => sound.stretch === stretch);
    const last = words.at(-1)?.to ?? sounds.at(0)?.from ?? 0;
    const [from, to] = [own.at(0)?.from ?? last, own.at(-1)?.to ?? last];
    words.push({ text: sentence.slice(start, end), start, end, from, to });
  });
  return words;
}
