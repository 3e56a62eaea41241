import { seeded } from '../../src/core/seeded.js';
import { writeFileSync } from 'node:fs';
import { babble, inRoom, music, pinkNoise, SOUND_RATE, traffic } from './notSpeech.js';
import type { Workbench } from '../workbench.js';

/** A recording under test: mono at SOUND_RATE. */
export interface CleanSpeech {
  readonly name: string;
  readonly pcm: Float32Array;
}

export interface Variant {
  readonly group: string;
  readonly name: string;
  /** Seconds by which the speech comes later than in the clean recording. */
  readonly late?: number;
  readonly make: (speech: CleanSpeech, bench: Workbench, path: string) => Promise<void> | void;
}

/** 32-bit float WAV, one array a channel. */
export function writeWav(path: string, channels: readonly Float32Array[], rate: number): void {
  const count = channels.length;
  const frames = channels[0].length;
  const bytes = Buffer.alloc(44 + 4 * count * frames);
  bytes.write('RIFF', 0, 'latin1');
  bytes.writeUInt32LE(bytes.length - 8, 4);
  bytes.write('WAVEfmt ', 8, 'latin1');
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(3, 20);
  bytes.writeUInt16LE(count, 22);
  bytes.writeUInt32LE(rate, 24);
  bytes.writeUInt32LE(4 * count * rate, 28);
  bytes.writeUInt16LE(4 * count, 32);
  bytes.writeUInt16LE(32, 34);
  bytes.write('data', 36, 'latin1');
  bytes.writeUInt32LE(4 * count * frames, 40);
  for (let i = 0; i < frames; i++) {
    channels.forEach((channel, c) => bytes.writeFloatLE(channel[i], 44 + 4 * (count * i + c)));
  }
  writeFileSync(path, bytes);
}

export function power(sound: Float32Array): number {
  return sound.reduce((sum, value) => sum + value * value, 0) / sound.length;
}
export function peakOf(sound: Float32Array): number {
  return sound.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-9);
}
export const scaled = (sound: Float32Array, gain: number): Float32Array =>
  sound.map((value) => gain * value);
export const decibels = (db: number): number => 10 ** (db / 20);

/** `noise` brought to `db` below the speech by power, added. */
export function mixed(speech: Float32Array, noise: Float32Array, db: number): Float32Array {
  const gain = Math.sqrt(power(speech) / power(noise)) * decibels(-db);
  return speech.map((value, i) => value + gain * noise[i]);
}

function plain(
  group: string,
  name: string,
  change: (pcm: Float32Array) => Float32Array,
  late?: number,
): Variant {
  const make: Variant['make'] = ({ pcm }, _bench, path) => {
    writeWav(path, [change(pcm)], SOUND_RATE);
  };
  return late === undefined ? { group, name, make } : { group, name, late, make };
}

/** Through ffmpeg into a file of another kind and back into a WAV. */
function coded(group: string, name: string, extension: string, args: readonly string[]): Variant {
  return {
    group,
    name,
    make: async ({ pcm }, bench, path) => {
      const clean = bench.path('coded-in.wav');
      const middle = bench.path(`coded.${extension}`);
      writeWav(clean, [pcm], SOUND_RATE);
      await bench.ffmpeg(['-i', clean, ...args, middle]);
      await bench.ffmpeg(['-i', middle, '-c:a', 'pcm_f32le', path]);
    },
  };
}

const normal = (pcm: Float32Array): Float32Array => scaled(pcm, 0.5 / peakOf(pcm));

