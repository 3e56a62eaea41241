import { HeygemError } from '../core/errors.js';
import { startTool, throwIfAborted, toolError } from './childProcess.js';
import { inputArguments } from './inputFile.js';
import type { FfmpegTools } from './locate.js';
import { probeAudio } from './probe.js';

export interface SpeechOptions {
  readonly signal: AbortSignal;
  /** Hz. */
  readonly sampleRate: number;
  /** At most so many seconds from the start; all of it when absent. */
  readonly seconds?: number;
}

const LONGEST_HOURS = 6;

/**
 * The first audio stream of an audio or video file as mono floats, -1..1, from the container's
 * start: a stream that starts late begins with silence, holes in it are silence.
 * @throws HeygemError input-no-audio and other input errors, input-too-large, cancelled
 */
export async function decodeSpeech(
  tools: FfmpegTools,
  path: string,
  { signal, sampleRate, seconds = Infinity }: SpeechOptions,
): Promise<Float32Array> {
  const { duration: whole, stream } = await probeAudio(tools, path, signal);
  const duration = Math.min(whole, seconds);
  const most = LONGEST_HOURS * 3600 * sampleRate;
  const tooLarge = () =>
    new HeygemError('input-too-large', { path, limit: `${LONGEST_HOURS} h of speech` });
  if (duration * sampleRate > most) throw tooLarge();

  const silence = Math.round(Math.min(duration, stream.startOffset) * sampleRate);
  // Something of a stream that starts later than asked for: none of it would look like damage.
  const after = Math.max(0.1, seconds - stream.startOffset);
  const samples = new SampleBuffer(silence, Math.ceil((duration + 1) * sampleRate));
  const run = startTool(tools.ffmpeg, speechArguments(path, sampleRate, after), signal);
  run.stdin.end();
  try {
    for await (const chunk of run.stdout) {
      samples.append(chunk as Buffer);
      if (samples.length > most) throw tooLarge();
    }
    const exit = await run.done;
    throwIfAborted(signal);
    if (exit.startError !== undefined || exit.signal !== null) {
      throw toolError(exit, run.stderrTail(), path);
    }
    if (samples.length === silence) {
      throw new HeygemError('input-damaged', { path }, run.stderrTail());
    }
  } catch (error) {
    throwIfAborted(signal);
    throw error;
  } finally {
    await run.stop();
  }
  return samples.take();
}

function speechArguments(path: string, sampleRate: number, seconds: number): string[] {
  return [
    ...['-hide_banner', '-nostdin', '-loglevel', 'error'],
    ...inputArguments(path),
    ...['-map', '0:a:0', '-af', 'asetpts=PTS-STARTPTS,aresample=async=1'],
    ...(seconds < Infinity ? ['-t', String(seconds)] : []),
    ...['-ac', '1', '-ar', String(sampleRate), '-c:a', 'pcm_f32le', '-f', 'f32le', 'pipe:1'],
  ];
}

/** Gathers little-endian floats that arrive cut anywhere. Owns one buffer, grown when needed. */
class SampleBuffer {
  private bytes: Uint8Array;
  private used: number;

  constructor(silence: number, capacity: number) {
    this.bytes = new Uint8Array(4 * Math.max(silence + 1, capacity));
    this.used = 4 * silence;
  }

  get length(): number {
    return this.used >> 2;
  }

  append(chunk: Uint8Array): void {
    if (this.used + chunk.length > this.bytes.length) {
      const needed = this.used + chunk.length;
      const grown = new Uint8Array(4 * Math.ceil((needed * 1.5) / 4));
      grown.set(this.bytes.subarray(0, this.used));
      this.bytes = grown;
    }
    this.bytes.set(chunk, this.used);
    this.used += chunk.length;
  }

  take(): Float32Array {
    return new Float32Array(this.bytes.buffer, 0, this.length);
  }
}
