import type { SpeechParts } from './speechParts.js';
import { SPEECH_RECORD_VERSION, type RecordedSentence, type SpeechRecord } from './speechRecord.js';

type Fields = Readonly<Record<string, unknown>>;

const HASH = /^[0-9a-f]{64}$/;

/** The record that a text holds; undefined for what is none, or one of another version. */
export function readSpeechRecord(text: string): SpeechRecord | undefined {
  const record = fieldsOf(parsed(text));
  if (record?.['version'] !== SPEECH_RECORD_VERSION) return undefined;
  const { sha256, key, parts, sampleRate, seconds, loudness, sentences, replaces } = record;
  const { overruns } = record;
  const whole =
    isHash(sha256) &&
    isHash(key) &&
    arePartsOf(parts) &&
    isNumber(sampleRate) &&
    isNumber(seconds) &&
    (loudness === null || isNumber(loudness)) &&
    (replaces === undefined || isHash(replaces)) &&
    (overruns === undefined || (Array.isArray(overruns) && overruns.every(isOverrun))) &&
    Array.isArray(sentences) &&
    sentences.every(isSentence);
  return whole ? (record as unknown as SpeechRecord) : undefined;
}

function arePartsOf(value: unknown): value is SpeechParts {
  const parts = fieldsOf(value);
  if (!parts) return false;
  const pauses = fieldsOf(parts['pauses']) ?? {};
  const said = fieldsOf(parts['pronunciations']) ?? { none: undefined };
  return (
    isHash(parts['text']) &&
    typeof parts['voice'] === 'string' &&
    typeof parts['voiceVersion'] === 'string' &&
    [parts['speed'], parts['rules'], pauses['sentence'], pauses['paragraph']].every(isNumber) &&
    Object.values(said).every((each) => typeof each === 'string')
  );
}

function isSentence(value: unknown): value is RecordedSentence {
  const sentence = fieldsOf(value);
  return (
    sentence !== undefined &&
    typeof sentence['text'] === 'string' &&
    typeof sentence['then'] === 'string' &&
    isTimed(sentence) &&
    areAll(sentence['words'], (word) => typeof word['text'] === 'string' && isPlaced(word)) &&
    areAll(sentence['sounds'], (sound) => typeof sound['symbol'] === 'string')
  );
}

function isOverrun(value: unknown): boolean {
  const fields = fieldsOf(value);
  return fields !== undefined && ['cue', 'from', 'over'].every((name) => isNumber(fields[name]));
}

function areAll(list: unknown, fits: (each: Fields) => boolean): boolean {
  if (!Array.isArray(list)) return false;
  return list.every((each: unknown) => {
    const fields = fieldsOf(each);
    return fields !== undefined && isTimed(fields) && fits(fields);
  });
}

function isTimed({ from, to }: Fields): boolean {
  return isNumber(from) && isNumber(to);
}

function isPlaced({ start, end }: Fields): boolean {
  return isNumber(start) && isNumber(end);
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function isHash(value: unknown): value is string {
  return typeof value === 'string' && HASH.test(value);
}

function fieldsOf(value: unknown): Fields | undefined {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? (value as Fields) : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
