import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import type { LipSyncJob } from '../../../src/core/job.js';
import { ScratchFolders } from '../../../src/lipsync/scratchFolders.js';
import { alignTranscript } from '../../../src/lipsync/subtitles/alignTranscript.js';
import type { Workshop } from '../../../src/lipsync/workshop.js';
import { toolsets } from '../toolsets.js';

const { signal } = new AbortController();

/** How often a voice is asked to say a transcript of the demo's speech; the voice itself fails. */
async function asked(text: string): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'heygem align '));
  let times = 0;
  const workshop = {
    tools: toolsets[0],
    scratch: new ScratchFolders(folder),
    speak: () => {
      times++;
      return Promise.reject(new Error('no voice'));
    },
  } as Partial<Workshop> as Workshop;
  const job = { audio: resolve('media/demo/speech-en.flac') } as LipSyncJob;
  const { sentences, sure } = await alignTranscript(
    workshop,
    job,
    [{ text, then: 'end' } as Parameters<typeof alignTranscript>[2][number]],
    signal,
  );
  expect(sure).toBe(false);
  expect(sentences.map((sentence) => sentence.text)).toEqual([text]);
  await rm(folder, { recursive: true });
  return times;
}

it('has no voice say what nobody could have said in the time of the recording', async () => {
  expect(await asked('Hello, and welcome to the course.')).toBe(1);
  expect(await asked('This is of another recording. '.repeat(700))).toBe(0);
});
