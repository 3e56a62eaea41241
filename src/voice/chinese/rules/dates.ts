import { cardinal, countWords, digitByDigit, STEADY_ONE } from '../numerals.js';
import { NOT_WITHIN, TO, type Rule } from './rule.js';

const YEAR = String.raw`(?:1\d|20|21)\d\d`;

/** The day of a month and the month: 1 keeps its tone in both. */
function dayOrMonth(digits: string): string {
  return cardinal(digits).replace(/^一$/, STEADY_ONE);
}

const MONTHS = 12;
const DAYS = 31;
const isMonthAndDay = (month: string, day: string): boolean =>
  Number(month) >= 1 && Number(month) <= MONTHS && Number(day) >= 1 && Number(day) <= DAYS;

/** 2026-11-28, 2026/11/28, 2026.11.28 */
const wholeDate: Rule = {
  pattern: new RegExp(
    String.raw`${NOT_WITHIN}(${YEAR})([-/.])(\d{1,2})\2(\d{1,2})(?![\d.]?\d)`,
    'y',
  ),
  read: ([, year, , month, day]) =>
    isMonthAndDay(month, day)
      ? `${digitByDigit(year)}年${dayOrMonth(month)}月${dayOrMonth(day)}日`
      : undefined,
};

/** A year is said digit by digit; a thousand years of something are counted. */
const year: Rule = {
  pattern: new RegExp(String.raw`${NOT_WITHIN}(\d{4})(${TO})?(\d{2,4})?(?=\s?年)`, 'y'),
  read: ([, first, to = '', second = ''], _before, after) => {
    if (!/^(?:1|20|21)/.test(first)) return undefined;
    const isCounted =
      first.endsWith('00') && /^\s?年(?:[前后来间]|以[前后来]|历史|之久|的?历史)/.test(after);
    if (to === '') return isCounted || second !== '' ? undefined : digitByDigit(first);
    return second !== '' ? `${digitByDigit(first)}到${digitByDigit(second)}` : undefined;
  },
};

/** 98年 and 08年 are years, 10年 may be ten of them; 90后 are people. */
const shortYear: Rule = {
  pattern: new RegExp(
    String.raw`${NOT_WITHIN}(\d0|0\d|[6-9]\d)(?=\s?年(?![代级龄])|后(?!面|来|方)|届)`,
    'y',
  ),
  read: ([, digits], _before, after) => {
    const isYear = after.trimStart().startsWith('年')
      ? /^(?:0\d|[6-9][1-9])$/.test(digits)
      : /^\d[05]$|^0/.test(digits);
    return isYear ? digitByDigit(digits) : undefined;
  },
};

const monthAndDay: Rule = {
  pattern: new RegExp(
    String.raw`${NOT_WITHIN}(\d{1,2})(\s?月)(\s?)(\d{1,2})(?=\s?[日号]|${TO}\d)`,
    'y',
  ),
  read: ([, month, between, blank, day]) =>
    isMonthAndDay(month, day)
      ? [
          { said: dayOrMonth(month), length: month.length },
          { said: '月', length: between.length + blank.length },
          { said: dayOrMonth(day), length: day.length },
        ]
      : undefined,
};

/** Months, days, and ranges of them. */
const month: Rule = {
  pattern: new RegExp(
    String.raw`${NOT_WITHIN}(\d{1,2})(?:(${TO})(\d{1,2}))?(?=\s?(?:月|日(?!元)|号))`,
    'y',
  ),
  read: ([, first, to = '', second]) =>
    to === '' ? dayOrMonth(first) : `${dayOrMonth(first)}到${dayOrMonth(second)}`,
};

/** 5/6月份 and 7/8号 are one or the other; no fraction, for that is said of 个月. */
const twoMonths: Rule = {
  pattern: new RegExp(
    String.raw`${NOT_WITHIN}(?<!/)(\d{1,2})\s?/\s?(\d{1,2})(?=\s?(?:月|日(?!元)|号))`,
    'y',
  ),
  read: ([, first, second], _before, after) => {
    const most = after.trimStart().startsWith('月') ? MONTHS : DAYS;
    const [low, high] = [Number(first), Number(second)];
    if (low < 1 || low >= high || high > most) return undefined;
    return `${dayOrMonth(first)} ${dayOrMonth(second)}`;
  },
};

/** 24/7 is said as its two numbers, and 7/24小时 as what it comes from; in a sum it is a fraction. */
const roundTheClock: Rule = {
  pattern: new RegExp(String.raw`${NOT_WITHIN}(?<!/)(?:24/7|7/24(?=\s?小时))(?![/\d.]*\d)`, 'y'),
  read: ([whole], before, after) => {
    if (/[=＝≈+×*÷]\s?$/.test(before) || /^\s?[=＝≈+×*÷%<>]/.test(after)) return undefined;
    return whole === '24/7' ? '二十四 七' : '七乘二十四';
  },
};

const TIME = String.raw`(\d{1,2}):([0-5]\d)(?::([0-5]\d))?`;

/** 3:30, 15:00:05, 9:00-18:00; a score of 21:15 and a screen of 16:10 are told by what stands before. */
const time: Rule = {
  pattern: new RegExp(
    String.raw`${NOT_WITHIN}(?<!:)${TIME}(?:${TO}${TIME})?(?![:\d])(\s?[AaPp]\.?[Mm]\b\.?)?`,
    'y',
  ),
  read: ([, hour, minute, second = '', hour2 = '', minute2, second2 = '', half = ''], before) => {
    const isRatio = /(?:比分|比例|比率|比|以|胜|负|平|败|领先|落后)[^\d。，]{0,4}$/.test(before);
    if (isRatio || Number(hour) > 24 || Number(hour2) > 24) return undefined;
    const ends = hour2 === '' ? '' : `到${clock(hour2, minute2, second2)}`;
    return halfOfDay(half, hour) + clock(hour, minute, second) + ends;
  },
};

function clock(hour: string, minute: string, second: string): string {
  const minutes = Number(minute) === 0 ? '' : `${padded(minute)}分`;
  const seconds = Number(second) === 0 ? '' : `${padded(second)}秒`;
  const nought = seconds !== '' && minutes === '' ? '零分' : '';
  return `${countWords(hour)}点${minutes}${nought}${seconds}`;
}

function padded(digits: string): string {
  return digits.startsWith('0') ? digitByDigit(digits) : cardinal(digits);
}

function halfOfDay(mark: string, hour: string): string {
  if (mark === '') return '';
  if (/a/i.test(mark)) return '上午';
  return Number(hour) >= 6 && Number(hour) < 12 ? '晚上' : '下午';
}

export const dateRules: readonly Rule[] = [
  wholeDate,
  year,
  shortYear,
  monthAndDay,
  twoMonths,
  month,
  roundTheClock,
  time,
];
