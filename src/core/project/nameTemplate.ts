import { isReservedName } from './portableName.js';

/** What an output's name template may mention in braces. */
export const NAME_TOKENS = ['video', 'audio', 'videoLabel', 'audioLabel', 'title'] as const;
export type NameToken = (typeof NAME_TOKENS)[number];

/** Bytes of UTF-8 that every common file system takes in one name, with room for `.partial` etc. */
const MAX_NAME_BYTES = 200;
const EXTENSION = '.mp4';

/**
 * An output's file name: the template filled in and made safe for every file system. Never empty,
 * never with a separator, always `.mp4`; equal inputs give equal names.
 */
export function outputName(template: string, values: Readonly<Record<NameToken, string>>): string {
  const stem = template.replace(/\.mp4$/i, '');
  const filled = stem.replace(/\{([^{}]*)\}/g, (token, name: string) =>
    Object.hasOwn(values, name) ? values[name as NameToken] : token,
  );
  return safeStem(filled) + EXTENSION;
}

/**
 * Two names that some file system would take for one: macOS and Windows ignore case, macOS ignores
 * how accents are composed.
 */
export function collisionKey(name: string): string {
  return name.normalize('NFC').toUpperCase().toLowerCase().normalize('NFC');
}

function safeStem(text: string): string {
  const plain = text
    .normalize('NFC')
    // Controls, lone surrogates, and invisible marks that could disguise a name (right-to-left).
    .replace(/[\p{Cc}\p{Surrogate}\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu, '')
    .replace(/[<>:"/\\|?*]/g, '_')
    .replace(/\s+/gu, ' ')
    // A leading dot hides, a leading dash reads as an option; trailing dots and spaces Windows drops.
    .replace(/^[\s.-]+|[\s.]+$/gu, '');
  const short = cutToBytes(plain, MAX_NAME_BYTES).replace(/[\s.]+$/u, '');
  if (short === '') return 'output';
  return isReservedName(short) ? `_${short}` : short;
}

function cutToBytes(text: string, limit: number): string {
  const encoder = new TextEncoder();
  if (encoder.encode(text).length <= limit) return text;
  let bytes = 0;
  let kept = '';
  for (const { segment } of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)) {
    bytes += encoder.encode(segment).length;
    if (bytes > limit) break;
    kept += segment;
  }
  return kept;
}
