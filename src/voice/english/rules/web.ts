import type { Accent } from '../accent.js';
import { digitWords, nameDigits } from '../numberWords.js';
import { after, letterByLetter, oneOf, type Found, type Rule } from './rule.js';

const TOP_LEVELS =
  'com org net edu gov io co uk de fr info biz dev app ai tv me cn us ca au jp eu ch ly gg xyz cloud tech local'.split(
    ' ',
  );
const FILE_ENDINGS =
  'js ts jsx tsx mjs py md txt json yaml yml toml mp3 mp4 wav avi mov mkv pdf html htm css exe zip tar gz csv srt vtt png jpg jpeg gif svg docx xlsx pptx sh bat onnx heygem'.split(
    ' ',
  );
const MARKS: Readonly<Partial<Record<string, string>>> = {
  '.': 'dot',
  '/': 'slash',
  '-': 'dash',
  _: 'underscore',
  '@': 'at',
  ':': 'colon',
  '?': 'question mark',
  '=': 'equals',
  '&': 'and',
  '#': 'hash',
  '~': 'tilde',
  '+': 'plus',
  '%': 'percent',
  '\\': 'backslash',
};
/** Endings that are said as words though they are short. */
const SAID = new Set([
  'com',
  'org',
  'net',
  'gov',
  'edu',
  'app',
  'me',
  'info',
  'biz',
  'co',
  'zip',
  'tar',
  'bat',
  'local',
]);

/** A part of an address: a word stays a word, "www" and "js" are named by letters, digits as in names. */
function addressPart(part: string, accent: Accent): string {
  if (/^\d+$/.test(part)) {
    return part.length > 4 ? digitWords(part) : nameDigits(part, accent);
  }
  if (/\d/.test(part)) {
    return (part.match(/\d+|\p{L}+/gu) ?? []).map((each) => addressPart(each, accent)).join(' ');
  }
  if (SAID.has(part.toLowerCase())) return part.toLowerCase();
  const isSoundless = !/[aeiouy]/i.test(part);
  const isShort =
    part.length <= 2 && !/^(?:go|my|we|up|is|to|in|on|of|me|do|it|be|by|no)$/i.test(part);
  return (isSoundless && part.length <= 5) || isShort ? letterByLetter(part) : part;
}

function addressWords(address: string, accent: Accent): string {
  const parts = address.match(/\d+|\p{L}+|[^\p{L}\d\s]/gu) ?? [];
  return parts
    .map((part) => (/^[\p{L}\d]/u.test(part) ? addressPart(part, accent) : (MARKS[part] ?? '')))
    .filter((word) => word !== '')
    .join(' ');
}

/** Punctuation at an address's end is the sentence's; a bracket too, if it was opened before. */
function trimmed(address: string): string {
  const bare = address.replace(/[.,;:!?'"*]+$/u, '');
  return bare.endsWith(')') && !bare.includes('(') ? trimmed(bare.slice(0, -1)) : bare;
}

function read(match: RegExpExecArray, accent: Accent): Found {
  if (match[0].endsWith("'s")) {
    const found = wholeAddress(match[0].slice(0, -2), accent);
    return { spoken: `${found.spoken}'s`, length: match[0].length };
  }
  return wholeAddress(match[0], accent);
}

function wholeAddress(written: string, accent: Accent): Found & { readonly length: number } {
  const address = trimmed(written);
  const said = address.replace(/^[a-z]{2,8}:\/\//i, '').replace(/\/$/, '');
  return { spoken: addressWords(said, accent), length: address.length };
}

const STARTS = String.raw`(?<![\p{L}\d@])`;
const LABEL = String.raw`[\p{Script=Latin}\d](?:[\p{Script=Latin}\d_-]{0,62})`;
/** No further than a page's longest address, so that no text makes this slow. */
const PATH = String.raw`[^\s<>"\p{Script=Han}，。！？；：、（）]{0,2000}`;

export const webRules: readonly Rule[] = [
  { pattern: new RegExp(String.raw`${STARTS}(?:https?|ftp|file)://${PATH}`, 'uyi'), read },
  { pattern: new RegExp(String.raw`${STARTS}www\.${PATH}`, 'uyi'), read },
  {
    pattern: new RegExp(
      String.raw`${STARTS}[\p{Script=Latin}\d][\p{Script=Latin}\d._+-]{0,63}@${LABEL}(?:\.${LABEL}){1,5}`,
      'uy',
    ),
    read,
  },
  {
    pattern: new RegExp(
      String.raw`${STARTS}(?:${LABEL}\.){1,5}(?:${oneOf(TOP_LEVELS)})(?![\p{L}\d-])(?:'s(?!\p{L})|[/:](?=[\p{L}\d~])${PATH})?`,
      'uy',
    ),
    read: (match, accent) =>
      // "Hello.me too" is a slip of the space bar more often than a site.
      /\p{Lu}\p{Ll}+\.(?:me|us|co|is)$/u.test(match[0]) ? undefined : read(match, accent),
  },
  {
    pattern: new RegExp(
      String.raw`${STARTS}${LABEL}(?:\.${LABEL}){0,2}?\.(?:${oneOf(FILE_ENDINGS)})(?![\p{L}\d-])`,
      'uy',
    ),
    read,
  },
  {
    // ".NET", ".mp4": a dot that begins a word is said.
    pattern: /(?<=^|[\s("])\.(\p{L}[\p{L}\d]*)/uy,
    read: ([, word], accent) => `dot ${addressPart(word, accent)}`,
  },
  {
    // "/usr/bin", "~/work", "./src": a path from the root, from home or from here.
    pattern: /(?<=^|[\s("'])(?:~|\.{1,2})?\/[\p{L}\d._-]+(?:\/[\p{L}\d._-]+)*/uy,
    read: (match, accent) => {
      const path = trimmed(match[0]);
      return { spoken: addressWords(path, accent), length: path.length };
    },
  },
  {
    pattern: /(?<![\p{L}\d])[A-Z]:\\[^\s<>"|?*]*/uy,
    read: (match, accent) => wholeAddress(match[0], accent),
  },
  {
    pattern: /(?<![\p{L}\d])@([\p{L}\d_]+)/uy,
    read: ([, name], accent) => `at ${addressWords(name, accent)}`,
  },
  {
    // "#HeyGemRocks2026" -> "hashtag Hey Gem Rocks twenty twenty-six".
    pattern: /(?<![\p{L}\d&])#(\p{L}[\p{L}\d_]*)/uy,
    read: (match, accent) => {
      if (/^[\p{L}\d]/u.test(after(match))) return undefined;
      const words = match[1].match(/\p{Lu}?\p{Ll}+|\p{Lu}+(?!\p{Ll})|\d+|\p{L}/gu) ?? [];
      return `hashtag ${words
        .map((word) => (/^\d/.test(word) ? nameDigits(word, accent) : word))
        .join(' ')}`;
    },
  },
];
