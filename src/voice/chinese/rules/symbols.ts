import { cardinal } from '../numerals.js';
import type { Rule } from './rule.js';

/** Signs that are words. */
const SIGNS: Readonly<Record<string, string>> = {
  '%': '百分号',
  '＆': '和',
  '@': '艾特',
  '#': '井号',
  '=': '等于',
  '×': '乘',
  '÷': '除以',
  '≥': '大于等于',
  '≤': '小于等于',
  '≠': '不等于',
  '≈': '约等于',
  '±': '正负',
  '√': '根号',
  '∞': '无穷大',
  '→': '到',
  '℃': '摄氏度',
  '°': '度',
  '№': '第',
  α: '阿尔法',
  β: '贝塔',
  γ: '伽马',
  δ: '德尔塔',
  λ: '兰姆达',
  π: '派',
  Ω: '欧姆',
  Δ: '德尔塔',
  θ: '西塔',
  μ: '缪',
  σ: '西格马',
  '¥': '元',
  $: '美元',
  '€': '欧元',
  '£': '英镑',
  〇: '零',
  '○': '零',
};
const sign: Rule = {
  pattern: new RegExp(`[${Object.keys(SIGNS).join('')}]`, 'y'),
  read: ([found]) => SIGNS[found],
};

/** Signs between two numbers or letters, or before a number. */
const SUMS: Readonly<Record<string, string>> = {
  '+': '加',
  '-': '减',
  '−': '减',
  '*': '乘',
  '/': '除以',
  '>': '大于',
  '<': '小于',
  '&': '和',
};
const sum: Rule = {
  pattern: /\s?([-−+*/><&])(?=\s?[\dA-Za-z\u4e00-\u9fff])/y,
  read: ([, found], before, after) => {
    const isAfterNumber = /\d\s?$/.test(before);
    const isBeforeNumber = /^\s?\d/.test(after);
    if (isAfterNumber && isBeforeNumber) return SUMS[found];
    if (found === '&' || found === '>' || found === '<') return SUMS[found];
    return found === '+' && !/\s$/.test(before) ? SUMS[found] : undefined;
  },
};

/** C++ and C#, and a number with a plus behind it: 100+ */
const behindLetters: Rule = {
  pattern: /(?<=[A-Za-z])(?:\+\+|\+(?![A-Za-z\d])|#)/y,
  read: ([found]) => (found === '#' ? ' sharp' : '加'.repeat(found.length)),
};
const andMore: Rule = { pattern: /(?<=\d)\+(?![\d+])/y, read: () => '多' };

const ROMAN = 'ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ';
const roman: Rule = {
  pattern: new RegExp(`[${ROMAN}]`, 'y'),
  read: ([found]) => cardinal(String(ROMAN.indexOf(found) + 1)).replace('一', '壹'),
};

/** No.1 is 第一. */
const placeNumber: Rule = {
  pattern: /(?<![A-Za-z])(?:No|NO|№)\.?\s?(?=\d)/y,
  read: () => '第',
};

export const symbolRules: readonly Rule[] = [placeNumber, behindLetters, andMore, sum, roman, sign];
