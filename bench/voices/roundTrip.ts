import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import { join } from 'node:path';
import { HeygemError } from '../../src/core/errors.js';
import type { SpokenSentence } from '../../src/core/voice/spoken.js';
import type { Voice } from '../../src/core/voice/voice.js';
import { openPackVoices } from '../../src/lipsync/packVoices.js';
import { sentenceReader } from '../../src/lipsync/sentenceReader.js';
import { normalizeChinese } from '../../src/voice/chinese/normalize.js';
import { simplified } from '../../src/voice/chinese/simplified.js';
import { normalizeEnglish, spokenText } from '../../src/voice/english/normalize.js';
import { WavWriter } from '../../src/voice/speaking/wavFile.js';
import type { VoiceEngine } from '../../src/voice/voiceEngine.js';
import { ROOT } from '../root.js';
import type { Workbench } from '../workbench.js';
import { charactersOf, countErrors, type ErrorCount, wordsOf } from './wordError.js';

export type BenchLanguage = 'en' | 'zh';

export interface RoundTripRequest {
  readonly language: BenchLanguage;
  /** A voice of the pack, by its id. */
  readonly voice: string;
  /** A Python that has faster-whisper. */
  readonly python: string;
  /** The folder of Whisper base, as bench/voices/recognise.py wants it. */
  readonly recogniser: string;
}

export interface HeardSentence {
  readonly said: string;
  readonly heard: string;
  readonly errors: ErrorCount;
}

export interface RoundTrip extends Pick<RoundTripRequest, 'language' | 'voice'> {
  readonly sentences: readonly HeardSentence[];
  /** Seconds of sound, of processor time and by the clock; loading left out. */
  readonly sound: number;
  readonly processor: number;
  readonly clock: number;
}

/** Has a voice say sentences, an independent recogniser write down what it hears, and counts what differs. */
export async function roundTrip(bench: Workbench, request: RoundTripRequest): Promise<RoundTrip> {
  const { language, voice } = request;
  const said = sentencesIn(language);
  const spoken = await speakAll(bench, voice, said);
  const heard = recognise(request, spoken.files);
  const sentences = said.map((text, at) => ({
    said: text,
    heard: heard[at],
    errors: compared(language, text, heard[at]),
  }));
  const { sound, processor, clock } = spoken;
  return { language, voice, sentences, sound, processor, clock };
}

function sentencesIn(language: BenchLanguage): readonly string[] {
  const path = join(ROOT, 'bench', 'voices', `sentences-${language}.txt`);
  return readFileSync(path, 'utf8').trim().split('\n');
}

async function speakAll(bench: Workbench, voiceId: string, sentences: readonly string[]) {
  const folder = process.env['HEYGEM_VOICES'] ?? join(ROOT, 'voices');
  if (!existsSync(folder)) throw new HeygemError('voices-missing');
  const pack = openPackVoices({ folder, makeReader: sentenceReader, log: () => undefined });
  const { engine } = pack;
  try {
    const voice = engine.voices.find(({ id }) => id === voiceId);
    if (!voice) throw new HeygemError('voice-missing', { voice: voiceId });
    await speak(engine, voice, sentences[0], bench.signal);
    const files: string[] = [];
    let sound = 0;
    const before = { at: performance.now(), usage: process.cpuUsage() };
    const speeches: SpokenSentence[] = [];
    for (const sentence of sentences) {
      const speech = await speak(engine, voice, sentence, bench.signal);
      sound += speech.samples.length / speech.sampleRate;
      speeches.push(speech);
    }
    const { user, system } = process.cpuUsage(before.usage);
    const clock = (performance.now() - before.at) / 1000;
    for (const [at, speech] of speeches.entries()) {
      files.push(await write(bench.path(`${voiceId}-${at + 1}.wav`), speech));
    }
    return { files, sound, processor: (user + system) / 1e6, clock };
  } finally {
    await engine.dispose();
  }
}

function speak(engine: VoiceEngine, voice: Voice, text: string, signal: AbortSignal) {
  return engine.speak(text, { voice, speed: 1, pronunciations: {}, signal });
}

async function write(path: string, { samples, sampleRate }: SpokenSentence): Promise<string> {
  const file = await open(path, 'w');
  try {
    const writer = await WavWriter.begin(file, sampleRate, samples.length);
    await writer.samples(samples);
  } finally {
    await file.close();
  }
  return path;
}

function recognise(
  { python, recogniser, language }: RoundTripRequest,
  files: readonly string[],
): readonly string[] {
  const script = join(ROOT, 'bench', 'voices', 'recognise.py');
  const options = { encoding: 'utf8', maxBuffer: 64 << 20 } as const;
  const lines = execFileSync(python, [script, recogniser, language, ...files], options);
  const found = lines
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { readonly text: string });
  return found.map(({ text }) => text);
}

/** Both as they are read aloud: a recogniser that writes 20% for twenty percent has heard it. */
export function compared(language: BenchLanguage, said: string, heard: string): ErrorCount {
  return language === 'en'
    ? countErrors(englishOf(said), englishOf(heard))
    : countErrors(chineseOf(said), chineseOf(heard));
}

function englishOf(text: string): readonly string[] {
  return wordsOf(spokenText(normalizeEnglish(text)));
}

function chineseOf(text: string): readonly string[] {
  const plain = simplified(text).map(({ character }) => character);
  const spoken = normalizeChinese(plain.join('')).map(({ said }) => said);
  return charactersOf(spoken.join(''));
}

/** For a person to read. */
export function roundTripMarkdown(trips: readonly RoundTrip[], today: string): string {
  const rows = trips.map(({ language, voice, sentences, sound, processor, clock }) => {
    const errors = sentences.reduce((sum, { errors: each }) => sum + each.errors, 0);
    const said = sentences.reduce((sum, { errors: each }) => sum + each.said, 0);
    const rate = `${((100 * errors) / said).toFixed(1)} %`;
    const times = [processor / sound, clock / sound].map((factor) => factor.toFixed(2));
    const cells = [language, voice, sentences.length, `${errors} of ${said}`, rate, ...times];
    return `| ${cells.join(' | ')} |`;
  });
  const wrong = trips.flatMap(({ voice, sentences }) =>
    sentences
      .filter(({ errors }) => errors.errors > 0)
      .map(({ said, heard, errors }) => `| ${voice} | ${said} | ${heard} | ${errors.errors} |`),
  );
  return `# What an independent recogniser hears of the voices

Whisper base hears each sentence of bench/voices/sentences-*.txt once; words (English) and characters
(Chinese) are compared as they are read aloud, numbers in words. Measured on ${today}. Times are seconds
a second of sound on two threads, loading left out: of the processor, and by the clock.

| language | voice | sentences | errors | rate | processor | clock |
| --- | --- | --- | --- | --- | --- | --- |
${rows.join('\n')}

| voice | said | heard | errors |
| --- | --- | --- | --- |
${wrong.join('\n')}
`;
}
