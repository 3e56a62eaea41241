import { digitByDigit } from '../numerals.js';
import type { Rule } from './rule.js';

const ENDINGS = 'com|cn|net|org|io|ai|dev|app|gov|edu|info|top|xyz|me|co|tv|cc';
const SIGNS: Readonly<Record<string, string>> = {
  '.': '点',
  '/': '斜杠',
  '-': '杠',
  _: '下划线',
  '@': '艾特',
  ':': '冒号',
  '~': '波浪号',
  '+': '加',
};
/** What stands behind ? or # of an address is nothing that anybody reads aloud. */
const LONGEST_PATH = 60;

/** https://example.com/a, www.example.cn, name@example.com, example.com/docs */
const address: Rule = {
  pattern: new RegExp(
    String.raw`(?<![A-Za-z\d.@])(?:https?:\/\/|(?=www\.)|(?=[\w.+-]{1,64}@[\w-]{1,63}\.)|(?=(?:[\w-]{1,63}\.){1,5}(?:${ENDINGS})(?![\w-])))([A-Za-z\d][\w.+~:@/?&=#%-]*)`,
    'yi',
  ),
  read: ([whole, rest]) => {
    const shown = rest.replace(/[.:?&=#%/-]+$/, '');
    const said = shown.replace(/[?#].*$/, '').slice(0, LONGEST_PATH);
    return [{ said: spelledAddress(said), length: whole.length - rest.length + shown.length }];
  },
};

function spelledAddress(text: string): string {
  const parts = text.replace(/^www(?=\.)/i, 'W W W').match(/[A-Za-z ]+|\d+|[^A-Za-z\d ]/g) ?? [];
  return parts
    .map((part) => {
      if (/^\d/.test(part)) return digitByDigit(part);
      if (/^(?:cn|io|ai|tv|cc|api|id|url|http|html|php)$/i.test(part))
        return Array.from(part.toUpperCase()).join(' ');
      return /^[A-Za-z ]/.test(part) ? ` ${part} ` : (SIGNS[part] ?? '');
    })
    .join('');
}

export const webRules: readonly Rule[] = [address];
