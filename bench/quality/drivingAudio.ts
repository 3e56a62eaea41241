import type { Workbench } from '../workbench.js';
import { SPEECH_RATE } from './speechParts.js';

/** Audio that starts late in a clip stays late. */
const IN_PLACE = 'aresample=async=1:first_pts=0';
export const SHIFT_SECONDS = 0.2;
/** Delays are named one by one: an option for all of them is younger than the ffmpeg that comes along. */
const MOST_CHANNELS = 8;

/** Recordings made from others with ffmpeg, into one scratch file each. */
export class DrivingAudio {
  constructor(private readonly bench: Workbench) {}

  /** `seconds` later (or earlier, when negative), of the same length. */
  shifted(path: string, seconds: number): Promise<string> {
    const shift =
      seconds > 0
        ? `adelay=${Array<number>(MOST_CHANNELS)
            .fill(Math.round(seconds * 1000))
            .join('|')}`
        : `atrim=start=${-seconds},asetpts=PTS-STARTPTS,apad=pad_dur=${-seconds}`;
    return this.filtered(path, shift, 'shifted.wav');
  }

  /** No longer than `seconds`, so that no video has to loop. */
  cut(path: string, seconds: number, name = 'cut.wav'): Promise<string> {
    return this.filtered(path, `atrim=end=${seconds.toFixed(3)}`, name);
  }

  /** Silent from `seconds` on. */
  hushed(path: string, seconds: number): Promise<string> {
    return this.filtered(path, `volume=0:enable='gte(t,${seconds.toFixed(3)})'`, 'hushed.wav');
  }

  /** Mono samples at SPEECH_RATE, from the clip's start. */
  async samples(path: string): Promise<Float32Array> {
    const form = ['-ac', '1', '-ar', String(SPEECH_RATE), '-f', 'f32le', 'pipe:1'];
    const bytes = await this.bench.ffmpeg(['-i', path, '-vn', '-af', IN_PLACE, ...form]);
    return new Float32Array(Uint8Array.from(bytes).buffer, 0, bytes.length >> 2);
  }

  private async filtered(path: string, filter: string, name: string): Promise<string> {
    const to = this.bench.path(`quality-${name}`);
    await this.bench.ffmpeg(['-i', path, '-vn', '-af', `${IN_PLACE},${filter}`, to]);
    return to;
  }
}
