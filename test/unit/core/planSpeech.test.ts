import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import type { PlanFacts, PlannedJob } from '../../../src/core/plan/plannedJob.js';
import { planJobs } from '../../../src/core/plan/planJobs.js';
import type { VoiceHere } from '../../../src/core/plan/speechFacts.js';
import { parseProject } from '../../../src/core/project/parseProject.js';
import type { SpeechRecord } from '../../../src/core/voice/speechRecord.js';

const hashText = (text: string) => createHash('sha256').update(text).digest('hex');
const HERE: VoiceHere = { kind: 'here', version: '1' };

interface Disk {
  /** sha256 of the recording; none where it is not there. */
  readonly wav?: string;
  readonly record?: SpeechRecord;
  readonly voice?: VoiceHere;
  readonly script?: string;
}

async function plan(say: object, disk: Disk = {}, more: object = {}): Promise<PlannedJob> {
  const audios = [{ id: 'a', path: 'a.wav', say }];
  const fields = { version: 1, audios, videos: [{ id: 'v', path: 'v.mp4' }], matrix: {}, ...more };
  const { project } = parseProject(JSON.stringify(fields));
  if (!project) throw new Error('unreadable');
  const there = (path: string) => !path.endsWith('.wav') || disk.wav !== undefined;
  const facts: PlanFacts = {
    files: {
      hash: (path) => Promise.resolve(path.endsWith('.wav') ? (disk.wav ?? '') : hashText(path)),
      stat: (path) => Promise.resolve({ kind: there(path) ? 'file' : 'missing', size: 1 }),
      realpath: (path) => Promise.resolve(path),
    },
    speech: {
      scriptText: () => Promise.resolve(disk.script ?? ''),
      record: () => Promise.resolve(disk.record),
      voice: () => Promise.resolve(disk.voice ?? HERE),
    },
    ...{ folder: '/p', trusted: true, ledger: new Map(), engineVersion: '1', modelHashes: {} },
    hashText,
  };
  const [job] = await planJobs(project, facts);
  return job;
}

function keyOf({ speech, state }: PlannedJob): string {
  if (!speech) throw new Error(JSON.stringify(state));
  return speech.key;
}

/** What speaking would leave beside the recording. */
async function recordOf(say: object, sha256: string): Promise<SpeechRecord> {
  const { speech } = await plan(say);
  if (!speech?.request) throw new Error('nothing to speak');
  const { voice, speed, pauses, pronunciations } = speech.request;
  const text = hashText(JSON.stringify([[['Hello.', 'end']]]));
  const parts = { text, voice, speed, pauses, pronunciations, voiceVersion: '1', rules: 1 };
  const told = { sampleRate: 24_000, seconds: 1, loudness: -16, sentences: [] };
  return { version: 1, key: speech.key, parts, sha256, ...told };
}

it('tells of subtitles that end late, and of words that nobody can follow', async () => {
  const sha = 'b'.repeat(64);
  const overruns = [{ cue: 4, from: 12.5, over: 0.8 }];
  const record = { ...(await recordOf({ text: 'Hello.' }, sha)), overruns };
  expect((await plan({ text: 'Hello.' }, { wav: sha, record })).speech).toMatchObject({ overruns });
  // What was spoken of another text says nothing of this one.
  const other = await plan({ text: 'Hello, you.' }, { wav: sha, record });
  expect(other.speech?.request).toBeDefined();
  expect(other.speech).not.toHaveProperty('overruns');
  const pronunciations = { hello: '/§/', you: 'yoo', gone: '/§/' };
  const said = await plan({ text: 'Hello, you.' }, {}, { pronunciations });
  expect(said.speech?.unsaidWords).toEqual(['hello']);
});

it('tells scripts apart by all that is heard of them, and by nothing else', async () => {
  const key = keyOf(await plan({ text: 'Hello.' }));
  const same = [
    await plan({ text: '  Hello.\n\n' }),
    await plan({ text: 'Hello.', speed: 1, pauses: { sentence: 0.25 } }),
    await plan({ text: 'Hello.', voice: 'af_heart' }),
    await plan({ file: 'other.md' }, { script: '**Hello.**\n' }),
    await plan(
      { text: 'Hello.' },
      { wav: 'b'.repeat(64), record: await recordOf({ text: 'Hello.' }, 'b'.repeat(64)) },
    ),
    await plan({ text: 'Hello.' }, {}, { pronunciations: { other: 'word' } }),
  ];
  expect(same.map(keyOf)).toEqual(same.map(() => key));
  const others = [
    await plan({ text: 'Hello!' }),
    await plan({ text: 'Hello.', voice: 'bf_emma' }),
    await plan({ text: 'Hello.', speed: 1.1 }),
    await plan({ text: 'Hello.', pauses: { paragraph: 1 } }),
    await plan({ text: 'Hello.' }, { voice: { kind: 'here', version: '2' } }),
    await plan({ text: 'Hello.' }, {}, { pronunciations: { HELLO: 'hullo' } }),
  ];
  expect(new Set([key, ...others.map(keyOf)]).size).toBe(others.length + 1);
});

it('speaks what is not there, over nothing but its own', async () => {
  const wav = 'b'.repeat(64);
  const say = { text: 'Hello.' };
  const record = await recordOf(say, wav);
  expect((await plan(say, { wav, record })).speech?.request).toBeUndefined();
  expect((await plan(say)).speech?.request).not.toHaveProperty('replaces');
  expect((await plan({ text: 'Hello you.' }, { wav, record })).speech?.request).toMatchObject({
    replaces: wav,
  });
  // Broken off before the new one was in its place.
  const half = { ...record, sha256: 'c'.repeat(64), replaces: wav };
  expect((await plan(say, { wav, record: half })).speech?.request).toMatchObject({ replaces: wav });
  for (const disk of [{ wav }, { wav: 'd'.repeat(64), record }]) {
    expect((await plan(say, disk)).state).toMatchObject({
      kind: 'invalid',
      failure: { code: 'speech-altered', params: { path: 'a.wav' } },
    });
  }
});

it('takes what somebody with the voice has spoken, while it is what is wished', async () => {
  const wav = 'b'.repeat(64);
  const record = await recordOf({ text: 'Hello.' }, wav);
  const missing = { wav, record, voice: { kind: 'missing' } } as const;
  const taken = await plan({ text: 'Hello.' }, missing);
  expect(taken.speech).toEqual({ key: record.key, sentences: 1 });
  expect(taken.state.kind).toBe('new');
  for (const say of [{ text: 'Hello you.' }, { text: 'Hello.', speed: 1.2 }]) {
    expect((await plan(say, missing)).state).toMatchObject({ failure: { code: 'voice-missing' } });
  }
  const none = { wav, record, voice: { kind: 'none' } } as const;
  expect((await plan({ text: 'Hi.' }, none)).state).toMatchObject({
    failure: { code: 'voices-missing' },
  });
});
