import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HeygemError, toFailure } from '../core/errors.js';
import { DEFAULT_PAUSES } from '../core/voice/say.js';
import type { SpeakRequest, SpeakResult } from '../core/voice/speaking.js';
import { replaceFile } from '../files/replaceFile.js';
import type { TaskWatch } from './device.js';

/** Something that a voice says to be heard. */
export interface VoiceSample {
  /** A voice's id. */
  readonly voice: string;
  readonly text: string;
  readonly speed: number;
  /** Absolute: the WAV file to be made. */
  readonly target: string;
  /** Whether a file there is replaced. */
  readonly force: boolean;
}

/**
 * Makes one file and nothing beside it: it is no recording of a project.
 * @throws HeygemError output-exists, output-not-writable, disk-full, and as speaking does
 */
export async function makeSample(
  speak: (request: SpeakRequest, watch: TaskWatch) => Promise<SpeakResult>,
  { voice, text, speed, target, force }: VoiceSample,
  watch: TaskWatch,
): Promise<SpeakResult> {
  const there = await stat(target).catch(() => undefined);
  if (there !== undefined && !(force && there.isFile())) {
    throw new HeygemError('output-exists', { path: target });
  }
  const folder = await mkdtemp(join(tmpdir(), 'heygem-sample-'));
  try {
    const spoken = join(folder, 'sample.wav');
    const words = { text, format: 'txt', name: voice } as const;
    const manner = { voice, speed, pauses: DEFAULT_PAUSES, pronunciations: {} };
    const result = await speak({ ...words, ...manner, target: spoken }, watch);
    await put(target, await readFile(spoken));
    return result;
  } finally {
    await rm(folder, { recursive: true, force: true }).catch(() => undefined);
  }
}

async function put(target: string, sound: Buffer): Promise<void> {
  try {
    await replaceFile(target, sound);
  } catch (error) {
    if (toFailure(error).code === 'disk-full') throw error;
    throw new HeygemError('output-not-writable', { path: target }, String(error), error);
  }
}
