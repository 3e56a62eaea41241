import { describe, expect, it } from 'vitest';
import { breakPlaces } from '../../../../src/core/subtitles/breakPlaces.js';
import { buildCues, CUE_RULES, UPRIGHT_LINE } from '../../../../src/core/subtitles/buildCues.js';
import type { TimedSentence } from '../../../../src/core/subtitles/spokenText.js';
import { textWidth } from '../../../../src/core/subtitles/textWidth.js';

/** A sentence whose words, as spaces and characters tell them, take time by their lengths. */
function spoken(text: string, from = 0, pace = 0.07): TimedSentence {
  const words = [...text.matchAll(/[\p{Script=Han}]|[^\s\p{Script=Han}]+/gu)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    from: from + textWidth(text.slice(0, match.index)) * pace,
    to: from + textWidth(text.slice(0, match.index + match[0].length)) * pace,
  }));
  return { text, from, to: from + textWidth(text) * pace, words };
}

const ENGLISH =
  'When you record a lecture only once, you can publish it in every language that your students speak, and nobody has to stand before a camera again, which saves a week of work for each course.';
const CHINESE =
  '大家好，欢迎来到我们的课程：同一段视频可以说全新的话（例如“重庆”和“HeyGem Studio 2026”），不需要重新拍摄，也不需要把素材上传到云端，一切都在您自己的电脑上完成。';

