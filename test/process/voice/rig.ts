import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { NO_WISHES, type VoiceWishes } from '../../../src/core/voice/voiceCommand.js';
import { openOwnVoices, type OwnVoicesOptions } from '../../../src/voice/own/openOwnVoices.js';
import type { VoiceEngine } from '../../../src/voice/voiceEngine.js';
import { toolsets } from '../toolsets.js';

export const never = new AbortController().signal;

/** A folder for each test: programs to be written, and where sentences are spoken. */
export function voiceRig() {
  let folder = '';

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'heygem voice '));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const scratch = {
    take: async () => {
      await mkdir(join(folder, 'scratch'), { recursive: true });
      return mkdtemp(join(folder, 'scratch', 'x-'));
    },
    giveBack: (path: string) => rm(path, { recursive: true, force: true }),
  };

  return {
    path: (name: string) => join(folder, name),
    /** What of the folders for sentences is still there. */
    left: () => readdirSync(join(folder, 'scratch')),
    /** Arguments that run a Node program of this text. */
    node: (text: string): readonly string[] => {
      const file = join(folder, `program-${Math.random().toString(36).slice(2)}.cjs`);
      writeFileSync(file, text);
      return [process.execPath, file];
    },
    open: (wishes: Partial<VoiceWishes>, options: Partial<OwnVoicesOptions> = {}) =>
      openOwnVoices({
        platform: process.platform,
        env: {},
        wishes: { ...NO_WISHES, ...wishes },
        scratch,
        ffmpeg: () => Promise.resolve(toolsets[0]),
        log: () => undefined,
        signal: never,
        ...options,
      }),
  };
}

/** Says a sentence with the voice of that id. */
export function speak(
  engine: VoiceEngine,
  id: string,
  sentence: string,
  speed = 1,
  signal = never,
) {
  const voice = engine.voices.find((each) => each.id === id);
  if (voice === undefined) throw new Error(`no voice ${id}`);
  return engine.speak(sentence, { voice, speed, pronunciations: {}, signal });
}

export function rms(samples: Float32Array): number {
  return Math.sqrt(samples.reduce((sum, x) => sum + x * x, 0) / samples.length);
}
