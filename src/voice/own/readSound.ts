import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { runTool, ToolFailure } from '../../media/childProcess.js';
import { inputArguments } from '../../media/inputFile.js';
import type { FfmpegTools } from '../../media/locate.js';
import { silenced } from '../../media/speech.js';
import { voiceFailed } from './voiceProgram.js';
import { readPlainWav, type Sound } from './wav.js';

export interface SoundReading {
  /** Whose sound it is, for errors. */
  readonly voice: string;
  /** How much faster it is made; 1 leaves it as it is. */
  readonly tempo: number;
  /** Private: where ffmpeg may write. */
  readonly folder: string;
  readonly ffmpeg: () => Promise<FfmpegTools>;
  readonly signal: AbortSignal;
}

const MOST_BYTES = 512 * 1024 * 1024;
const MOST_SECONDS = 1800;
const RATES = { least: 4000, most: 384_000 };

/**
 * What a program gave for a sentence, as one channel at its own rate. Common WAV files are read here, anything
 * else by ffmpeg. May hold no samples.
 * @throws HeygemError voice-failed where it is no sound, or too much; ffmpeg-missing, disk-full, cancelled
 */
export async function readSound(path: string, reading: SoundReading): Promise<Sound> {
  const { voice, tempo, folder } = reading;
  const stats = await stat(path).catch(() => undefined);
  if (stats?.isFile() !== true) throw voiceFailed(voice, 'it wrote no sound file');
  if (stats.size === 0) throw voiceFailed(voice, 'it gave nothing at all');
  if (stats.size > MOST_BYTES) throw voiceFailed(voice, 'it gave more than 512 MB');
  const plain = tempo === 1 ? readPlainWav(await readFile(path)) : undefined;
  if (plain !== undefined) return checked(plain, voice);
  const converted = join(folder, 'converted.wav');
  await convert(path, converted, reading);
  const sound = readPlainWav(await readFile(converted));
  if (sound === undefined) throw voiceFailed(voice, 'ffmpeg made no sound of what it gave');
  return checked(sound, voice);
}

async function convert(path: string, converted: string, reading: SoundReading): Promise<void> {
  const { voice, tempo, ffmpeg, signal } = reading;
  const tools = await ffmpeg();
  const args = [
    ...['-hide_banner', '-nostdin', '-loglevel', 'error'],
    ...[...inputArguments(path), '-map', '0:a:0', '-t', String(MOST_SECONDS + 1)],
    ...(tempo === 1 ? [] : ['-af', `atempo=${tempo}`]),
    ...['-ac', '1', '-c:a', 'pcm_f32le', '-f', 'wav', converted],
  ];
  try {
    await runTool(tools.ffmpeg, args, { signal, subject: path });
  } catch (error) {
    if (!(error instanceof ToolFailure)) throw error;
    throw voiceFailed(voice, `what it gave is no sound: ${error.detail ?? ''}`, error);
  }
}

function checked(sound: Sound, voice: string): Sound {
  const { sampleRate, samples } = sound;
  if (sampleRate < RATES.least || sampleRate > RATES.most) {
    throw voiceFailed(voice, `its sound has ${sampleRate} samples a second`);
  }
  if (samples.length > MOST_SECONDS * sampleRate) {
    throw voiceFailed(voice, 'its sound is longer than half an hour');
  }
  silenced(samples);
  return sound;
}
