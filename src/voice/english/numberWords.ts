import type { Accent } from './accent.js';

const ONES =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];
const SCALES =
  ' thousand million billion trillion quadrillion quintillion sextillion septillion octillion nonillion decillion'.split(
    ' ',
  );
const IRREGULAR_ORDINALS: Readonly<Partial<Record<string, string>>> = {
  one: 'first',
  two: 'second',
  three: 'third',
  five: 'fifth',
  eight: 'eighth',
  nine: 'ninth',
  twelve: 'twelfth',
};
const LONGEST = SCALES.length * 3;

/** Each digit by itself: `007` is "zero zero seven". */
export function digitWords(digits: string): string {
  return Array.from(digits)
    .map((digit) => ONES[Number(digit)])
    .join(' ');
}

/** @param digits decimal digits only; what is longer than we have words for is read digit by digit. */
export function cardinal(digits: string, accent: Accent): string {
  const significant = digits.replace(/^0+(?=\d)/, '');
  if (significant.length > LONGEST) return digitWords(digits);
  const groups: string[] = [];
  for (let end = significant.length; end > 0; end -= 3) {
    groups.unshift(significant.slice(Math.max(0, end - 3), end));
  }
  const words = groups.flatMap((group, index) => {
    const scale = groups.length - 1 - index;
    if (Number(group) === 0) return [];
    // "two thousand and five", "one million and twelve": British English says it before a small last group too.
    const isLastSmall = scale === 0 && index > 0 && Number(group) < 100;
    const and = isLastSmall && accent === 'gb' ? ['and'] : [];
    return [...and, underThousand(Number(group), accent), ...(scale > 0 ? [SCALES[scale]] : [])];
  });
  return words.length === 0 ? ONES[0] : words.join(' ');
}

function underThousand(value: number, accent: Accent): string {
  const rest = value % 100;
  const hundreds = value >= 100 ? [ONES[Math.floor(value / 100)], 'hundred'] : [];
  if (value >= 100 && rest === 0) return hundreds.join(' ');
  const and = value >= 100 && accent === 'gb' ? ['and'] : [];
  return [...hundreds, ...and, underHundred(rest)].join(' ');
}

function underHundred(value: number): string {
  if (value < 20) return ONES[value];
  const tens = TENS[Math.floor(value / 10)];
  return value % 10 === 0 ? tens : `${tens}-${ONES[value % 10]}`;
}

/** "twenty-one" -> "twenty-first". */
export function ordinalOf(words: string): string {
  const cut = Math.max(words.lastIndexOf(' '), words.lastIndexOf('-')) + 1;
  const last = words.slice(cut);
  const ordinal = IRREGULAR_ORDINALS[last] ?? `${last.replace(/y$/, 'ie')}th`;
  return words.slice(0, cut) + ordinal;
}

export function ordinal(digits: string, accent: Accent): string {
  return ordinalOf(cardinal(digits, accent));
}

/** As years are read: "nineteen ninety-nine", "nineteen oh five", "two thousand five", "twenty ten". */
export function year(digits: string, accent: Accent): string {
  const value = Number(digits);
  const high = Math.floor(value / 100);
  const low = value % 100;
  if (value < 1000 || value > 9999 || (high % 10 === 0 && low < 10)) {
    return cardinal(digits, accent);
  }
  if (low === 0) return `${underHundred(high)} hundred`;
  return `${underHundred(high)} ${low < 10 ? `oh ${ONES[low]}` : underHundred(low)}`;
}

/** Digits that belong to a name: "ninety-eight", "two sixty-four", "four eighty", "forty ninety". */
export function nameDigits(digits: string, accent: Accent): string {
  if (/^0./.test(digits) || digits.length > 4) return digitWords(digits);
  if (digits.length < 3 || /00$/.test(digits)) return cardinal(digits, accent);
  if (digits.length === 4) return year(digits, accent);
  const rest = Number(digits.slice(1));
  return `${ONES[Number(digits[0])]} ${rest < 10 ? `oh ${ONES[rest]}` : underHundred(rest)}`;
}

/** `12`, `1,200`, `3.14`, `.5`: what is counted or measured, never a year. */
export function quantity(written: string, accent: Accent): string {
  const [whole, decimals] = written.replaceAll(',', '').split('.');
  const words = cardinal(whole === '' ? '0' : whole, accent);
  return decimals ? `${words} point ${digitWords(decimals)}` : words;
}

/** A number that stands by itself: four digits of our time are read as a year, very long ones digit by digit. */
export function plainNumber(written: string, accent: Accent): string {
  if (/^0\d+$/.test(written) || /^\d{10,}$/.test(written)) return digitWords(written);
  if (/^(1\d|20)\d\d$/.test(written)) return year(written, accent);
  return quantity(written, accent);
}

export function isOne(written: string): boolean {
  return /^1(\.0+)?$/.test(written);
}

const DECADES = TENS.map((tens) => tens.replace(/y$/, 'ies'));

/** `1990s`, `80s`, `2000s`; undefined where it is no decade. */
export function decade(digits: string, accent: Accent): string | undefined {
  if (!/^(\d\d)?\d0$/.test(digits)) return undefined;
  const ending = Number(digits.slice(-2));
  const century = digits.slice(0, -2);
  if (ending === 10) return century === '' ? 'tens' : `${cardinal(century, accent)} tens`;
  if (ending === 0) return century === '' ? undefined : `${year(digits, accent)}s`;
  const words = DECADES[ending / 10];
  return century === '' ? words : `${cardinal(century, accent)} ${words}`;
}

/** A fraction's lower part: "half", "halves", "third", "twentieths". */
export function fractionPart(denominator: string, isPlural: boolean, accent: Accent): string {
  if (denominator === '2') return isPlural ? 'halves' : 'half';
  const part = denominator === '4' ? 'quarter' : ordinal(denominator, accent);
  return isPlural ? `${part}s` : part;
}
