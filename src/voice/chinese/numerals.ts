/**
 * Numbers as Chinese characters. `壹` stands for a 一 that keeps its first tone whatever follows, as the ones
 * of 二十一 and of 一九九八 do; `幺` is how 1 is said in telephone numbers.
 */
const DIGITS = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'] as const;
export const STEADY_ONE = '壹';
const PLACES = ['', '十', '百', '千'] as const;
/** Of groups of four digits. */
const GROUPS = ['', '万', '亿', '万亿'] as const;
/** What is longer is said digit by digit. */
const MOST_DIGITS = 16;

/** 2026 as 二零二六. @param one how 1 is said */
export function digitByDigit(digits: string, one: string = STEADY_ONE): string {
  return Array.from(digits)
    .map((digit) => (digit === '1' ? one : DIGITS[Number(digit)]))
    .join('');
}

/** 1234 as 一千二百三十四. @param digits nothing else, as many as there are */
export function cardinal(digits: string): string {
  const number = digits.replace(/^0+(?=\d)/, '');
  if (number.length > MOST_DIGITS) return digitByDigit(digits);
  if (number.length === 1) return DIGITS[Number(number)];
  const groups: string[] = [];
  for (let end = number.length; end > 0; end -= 4)
    groups.unshift(number.slice(Math.max(0, end - 4), end));
  let said = '';
  let gap = false;
  for (const [at, group] of groups.entries()) {
    if (Number(group) === 0) {
      gap = true;
      continue;
    }
    if (said !== '' && (gap || group.startsWith('0'))) said += DIGITS[0];
    gap = false;
    said += groupOf(group.replace(/^0+/, ''), said === '') + GROUPS[groups.length - 1 - at];
  }
  return said;
}

/** @param isFirst whether the number begins with these digits: 十五, but 一百一十五; 两千, but 一万二千 */
function groupOf(group: string, isFirst: boolean): string {
  if (group === '2' && isFirst) return '两';
  if (group === '1' && isFirst) return '一';
  let said = '';
  let gap = false;
  for (const [at, digit] of Array.from(group).entries()) {
    const place = group.length - 1 - at;
    if (digit === '0') {
      gap = true;
      continue;
    }
    if (gap) said += DIGITS[0];
    gap = false;
    said += digitAt(Number(digit), place, isFirst && at === 0) + PLACES[place];
  }
  return said;
}

function digitAt(digit: number, place: number, isFirst: boolean): string {
  if (digit === 1 && place === 1 && isFirst) return '';
  if (digit === 1 && place < 2) return STEADY_ONE;
  if (digit === 2 && place > 1 && isFirst) return '两';
  return DIGITS[digit];
}

/** `1,234.50` as 一千二百三十四点五零. @param written digits, commas or spaces between thousands, at most one dot */
export function numberWords(written: string): string {
  const [whole, part] = written.replace(/[^\d.]/g, '').split('.', 2) as [string, string?];
  if (part === undefined || part === '') return cardinal(whole);
  const said =
    whole === '1' ? STEADY_ONE : whole === '2' ? DIGITS[2] : cardinal(whole === '' ? '0' : whole);
  return `${said}点${digitByDigit(part)}`;
}

/** As `numberWords`, before what is counted: 2 is 两 there. */
export function countWords(written: string): string {
  return /^0*2$/.test(written) ? '两' : numberWords(written);
}