const levels = [-50, -40, -30, -20, -10, 0].map((db) =>
  plain('level', `peak ${db} dBFS`, (pcm) => scaled(pcm, decibels(db) / peakOf(pcm))),
);
const clipped = [6, 12, 20].map((db) =>
  plain('clipped', `${db} dB over`, (pcm) =>
    scaled(pcm, decibels(db) / peakOf(pcm)).map((v) => Math.max(-1, Math.min(1, v))),
  ),
);
const noises = { pink: pinkNoise, traffic, music } as const;
const noisy = [20, 10, 5, 0].flatMap((db) => [
  ...Object.entries(noises).map(([name, make]) =>
    plain(name === 'music' ? 'music under' : 'noise', `${name} ${db} dB`, (pcm) =>
      normal(mixed(pcm, make(pcm.length, seeded(7)), db)),
    ),
  ),
  plain('noise', `babble ${db} dB`, (pcm) =>
    normal(mixed(pcm, babble(pcm, pcm.length, seeded(3)), db)),
  ),
]);
const rooms = (
  [
    [0.3, 0.4],
    [0.6, 0.7],
    [1.2, 1],
  ] as const
).map(([seconds, share]) =>
  plain('room', `${seconds} s, tail ${share}`, (pcm) =>
    normal(inRoom(pcm, seconds, share, seeded(5))),
  ),
);
const codecs = [
  coded('codec', 'mp3 32 kbit/s', 'mp3', ['-c:a', 'libmp3lame', '-b:a', '32k']),
  coded('codec', 'opus 16 kbit/s', 'opus', ['-c:a', 'libopus', '-b:a', '16k']),
  coded('codec', 'aac 24 kbit/s', 'm4a', ['-c:a', 'aac', '-b:a', '24k']),
  coded('codec', 'telephone (8 kHz mu-law, 300-3400 Hz)', 'wav', [
    ...['-af', 'highpass=f=300,lowpass=f=3400', '-ar', '8000', '-c:a', 'pcm_mulaw'],
  ]),
];
const rates = [8000, 11025, 22050, 44100, 48000, 96000].map((rate) =>
  coded('rate', `${rate} Hz`, 'wav', ['-ar', String(rate)]),
);

/** Everything that should leave the motion as it is. */
export const VARIANTS: readonly Variant[] = [
  ...levels,
  ...clipped,
  ...noisy,
  ...rooms,
  ...codecs,
  ...rates,
  plain('other', 'DC offset .2', (pcm) => normal(pcm).map((value) => value + 0.2)),
  plain('other', '2 s of silence before and after', (pcm) => padded(pcm, 0, 2), 2),
  plain('other', '2 s of room noise before and after', (pcm) => padded(pcm, 0.002, 2), 2),
  plain('other', 'a loud click', (pcm) => withClick(pcm)),
  plain('other', '1 s of loud music before', (pcm) => withJingle(pcm), 1),
  {
    group: 'other',
    name: 'stereo, voice in one channel',
    make: ({ pcm }, _bench, path) => {
      writeWav(path, [normal(pcm), new Float32Array(pcm.length)], SOUND_RATE);
    },
  },
  {
    group: 'other',
    name: 'stereo, channels out of phase, one 6 dB lower',
    make: ({ pcm }, _bench, path) => {
      writeWav(path, [normal(pcm), scaled(normal(pcm), -0.5)], SOUND_RATE);
    },
  },
];

function padded(pcm: Float32Array, noise: number, seconds: number): Float32Array {
  const edge = Math.round(seconds * SOUND_RATE);
  const out = pinkNoise(pcm.length + 2 * edge, seeded(2)).map((value) => noise * value);
  normal(pcm).forEach((value, i) => (out[edge + i] += value));
  return out;
}

function withClick(pcm: Float32Array): Float32Array {
  const out = scaled(pcm, 0.05 / peakOf(pcm));
  const at = Math.floor(out.length / 2);
  for (let i = 0; i < 40; i++) out[at + i] = i % 2 === 0 ? 0.95 : -0.95;
  return out;
}

function withJingle(pcm: Float32Array): Float32Array {
  const jingle = music(SOUND_RATE, seeded(11));
  const loud = scaled(jingle, 0.95 / peakOf(jingle));
  return Float32Array.from([...loud, ...scaled(pcm, 0.1 / peakOf(pcm))]);
}