describe('buildCues', () => {
  it.each([
    ['English', ENGLISH, CUE_RULES],
    ['Chinese', CHINESE, CUE_RULES],
    ['English upright', ENGLISH, { ...CUE_RULES, line: UPRIGHT_LINE }],
    ['Chinese upright', CHINESE, { ...CUE_RULES, line: UPRIGHT_LINE }],
  ])('breaks %s into readable cues and loses no letter', (_, text, rules) => {
    const cues = buildCues([spoken(text)], rules);
    expect(cues.length).toBeGreaterThan(1);
    const said = cues
      .map((cue) => cue.text)
      .join('')
      .replace(/\s/g, '');
    expect(said).toBe(text.replace(/\s/g, ''));
    for (const { text: shown, from, to } of cues) {
      const lines = shown.split('\n');
      expect(lines.length).toBeLessThanOrEqual(2);
      expect(to - from).toBeLessThanOrEqual(rules.longest);
      for (const line of lines) {
        expect(textWidth(line), line).toBeLessThanOrEqual(rules.line);
        expect(line).not.toMatch(/^[。，！？：）」”]/);
        expect(line).not.toMatch(/[（「“]$/);
        expect(line).toBe(line.trim());
      }
      expect(shown).not.toMatch(/Hey\n|Stu\n|20\n26/);
    }
  });

  it('begins cues with their first words and ends them with their last', () => {
    const sentence = spoken(ENGLISH, 3);
    for (const { from, to, text } of buildCues([sentence])) {
      const start = ENGLISH.indexOf(text.replace('\n', ' '));
      const end = start + text.length;
      expect(from).toBeCloseTo(sentence.words.find((word) => word.start >= start)?.from ?? -1);
      expect(to).toBeCloseTo(sentence.words.findLast((word) => word.end <= end)?.to ?? -1);
    }
  });

  it('breaks at punctuation rather than anywhere', () => {
    const text = 'I said it would be raining today, and it did.';
    expect(buildCues([spoken(text)])[0].text).toBe(
      'I said it would be raining today,\nand it did.',
    );
    const chinese = '今天天气很好我们去公园散步，然后一起回家吃晚饭。';
    expect(buildCues([spoken(chinese)])[0].text).toBe(
      '今天天气很好我们去公园散步，\n然后一起回家吃晚饭。',
    );
  });

  it('begins no line with 的 or 了, and breaks before a bracket rather than in it', () => {
    const text = '同一段视频可以说全新的话（例如“重庆”），不需要重新拍摄。';
    expect(buildCues([spoken(text, 0, 0.09)])[0].text).toBe(
      '同一段视频可以说全新的话\n（例如“重庆”），不需要重新拍摄。',
    );
    const upright = buildCues([spoken(text)], { ...CUE_RULES, line: UPRIGHT_LINE });
    for (const line of upright.flatMap((cue) => cue.text.split('\n'))) {
      expect(line).not.toMatch(/^[的了]/);
    }
  });

  it('shows a short cue long enough, but never into the next', () => {
    const cues = buildCues([
      { text: 'No.', from: 1, to: 1.3, words: [] },
      { text: 'A sentence that stands by itself.', from: 2.5, to: 4, words: [] },
    ]);
    expect(cues).toEqual([
      { from: 1, to: 2, text: 'No.' },
      { from: 2.5, to: 4.15, text: 'A sentence that stands by itself.' },
    ]);
    const [tight] = buildCues([
      { text: 'No.', from: 1, to: 1.3, words: [] },
      { text: 'A paragraph begins.', from: 1.5, to: 4, words: [], opens: true },
    ]);
    expect(tight.to).toBeCloseTo(1.42);
  });

  it('joins a very short sentence to its neighbour', () => {
    const cues = buildCues([spoken('Yes.', 0), spoken('That is how it works here.', 0.5)]);
    expect(cues.map((cue) => cue.text)).toEqual(['Yes. That is how it works here.']);
    const chinese = buildCues([spoken('好。', 0), spoken('我们现在开始吧。', 0.5)]);
    expect(chinese.map((cue) => cue.text)).toEqual(['好。我们现在开始吧。']);
  });

  it('breaks what has no place to break, and keeps emoji whole', () => {
    const address = `https://example.org/${'a'.repeat(150)}`;
    const cues = buildCues([{ text: address, from: 0, to: 8, words: [] }]);
    expect(
      cues
        .map((cue) => cue.text)
        .join('')
        .replace(/\n/g, ''),
    ).toBe(address);
    const families = '👨‍👩‍👧‍👦'.repeat(60);
    const shown = buildCues([{ text: families, from: 0, to: 20, words: [] }]);
    expect(
      shown
        .map((cue) => cue.text)
        .join('')
        .replace(/\n/g, ''),
    ).toBe(families);
    for (const { text } of shown) expect(text).not.toMatch(/(^|\n)\u200d|\u200d(\n|$)/u);
  });

  it('keeps right-to-left text in the order in which it is read', () => {
    const arabic =
      'مرحبا بكم في الدورة التدريبية الجديدة التي سجلناها مرة واحدة فقط ونشرناها بكل اللغات';
    const cues = buildCues([spoken(arabic)]);
    expect(cues.map((cue) => cue.text.replace('\n', ' ')).join(' ')).toBe(arabic);
  });

  it('takes a time from sentences alone where words are not known', () => {
    const cues = buildCues([{ text: ENGLISH, from: 10, to: 20, words: [] }]);
    expect(cues[0].from).toBe(10);
    expect(cues.at(-1)?.to).toBeCloseTo(20);
    for (const [at, cue] of cues.entries()) {
      if (at > 0) expect(cue.from).toBeGreaterThanOrEqual(cues[at - 1].to - 1e-9);
    }
  });

  it.each([
    ['English', ENGLISH],
    ['Chinese', CHINESE],
  ])('takes about twice as long for twice as much %s', (_, text) => {
    const [once, twice] = [spoken(text.repeat(20)), spoken(text.repeat(40))];
    cpuOf(once);
    // The least of some, as a neighbour or the collector of garbage only adds.
    const least = (sentence: TimedSentence) =>
      Math.min(...Array.from({ length: 3 }, () => cpuOf(sentence)));
    expect(least(twice) / least(once)).toBeLessThan(3);
  });
});

/** Microseconds of a processor for a sentence's cues. */
function cpuOf(sentence: TimedSentence): number {
  const before = process.cpuUsage();
  buildCues([sentence]);
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

describe('breakPlaces', () => {
  it('never tears words, numbers, pairs of surrogates or what hangs on a character', () => {
    const text = 'HeyGem做的3.14版本，“引用”e\u0301 \u{1F469}\u200d\u{1F680}好';
    for (const { at } of breakPlaces(text)) {
      const [before, after] = [text.slice(0, at), text.slice(at)];
      expect(before).not.toMatch(/[A-Za-z.\d]$(?<!\s)/.test(after.slice(0, 1)) ? /x/ : /\u200d$/u);
      expect(after).not.toMatch(/^[\u0301\u200d\udc00-\udfff，”]/);
      expect(before).not.toMatch(/“$/);
      expect(/[A-Za-z\d.]$/.test(before) && /^[A-Za-z\d.]/.test(after)).toBe(false);
    }
  });
});
