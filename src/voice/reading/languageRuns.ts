/** A part of a sentence that is read by one language's rules. */
export interface LanguageRun {
  readonly language: 'chinese' | 'english';
  /** UTF-16 units, the end not included. */
  readonly start: number;
  readonly end: number;
}

const HAN = String.raw`\u3007\u3400-\u4dbf\u4e00-\u9fff\u{20000}-\u{323af}`;
const WIDE_MARKS = String.raw`\u3001-\u3006\u3008-\u301f\uff01-\uff0f\uff1a-\uff1f\u2014\u2026\u00b7“”‘’`;
/** Characters with what stands between and right beside them: `在3月，` within an English sentence. */
const CHINESE = new RegExp(
  `(?:\\d+(?=[${HAN}]))?[${HAN}](?:[${WIDE_MARKS}]*\\d*[${WIDE_MARKS}]*[${HAN}])*(?:\\d+(?![\\d.,]*\\s?[A-Za-z]))?[${WIDE_MARKS}]*`,
  'gu',
);
const NOT_ENGLISH = new RegExp(`[${HAN}${WIDE_MARKS.replace('“”‘’', '')}]+`, 'u');
/** Quotes are the same in both. */
const CHINESE_SIGN = new RegExp(`[${HAN}\\u3001-\\u301f\\uff01-\\uff1f]`, 'u');
/** Parts of addresses and of names of files are none. */
const WORD = /(?<![A-Za-z\d.:/@_-])(?:[A-Za-z][a-z'’]+|[IAa])(?![A-Za-z\d:/@_]|\.[A-Za-z])/g;
/** As many words make a stretch within Chinese English, with its numbers and marks. */
const ENGLISH_WORDS = 4;
/** As many make a sentence without Chinese characters English. */
const ENGLISH_SENTENCE = 2;

/** @param language the one that the sentence is written in, by and large */
export function languageRuns(text: string, language: string): readonly LanguageRun[] {
  return language.startsWith('zh') ? runsInChinese(text) : runsInEnglish(text);
}

function runsInEnglish(text: string): LanguageRun[] {
  const runs: LanguageRun[] = [];
  let from = 0;
  for (const { index, 0: found } of text.matchAll(CHINESE)) {
    if (index > from) runs.push({ language: 'english', start: from, end: index });
    from = index + found.length;
    runs.push({ language: 'chinese', start: index, end: from });
  }
  if (from < text.length) runs.push({ language: 'english', start: from, end: text.length });
  return runs;
}

function runsInChinese(text: string): LanguageRun[] {
  if (!CHINESE_SIGN.test(text) && wordCount(text) >= ENGLISH_SENTENCE) {
    return [{ language: 'english', start: 0, end: text.length }];
  }
  const runs: LanguageRun[] = [];
  let chineseFrom = 0;
  let at = 0;
  for (const part of text.split(NOT_ENGLISH)) {
    const start = text.indexOf(part, at);
    at = start + part.length;
    if (wordCount(part) < ENGLISH_WORDS) continue;
    const run = englishWithin(text, start, at);
    if (run.start > chineseFrom)
      runs.push({ language: 'chinese', start: chineseFrom, end: run.start });
    runs.push(run);
    chineseFrom = run.end;
  }
  if (chineseFrom < text.length)
    runs.push({ language: 'chinese', start: chineseFrom, end: text.length });
  return runs;
}

/** From the first letter on; a number at the end is read in English if no Chinese follows that it may belong to. */
function englishWithin(text: string, start: number, end: number): LanguageRun {
  const part = text.slice(start, end);
  const first = part.search(/[A-Za-z]/);
  const isBeforeChinese = end < text.length && /[\u4e00-\u9fff]/.test(text[end]);
  const behind = isBeforeChinese ? /[^A-Za-z]*$/ : /\s*$/;
  return {
    language: 'english',
    start: start + first,
    end: start + part.replace(behind, '').length,
  };
}

function wordCount(text: string): number {
  return text.match(WORD)?.length ?? 0;
}
