import type { Accent } from '../accent.js';
import { cardinal, digitWords, ordinal, year } from '../numberWords.js';
import { after, oneOf, type Rule } from './rule.js';

const MONTHS =
  'January February March April May June July August September October November December'.split(
    ' ',
  );
const SHORT_MONTHS = new Map(MONTHS.map((month) => [month.slice(0, 3), month]));
SHORT_MONTHS.set('Sept', 'September').delete('May');
const WEEKDAYS = new Map(
  'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'
    .split(' ')
    .flatMap((day) => [[day.slice(0, 3), day] as const, [day.slice(0, 4), day] as const]),
);
WEEKDAYS.set('Thurs', 'Thursday');

const MONTH = `(?:${oneOf([...MONTHS, ...SHORT_MONTHS.keys()])})`;
const SHORT = `(${oneOf(SHORT_MONTHS.keys())})`;
const ENDS = String.raw`(?![\p{L}\d])`;

/** Undefined where it is no date. */
function wholeDate(years: string, month: number, day: number, accent: Accent): string | undefined {
  if (month < 1 || month > 12 || day < 1 || day > 31) return undefined;
  const name = MONTHS[month - 1];
  const nth = ordinal(String(day), accent);
  const fullYear = years.length === 2 ? (Number(years) > 30 ? '19' : '20') + years : years;
  const date = accent === 'gb' ? `the ${nth} of ${name}` : `${name} ${nth}`;
  return `${date}, ${year(fullYear, accent)}`;
}

/** Americans write the month first, the British the day; a number over twelve says which it is. */
function slashedDate(first: number, second: number, years: string, accent: Accent) {
  const isDayFirst = first > 12 || (accent === 'gb' && second <= 12);
  const [month, day] = isDayFirst ? [second, first] : [first, second];
  return wholeDate(years, month, day, accent);
}

/** The time of day on a clock of twelve or twenty-four hours. */
function clock(hours: string, minutes: string, half: string | undefined, accent: Accent): string {
  const hour = cardinal(hours, accent);
  const minute = Number(minutes);
  const letters = half === undefined ? '' : ` ${half.toUpperCase()}.M.`;
  if (minute > 0) {
    return `${hour} ${minute < 10 ? `oh ${digitWords(String(minute))}` : cardinal(minutes, accent)}${letters}`;
  }
  if (half !== undefined) return hour + letters;
  return Number(hours) >= 1 && Number(hours) <= 12 ? `${hour} o'clock` : `${hour} hundred`;
}

/** `p.m.` at a sentence's end: its last dot ends the sentence too. */
const HALF = String.raw`(?:\s?([AaPp])(?:\.[Mm]\.|\.?[Mm](?![\p{L}\d])))`;

export const dateRules: readonly Rule[] = [
  {
    pattern: new RegExp(String.raw`(\d{4})([-/.])(\d{1,2})\2(\d{1,2})${ENDS}`, 'uy'),
    read: ([, years, , month, day], accent) => wholeDate(years, Number(month), Number(day), accent),
  },
  {
    pattern: new RegExp(String.raw`(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})${ENDS}`, 'uy'),
    read: ([, first, second, years], accent) =>
      slashedDate(Number(first), Number(second), years, accent),
  },
  {
    pattern: new RegExp(String.raw`(\d{1,2})\.(\d{1,2})\.(\d{4})${ENDS}`, 'uy'),
    read: ([, day, month, years], accent) => wholeDate(years, Number(month), Number(day), accent),
  },
  {
    // The T of 2026-03-03T10:30.
    pattern: /(?<=\d-\d\d)T(?=\d\d:\d\d)/uy,
    read: () => ({ spoken: '' }),
  },
  {
    pattern: new RegExp(String.raw`(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?${HALF}?(?!\d)`, 'uy'),
    read: ([, hours, minutes, seconds, half], accent) => {
      if (Number(hours) > 24 || Number(minutes) > 59 || Number(seconds) > 59) return undefined;
      const time = clock(hours, minutes, half, accent);
      if (!seconds) return time;
      const word = Number(seconds) === 1 ? 'second' : 'seconds';
      return `${time} and ${cardinal(seconds, accent)} ${word}`;
    },
  },
  {
    pattern: new RegExp(String.raw`(\d{1,2})${HALF}`, 'uy'),
    read: ([, hours, half], accent) =>
      Number(hours) > 24 ? undefined : clock(hours, '00', half, accent),
  },
  {
    // The day in "March 3" and "March 3rd, 2026".
    pattern: new RegExp(
      String.raw`(?<=\b${MONTH}\.? )(\d{1,2})(?:st|nd|rd|th)?(?![\p{L}\d:%]|\.\d|,\d{3})`,
      'uy',
    ),
    read: ([, day], accent) => {
      if (Number(day) < 1 || Number(day) > 31) return undefined;
      return accent === 'gb' ? `the ${ordinal(day, accent)}` : ordinal(day, accent);
    },
  },
  {
    // The day in "3 March" and "the 3rd of March".
    pattern: new RegExp(String.raw`(\d{1,2})(?:st|nd|rd|th)?( of)?(?= ${MONTH}(?![\p{L}]))`, 'uy'),
    read: (match, accent) => {
      const day = match[1];
      if (Number(day) < 1 || Number(day) > 31) return undefined;
      const the = /\bthe $/i.test(match.input.slice(0, match.index)) ? '' : 'the ';
      return `${the}${ordinal(day, accent)} of`;
    },
  },
  {
    pattern: new RegExp(String.raw`${SHORT}\.?(?= \d|,? \d{4})`, 'uy'),
    read: ([, month]) => SHORT_MONTHS.get(month),
  },
  {
    // "3 Mar" and "Mar. 2026".
    pattern: new RegExp(String.raw`(?<=\d(?:st|nd|rd|th)? (?:of )?)${SHORT}\.?${ENDS}`, 'uy'),
    read: ([, month]) => SHORT_MONTHS.get(month),
  },
  {
    pattern: new RegExp(
      String.raw`(${oneOf(WEEKDAYS.keys())})\.?[-–](${oneOf(WEEKDAYS.keys())})\.?${ENDS}`,
      'uy',
    ),
    read: ([, first, last]) => `${WEEKDAYS.get(first) ?? first} to ${WEEKDAYS.get(last) ?? last}`,
  },
  {
    pattern: new RegExp(String.raw`(${oneOf(WEEKDAYS.keys())})\.?(?=,? (?:\d|${MONTH}))`, 'uy'),
    read: (match) => (/^\p{L}/u.test(after(match)) ? undefined : WEEKDAYS.get(match[1])),
  },
];
