import type { Accent } from '../accent.js';
import {
  cardinal,
  decade,
  digitWords,
  fractionPart,
  nameDigits,
  ordinal,
  plainNumber,
  quantity,
} from '../numberWords.js';
import { letterByLetter, NUMBER, type Rule } from './rule.js';

const FRACTIONS: Readonly<Partial<Record<string, readonly [string, string]>>> = {
  '½': ['1', '2'],
  '⅓': ['1', '3'],
  '⅔': ['2', '3'],
  '¼': ['1', '4'],
  '¾': ['3', '4'],
  '⅕': ['1', '5'],
  '⅛': ['1', '8'],
};
const POWERS: Readonly<Partial<Record<string, string>>> = { '²': 'squared', '³': 'cubed' };
/** What a range may have between its number and its dash: "9 am-5 pm", "10%-20%". */
const RANGE_START = String.raw`(?<=\d(?:\s?(?:[ap]\.?m\.?|[AP]M|%|°[CF]?|[kKM]))?)`;

function fraction(upper: string, lower: string, accent: Accent): string {
  return `${cardinal(upper, accent)} ${fractionPart(lower, upper !== '1', accent)}`;
}

/** "one and a half", "two and three quarters". */
function mixed(whole: string, upper: string, lower: string, accent: Accent): string {
  const isEighth = lower === '8';
  const part =
    upper === '1'
      ? `${isEighth ? 'an' : 'a'} ${fractionPart(lower, false, accent)}`
      : fraction(upper, lower, accent);
  return `${cardinal(whole, accent)} and ${part}`;
}

/** Groups of digits as a telephone's are read, with a breath between them. */
function dialled(text: string): string {
  const groups = text.match(/\d+/g) ?? [];
  const plus = text.startsWith('+') ? 'plus ' : '';
  return plus + groups.map(digitWords).join(', ');
}

/** A network address: "one nine two dot one six eight". */
function address(groups: string[]): string {
  return groups.map(digitWords).join(' dot ');
}

/** "MP" is named by letters, "COVID" and "iPhone" are left to the lexicon. */
function letterPart(letters: string): string {
  const isShortCapitals = letters.length <= 3 && letters === letters.toUpperCase();
  const isSoundless =
    (letters.length <= 4 && !/[aeiouy]/i.test(letters)) ||
    /^(?:utf|ipv|usb|gpu|cpu)$/i.test(letters);
  return letters.length === 1 || isShortCapitals || isSoundless ? letterByLetter(letters) : letters;
}

