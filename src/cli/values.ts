import { InvalidArgumentError } from 'commander';
import { keptResults, MOST_KEPT } from '../core/keptResults.js';
import type { FaceChoice } from '../core/faceTrack.js';
import { COLOR_PATTERN, SETTING_SCHEMAS } from '../core/project/settingsSchema.js';
import type { Settings } from '../core/settings.js';
import { FASTEST, SLOWEST } from '../core/voice/say.js';
import { webOrigin } from '../core/webOrigin.js';
import { MOST_WORKERS, type Parallel } from '../engine/parallelism.js';

type NumericSetting = {
  [K in keyof Settings]: Settings[K] extends number ? K : never;
}[keyof Settings];

/** A parser for a setting's value, bounded as in a project file. */
export function settingNumber(name: NumericSetting): (text: string) => number {
  const { type, minimum, maximum } = SETTING_SCHEMAS[name] as {
    readonly type: 'number' | 'integer';
    readonly minimum: number;
    readonly maximum: number;
  };
  return (text) => {
    const value = text.trim() === '' ? Number.NaN : Number(text);
    const fits = type === 'integer' ? Number.isInteger(value) : Number.isFinite(value);
    if (fits && value >= minimum && value <= maximum) return value;
    const kind = type === 'integer' ? 'a whole number' : 'a number';
    throw new InvalidArgumentError(`It must be ${kind} from ${minimum} to ${maximum}.`);
  };
}

type TextSetting = {
  [K in keyof Settings]: string extends Settings[K] ? K : never;
}[keyof Settings];

/** A parser for a setting that is a line of text, bounded as in a project file. */
export function settingText(name: TextSetting): (text: string) => string {
  const { maxLength, pattern } = SETTING_SCHEMAS[name] as {
    readonly maxLength: number;
    readonly pattern: string;
  };
  return (text) => {
    // As JSON Schema counts: characters, not the halves of those beyond the first 65536.
    if (Array.from(text).length <= maxLength && new RegExp(pattern, 'u').test(text)) return text;
    throw new InvalidArgumentError(
      `It must be one line of at most ${maxLength} characters, without control characters.`,
    );
  };
}

/** How much faster or slower than by itself a voice speaks. */
export function speakingSpeed(text: string): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (value >= SLOWEST && value <= FASTEST) return value;
  throw new InvalidArgumentError(`It must be a number from ${SLOWEST} to ${FASTEST}.`);
}

/** For a setting that is on unless it is turned off. */
export function onOrOff(text: string): boolean {
  if (text === 'on' || text === 'off') return text === 'on';
  throw new InvalidArgumentError('It must be on or off.');
}

/** `#rrggbb`, with or without its sign. */
export function colorText(text: string): string {
  const color = text.startsWith('#') ? text : `#${text}`;
  if (color !== '#' && new RegExp(COLOR_PATTERN, 'u').test(color)) return color.toLowerCase();
  throw new InvalidArgumentError('It must be a colour such as #1e90ff.');
}

/** `auto`, or how many workers. */
export function parallelism(text: string): Parallel {
  if (text === 'auto') return text;
  const count = text.trim() === '' ? Number.NaN : Number(text);
  if (Number.isInteger(count) && count >= 1 && count <= MOST_WORKERS) return count;
  throw new InvalidArgumentError(`It must be auto, or a whole number from 1 to ${MOST_WORKERS}.`);
}

/** How many earlier results are kept. */
export function keptCount(text: string): number {
  const count = text.trim() === '' ? Number.NaN : Number(text);
  if (keptResults(count) === count) return count;
  throw new InvalidArgumentError(`It must be a whole number from 0 to ${MOST_KEPT}.`);
}

/** How much faster or slower than by itself a voice speaks. */
export function voiceSpeed(text: string): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (value >= SLOWEST && value <= FASTEST) return value;
  throw new InvalidArgumentError(`It must be a number from ${SLOWEST} to ${FASTEST}.`);
}

/** A path: empty text would mean the working folder, which nobody means by it. */
export function pathText(text: string): string {
  if (text.trim() !== '') return text;
  throw new InvalidArgumentError('It must not be empty.');
}

/** A sound track of a file, counted from 1. */
export function trackNumber(text: string): number {
  const track = /^\d{1,2}$/.test(text) ? Number(text) : 0;
  if (track >= 1) return track;
  throw new InvalidArgumentError('It must be a whole number from 1 to 99.');
}

/** A TCP port; 0 for any that is free. */
export function portNumber(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port <= 65_535) return port;
  throw new InvalidArgumentError('It must be a whole number from 0 to 65535.');
}

/** The address under which a studio is passed on: of one host, never a pattern. */
export function originText(text: string): string {
  const origin = webOrigin(text);
  if (origin !== undefined) return origin;
  throw new InvalidArgumentError('It must be an address such as https://7860.example.com.');
}

/** `x,y` or `x,y@t`: fractions of the picture, and seconds into the video. */
export function faceChoice(text: string): FaceChoice {
  const match: readonly (string | undefined)[] | null = /^([0-9.]+),([0-9.]+)(?:@([0-9.]+))?$/.exec(
    text,
  );
  const [x, y, time] = [match?.[1], match?.[2], match?.[3] ?? '0'].map(Number);
  const fits = (value: number, most: number) => value >= 0 && value <= most;
  if (match && fits(x, 1) && fits(y, 1) && fits(time, 86_400)) return { x, y, time };
  throw new InvalidArgumentError(
    'It must be x,y or x,y@seconds, x and y from 0 (left, top) to 1 (right, bottom).',
  );
}

/** A time in a file, in seconds: `12.5`, `1:05.25` or `1:02:03`. */
export function clockTime(text: string): number {
  const places = text.trim().split(':').reverse();
  const [seconds, minutes = 0, hours = 0] = places.map(Number);
  const isNumber = /^(\d{1,3}:){0,2}\d{1,6}(\.\d{1,6})?$/.test(text.trim());
  // On a clock all places but the first are below 60; alone, seconds may be many.
  const onClock = places.slice(0, -1).every((place) => Number(place) < 60);
  if (isNumber && onClock) return hours * 3600 + minutes * 60 + seconds;
  throw new InvalidArgumentError('It must be a time such as 12.5, 1:05.25 or 1:02:03.');
}

const UNITS = ['', 'k', 'm', 'g'];

/** `500M`, `2.5G`, ... in bytes. */
export function byteCount(text: string): number {
  const match = /^(\d+(?:\.\d+)?)([kmg]?)(?:i?b)?$/i.exec(text.trim());
  if (!match) throw new InvalidArgumentError('It must be a size such as 500M or 10G.');
  return Math.round(Number(match[1]) * 1024 ** UNITS.indexOf(match[2].toLowerCase()));
}
