import type { Piece } from './pieces.js';
import type { Loudness } from './quiet.js';
import type { PlacedSound } from './times.js';

/** One run of the network. */
export interface SpokenPiece {
  readonly samples: Float32Array;
  readonly loudness: Loudness;
  /** Seconds in these samples. */
  readonly sounds: readonly PlacedSound[];
  readonly endsAt: Piece['endsAt'];
}

/** Seconds that stay of the silence before the first sound, and after the last. */
const LEAD = 0.05;
const TAIL = 0.1;
/** Seconds in which a piece comes out of digital silence and goes back. */
const FADE = 0.005;
/** Seconds of silence that belong to what a piece ends with, beside what stays of its own. */
const GAPS: Readonly<Record<Piece['endsAt'], number>> = { end: 0, pause: 0.1, word: 0, sound: 0 };

/**
 * Puts pieces one after another. Of the quiet at both ends of each, .05 s stay before its first sound and .1 s
 * after its last (of a cut inside of a phrase none); each is faded in and out, so that no join is heard.
 */
export function joinPieces(
  pieces: readonly SpokenPiece[],
  sampleRate: number,
): { readonly samples: Float32Array; readonly sounds: readonly PlacedSound[] } {
  const parts: Float32Array[] = [];
  const sounds: PlacedSound[] = [];
  let length = 0;
  pieces.forEach((piece, k) => {
    const isCarriedOn = (endsAt: Piece['endsAt']) => endsAt === 'word' || endsAt === 'sound';
    const lead = k > 0 && isCarriedOn(pieces[k - 1].endsAt) ? FADE : LEAD;
    const tail = isCarriedOn(piece.endsAt) ? FADE : TAIL;
    const first = Math.max(Math.round((piece.loudness.from - lead) * sampleRate), 0);
    const end = Math.round((piece.loudness.to + tail) * sampleRate);
    const part = faded(piece.samples.slice(first, end), Math.round(FADE * sampleRate));
    const gap = new Float32Array(Math.round(GAPS[piece.endsAt] * sampleRate));
    sounds.push(
      ...moved(piece.sounds, (length - first) / sampleRate, length, part.length, sampleRate),
    );
    parts.push(part, gap);
    length += part.length + gap.length;
  });
  const samples = new Float32Array(length);
  let at = 0;
  for (const part of parts) {
    samples.set(part, at);
    at += part.length;
  }
  return { samples, sounds };
}

/** No sound reaches out of its piece. */
function moved(
  sounds: readonly PlacedSound[],
  seconds: number,
  start: number,
  length: number,
  sampleRate: number,
): readonly PlacedSound[] {
  const [least, most] = [start / sampleRate, (start + length) / sampleRate];
  const within = (time: number) => Math.min(Math.max(time + seconds, least), most);
  return sounds.map((sound) => ({ ...sound, from: within(sound.from), to: within(sound.to) }));
}

function faded(samples: Float32Array, length: number): Float32Array {
  const steps = Math.min(length, samples.length >> 1);
  for (let k = 0; k < steps; k++) {
    const share = (1 - Math.cos((Math.PI * k) / steps)) / 2;
    samples[k] *= share;
    samples[samples.length - 1 - k] *= share;
  }
  return samples;
}
