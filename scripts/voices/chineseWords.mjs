/**
 * Makes src/voice/chinese/commonWords.ts: `node scripts/voices/chineseWords.mjs DICT`, where DICT is jieba/dict.txt
 * of jieba 0.42.1 (`pip download --no-deps --no-binary :all: jieba==0.42.1`).
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const DICT_SHA256 = '7197c3211ddd98962b036cdf40324d1ea2bfaa12bd028e68faa70111a88e12a8';
const OUT = path.join(import.meta.dirname, '../../src/voice/chinese/commonWords.ts');
/** How often a word must have been counted: with rarer ones the file grows, and hardly a word is found better. */
const LEAST_COUNT = 50;
const LONGEST = 4;

const bytes = readFileSync(process.argv[2]);
const sum = createHash('sha256').update(bytes).digest('hex');
if (sum !== DICT_SHA256) throw new Error(`another dictionary: sha256 ${sum}`);
const entries = bytes
  .toString('utf8')
  .trim()
  .split('\n')
  .map((line) => line.split(' '))
  .map(([word, count]) => ({ word, count: Number(count) }))
  .filter(({ word }) => /^[\u4e00-\u9fff]+$/u.test(word));
const total = entries.reduce((sum, { count }) => sum + count, 0);
/** @type {string[][]} */
const byCost = [];
for (const { word, count } of entries) {
  if (word.length > LONGEST || count < LEAST_COUNT) continue;
  const cost = Math.round(-Math.log2(count / total));
  (byCost[cost] ??= []).push(word);
}
const lines = Array.from(byCost, (words) => (words ?? []).toSorted().join(' '));
writeFileSync(
  OUT,
  `/**
 * Common Chinese words of up to ${LONGEST} characters by how rare they are: those of line n were one in 2^n of all
 * words counted (line 0 is empty). Made by scripts/voices/chineseWords.mjs from the dictionary of jieba 0.42.1
 * (https://github.com/fxsjy/jieba, MIT, Copyright (c) 2013 Sun Junyi).
 */
export const COMMON_WORDS = \`${lines.join('\n').trimEnd()}\`;
`,
);