export const numberRules: readonly Rule[] = [
  {
    pattern: /(?<![\p{L}\d])[vV](\d+(?:\.\d+)*)(?:-(?=\p{L}))?(?![\p{L}\d])/uy,
    read: ([, version], accent) =>
      `version ${version
        .split('.')
        .map((part) => cardinal(part, accent))
        .join(' point ')}`,
  },
  {
    // Versions of known things: "Python 3.10" is "three point ten".
    pattern:
      /(?<=\b(?:[Vv]ersion|Python|Node|Node\.js|Ubuntu|Android|Go|Swift|PHP) )\d+\.\d+(?!\.?\d)/uy,
    read: ([version], accent) =>
      version
        .split('.')
        .map((part) => (part.startsWith('0') ? digitWords(part) : cardinal(part, accent)))
        .join(' point '),
  },
  {
    pattern: /\d+(?:\.\d+){2,}(?![\p{L}\d])/uy,
    read: ([text], accent) => {
      const groups = text.split('.');
      const isAddress = groups.length === 4 && groups.every((group) => Number(group) < 256);
      if (isAddress && groups.some((group) => group.length > 1)) return address(groups);
      return groups.map((group) => nameDigits(group, accent)).join(' point ');
    },
  },
  {
    // Telephone numbers and the like: an international one, one with an area in brackets, groups with hyphens.
    pattern:
      /(?:\+\d{1,3}[ -]?)?\(\d{2,5}\)[ -]?\d{2,4}(?:[ -]\d{2,4})+(?!\d)|\+\d{1,3}(?:[ -]?\d{2,4}){2,5}(?!\d)|\d{1,5}(?:-\d{1,5}){2,}(?![\p{L}\d])|\d{3}-\d{4}(?![-\p{L}\d])|0\d{2,4}(?: \d{3,4}){2}(?!\d)|\d{4}(?: \d{4}){3}(?!\d)/uy,
    read: ([text]) => dialled(text),
  },
  {
    pattern: /(\d{1,3})(?:[ -](\d{1,2})\/(\d{1,2})|([½⅓⅔¼¾⅕⅛]))(?![\p{L}\d/])/uy,
    read: ([, whole, upper, lower, sign], accent) => {
      const [top, bottom] = FRACTIONS[sign] ?? [upper, lower];
      if (Number(top) >= Number(bottom) || Number(top) === 0) return undefined;
      return mixed(whole, top, bottom, accent);
    },
  },
  {
    pattern: /[½⅓⅔¼¾⅕⅛]/uy,
    read: ([sign], accent) => {
      const parts = FRACTIONS[sign];
      return parts && fraction(parts[0], parts[1], accent);
    },
  },
  {
    pattern: /(\d{1,3})\/(\d{1,3})(?![\p{L}\d/])/uy,
    read: ([text, upper, lower], accent) => {
      if (text === '24/7') return 'twenty-four seven';
      if (text === '9/11') return 'nine eleven';
      if (text === '50/50') return 'fifty fifty';
      const isMark = Number(upper) > 1 && Number(upper) <= Number(lower);
      if (isMark && /^(10|20|100)$/.test(lower)) {
        return `${cardinal(upper, accent)} out of ${cardinal(lower, accent)}`;
      }
      const isFraction = Number(upper) > 0 && Number(upper) < Number(lower);
      if (isFraction && (Number(lower) <= 20 || /^(32|64|100)$/.test(lower))) {
        return fraction(upper, lower, accent);
      }
      return `${quantity(upper, accent)} slash ${quantity(lower, accent)}`;
    },
  },
  {
    pattern: /(\d{1,2}):(\d{1,3})(?![\p{L}\d:])/uy,
    read: ([text, a, b], accent) => {
      const isPicture = /^(?:16:9|9:16|4:3|3:4|21:9)$/.test(text);
      return `${cardinal(a, accent)} ${isPicture ? 'by' : 'to'} ${cardinal(b, accent)}`;
    },
  },
  {
    pattern: /((?:\d{1,3}(?:,\d{3})+|\d+))(?:st|nd|rd|th)(?![\p{L}\d])/iuy,
    read: ([, number], accent) => ordinal(number.replaceAll(',', ''), accent),
  },
  {
    pattern: /(\d{2}|\d{4})'?s(?![\p{L}\d])/uy,
    read: ([, digits], accent) => decade(digits, accent),
  },
  {
    // The power of ten in "6.02e23" and "1.5e-3".
    pattern: new RegExp(String.raw`(${NUMBER})[eE]([-+]?)(\d{1,3})(?![\p{L}\d])`, 'uy'),
    read: ([, number, sign, power], accent) =>
      `${quantity(number, accent)} times ten to the power of ${sign === '-' ? 'minus ' : ''}${cardinal(power, accent)}`,
  },
  {
    pattern: new RegExp(String.raw`(${NUMBER})([²³])`, 'uy'),
    read: ([, number, power], accent) => `${quantity(number, accent)} ${POWERS[power] ?? ''}`,
  },
  {
    // "call 911".
    pattern: /(?<=\b(?:[Cc]all|[Dd]ial|[Tt]ext) )\d{3}(?!\d|[.,]\d)/uy,
    read: ([number]) => digitWords(number),
  },
  {
    // Numbers that are names: "Room 101", "HTTP 404".
    pattern:
      /(?<=\b(?:Room|Flight|Route|Highway|HTTP|[Ee]rror|Suite|Apartment|Boeing|Airbus|Bus|Area) )\d{3,4}(?!\d|[.,]\d)/uy,
    read: ([number], accent) => nameDigits(number, accent),
  },
  {
    // "1 000 000".
    pattern: /(?<!\d )\d{1,3}(?: \d{3}){2,}(?! ?\d)/uy,
    read: ([number], accent) => cardinal(number.replaceAll(' ', ''), accent),
  },
  {
    pattern: /\d{1,3}(?:_\d{3})+(?![\p{L}\d_])/uy,
    read: ([number], accent) => cardinal(number.replaceAll('_', ''), accent),
  },
  {
    // "1920x1080", "4x4": a picture's size, or a thing's.
    pattern: /(?!0x)(\d{1,5})\s?([x×])\s?(\d{1,5})(?:\s?[x×]\s?(\d{1,5}))?(?![\p{L}\d]|\.\d)/uy,
    read: ([, first, sign, second, third], accent) => {
      const sides = [first, second, third].filter(Boolean);
      if (sign === '×' && sides.some((side) => side.length < 3)) return undefined;
      return sides.map((side) => nameDigits(side, accent)).join(' by ');
    },
  },
  {
    pattern: /(?<![\p{L}\d])([A-Z])\.(\d+)(?![\p{L}\d])/uy,
    read: ([, letter, number], accent) => `${letter}. ${nameDigits(number, accent)}`,
  },
  {
    // What must not be taken for a year: it is counted.
    pattern:
      /\d{4}(?= (?:people|users|words|times|pages|files|steps|hours|minutes|seconds|days|characters|bytes|items)\b)/uy,
    read: ([number], accent) => quantity(number, accent),
  },
  {
    // "1080p", "H264", "MP3", "GPT-4", "COVID-19", "B2B", "RTX4090".
    pattern:
      /(?=[\p{Script=Latin}\d]*\p{Script=Latin})[\p{Script=Latin}\d]*\d[\p{Script=Latin}\d]*(?:-\d+(?:\.\d+)?(?![\p{L}\d]))?/uy,
    read: ([text], accent) =>
      (text.match(/\d+\.\d+|\d+|\p{L}+/gu) ?? [])
        .map((part) => {
          if (part.includes('.')) return quantity(part, accent);
          return /^\d/.test(part) ? nameDigits(part, accent) : letterPart(part);
        })
        .join(' ')
        .replace(/^([BCDGPM]\.) two ([BCDGPM]\.)$/u, '$1 to $2'),
  },
  {
    pattern: /(\p{Script=Latin}+)-(\d+(?:\.\d+)?)(?![\p{L}\d])/uy,
    read: ([, letters, number], accent) =>
      `${letterPart(letters)} ${number.includes('.') ? quantity(number, accent) : nameDigits(number, accent)}`,
  },
  {
    pattern: new RegExp(String.raw`${RANGE_START}[-–—](?=[$£€¥￥]?\d)`, 'uy'),
    read: () => 'to',
  },
  { pattern: /(?<=\d )–(?= [$£€¥￥]?\d)/uy, read: () => 'to' },
  { pattern: /(?<=[\d)] )-(?= [\d(])/uy, read: () => 'minus' },
  {
    // A sign before a number, where nothing is taken away from anything.
    pattern: new RegExp(String.raw`(?<![\p{L}\d)])([-+])(${NUMBER})(?![\p{L}\d])`, 'uy'),
    read: ([, sign, number], accent) =>
      `${sign === '-' ? 'minus' : 'plus'} ${quantity(number, accent)}`,
  },
  {
    pattern: new RegExp(String.raw`(${NUMBER}|\.\d+)(?:'s(?![\p{L}\d]))?`, 'uy'),
    read: ([text, number], accent) => {
      const words = plainNumber(number, accent);
      return text.endsWith("'s") ? `${words}'s` : words;
    },
  },
];
