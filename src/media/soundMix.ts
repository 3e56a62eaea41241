import type { SoundMix } from '../core/videoInfo.js';

/**
 * How a recording's channels become the one that the lips hear. ffmpeg's own downmix serves where the
 * channels are what their layout says. Where they cancel each other out, where nobody knows what they
 * are, or where the sound lies in one that a downmix leaves out, they are weighed by what is in them.
 */

/** Below this share of what the channels would give if they had nothing in common, they cancel out. */
const CANCELLING = 0.25;
/** Below this share of all power, what the downmix keeps is not the sound. */
const LEFT_OUT = 0.01;
/** Channels less alike than this have nothing to do with each other. */
const ALIKE = 0.3;

/** How much the channels have in common: sums of products of their samples. Owns them. */
export class ChannelPowers {
  private readonly products: Float64Array;
  private rest = new Float32Array(0);
  private count = 0;

  constructor(readonly channels: number) {
    this.products = new Float64Array(channels * channels);
  }

  /** @param piece interleaved; it may end within a moment. What is no number counts for nothing. */
  push(piece: Float32Array): void {
    const { channels, products } = this;
    const samples = new Float32Array(this.rest.length + piece.length);
    samples.set(this.rest);
    samples.set(piece, this.rest.length);
    const whole = samples.length - (samples.length % channels);
    this.rest = samples.slice(whole);
    for (let at = 0; at < whole; at += channels) {
      this.count += 1;
      for (let a = 0; a < channels; a++) {
        const left = samples[at + a];
        if (left === 0 || !isSound(left)) continue;
        for (let b = a; b < channels; b++) {
          const right = samples[at + b];
          if (isSound(right)) products[a * channels + b] += left * right;
        }
      }
    }
  }

  /** The mean of the products of two channels' samples. */
  of(a: number, b: number): number {
    const [first, second] = a < b ? [a, b] : [b, a];
    return this.count === 0 ? 0 : this.products[first * this.channels + second] / this.count;
  }

  /** Of all channels together, full scale being 1. */
  get total(): number {
    return indices(this.channels).reduce((sum, k) => sum + this.of(k, k), 0);
  }
}

/** Damaged recordings hold what is no number, or no sound. */
function isSound(sample: number): boolean {
  return Math.abs(sample) < 1e6;
}

/**
 * How the channels are to be added up; undefined where ffmpeg's downmix is right.
 * @param layout ffprobe's name of it; undefined where the file names none
 */
export function soundMix(powers: ChannelPowers, layout: string | undefined): SoundMix | undefined {
  const { channels, total } = powers;
  if (channels < 2) return undefined;
  const plain = downmixWeights(layout, channels);
  if (plain === undefined) return { kind: 'weighed', filter: mixFilter(byLevel(powers)) };
  const kept = sum(channels, (k) => plain[k] ** 2 * powers.of(k, k));
  if (kept < LEFT_OUT * total * Math.max(...plain) ** 2) {
    return { kind: 'weighed', filter: mixFilter(byLevel(powers)) };
  }
  const mixed = sum(channels, (a) => sum(channels, (b) => plain[a] * plain[b] * powers.of(a, b)));
  if (mixed >= CANCELLING * kept) return undefined;
  return { kind: 'turned', filter: mixFilter(aligned(powers, plain)) };
}

/** About what ffmpeg's downmix to mono does; undefined where nobody knows what the channels are. */
function downmixWeights(layout: string | undefined, channels: number): number[] | undefined {
  if (channels === 2) return [0.5, 0.5];
  const named = /^(\d)\.(\d)(?:\(\w+\))?$/.exec(layout ?? '');
  const known = named !== null && Number(named[1]) + Number(named[2]) === channels;
  if (!known && !/^(?:quad(?:\(side\))?|hexagonal|octagonal)$/.test(layout ?? '')) return undefined;
  // In the order of WAVE: left, right, centre if there is one, low frequencies if there are any.
  const hasCentre = layout !== '2.1' && !(layout ?? '').startsWith('quad');
  const low = named?.[2] === '1' ? (hasCentre ? 3 : 2) : -1;
  return indices(channels).map((k) => {
    if (k === low) return 0;
    if (k < 2) return 0.7;
    return k === 2 && hasCentre ? 1 : 0.5;
  });
}

/** The louder a channel, the more of it; silent ones add only their noise. */
function byLevel(powers: ChannelPowers): number[] {
  const levels = indices(powers.channels).map((k) => Math.sqrt(powers.of(k, k)));
  const loudest = Math.max(...levels);
  return aligned(
    powers,
    levels.map((level) => (loudest > 0 ? level / loudest : 1)),
  );
}

/** The same weights, with the sign turned where a channel is the opposite of the loudest one. */
function aligned(powers: ChannelPowers, weights: readonly number[]): number[] {
  const power = (k: number): number => weights[k] ** 2 * powers.of(k, k);
  const loudest = indices(powers.channels).reduce((a, b) => (power(b) > power(a) ? b : a), 0);
  const signed = weights.map((weight, k) => {
    const likeness = powers.of(k, loudest);
    const most = Math.sqrt(powers.of(k, k) * powers.of(loudest, loudest));
    return likeness < -ALIKE * most ? -weight : weight;
  });
  const all = weights.reduce((total, weight) => total + weight, 0);
  return signed.map((weight) => weight / all);
}

/** ffmpeg's filter that adds channels up by such weights. */
function mixFilter(weights: readonly number[]): string {
  const terms = weights.flatMap((weight, k) =>
    weight === 0 ? [] : [`${weight < 0 ? '-' : '+'}${Math.abs(weight).toFixed(4)}*c${k}`],
  );
  return `pan=mono|c0=${terms.join('').replace(/^\+/, '')}`;
}

function indices(count: number): number[] {
  return Array.from({ length: count }, (_, k) => k);
}

function sum(count: number, term: (k: number) => number): number {
  return indices(count).reduce((total, k) => total + term(k), 0);
}
