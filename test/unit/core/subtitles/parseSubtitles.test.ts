import { describe, expect, it } from 'vitest';
import {
  MOST_CUES,
  MOST_CUE_TEXT,
  parseSubtitles,
} from '../../../../src/core/subtitles/parseSubtitles.js';

describe('parseSubtitles', () => {
  it('reads SubRip with a byte order mark, Windows lines and numbers', () => {
    const text =
      '\uFEFF1\r\n00:00:01,000 --> 00:00:02,500\r\nHello,\r\nworld.\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\n你好。\r\n';
    expect(parseSubtitles(text)).toEqual({
      cues: [
        { from: 1, to: 2.5, text: 'Hello,\nworld.' },
        { from: 3, to: 4, text: '你好。' },
      ],
      problems: [],
    });
  });

  it('reads WebVTT: no hours, settings, names, comments, styles, entities', () => {
    const text = [
      'WEBVTT - a title',
      'Kind: captions',
      '',
      'STYLE',
      '::cue { color: red }',
      '',
      'NOTE 00:00:00.000 is no time',
      'of ours',
      '',
      'intro',
      '00:01.5 --> 01:00:02.000 align:start line:0',
      '<v Anna>Fish &amp; <i>chips</i> <00:00:01.900>&lt;b&gt;',
    ].join('\n');
    expect(parseSubtitles(text)).toEqual({
      cues: [{ from: 1.5, to: 3602, text: 'Fish & chips <b>' }],
      problems: [],
    });
  });

  it('leaves text that only looks like markup', () => {
    const { cues } = parseSubtitles(
      '1\n00:00:01,000 --> 00:00:02,000\n<script>a < b</script> {\\an8}😀 1 --> 2',
    );
    expect(cues[0].text).toBe('<script>a < b</script> 😀 1 --> 2');
  });

  it('takes up cues that no blank line parts', () => {
    const text = '1\n0:01 --> 0:02\nOne\n2\n00:03,0 --> 00:04,0\nTwo';
    expect(parseSubtitles(text).cues.map((cue) => cue.text)).toEqual(['One', 'Two']);
  });

  it('tells bad cues with their lines and keeps the others', () => {
    const text = [
      '1',
      '00:00:05,000 --> 00:00:04,000',
      'Backward',
      '',
      'lost text',
      '',
      '2',
      '00:00:61,000 --> 00:01:02,000',
      'No such second',
      '',
      '00:00:10,000 --> 00:00:12,000',
      'Late',
      '',
      '00:00:01,000 --> 00:00:03,000',
      'Early',
      '',
      '00:00:11,000 --> 00:00:13,000',
      'Over it',
    ].join('\n');
    const { cues, problems } = parseSubtitles(text);
    expect(cues.map((cue) => cue.text)).toEqual(['Early', 'Late', 'Over it']);
    expect(problems).toEqual([
      { line: 2, kind: 'ends-before-it-begins' },
      { line: 5, kind: 'no-time' },
      { line: 8, kind: 'time-unreadable' },
      { line: 14, kind: 'out-of-order' },
      { line: 17, kind: 'overlaps' },
    ]);
  });

  it('reads nothing from what is no subtitle file, and says so', () => {
    expect(parseSubtitles('')).toEqual({ cues: [], problems: [] });
    expect(parseSubtitles('Just a letter.\nTo a friend.')).toEqual({
      cues: [],
      problems: [{ line: 1, kind: 'no-time' }],
    });
  });

  it('bears hostile sizes', () => {
    const long = `0:01 --> 0:02\n${'a'.repeat(3_000_000)}`;
    const cut = parseSubtitles(long);
    expect(cut.cues[0].text).toHaveLength(MOST_CUE_TEXT);
    expect(cut.problems).toEqual([{ line: 1, kind: 'cue-cut' }]);
    const many = parseSubtitles('0:01 --> 0:02\na\n\n'.repeat(MOST_CUES + 5));
    expect(many.cues).toHaveLength(MOST_CUES);
    const started = performance.now();
    parseSubtitles(
      `${'<c.'.repeat(200_000)}\n0:01 --> 0:02\n${'<b '.repeat(300_000)}{\\${'{\\'.repeat(300_000)}`,
    );
    parseSubtitles(`${'0'.repeat(1_000_000)} --> 1`);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});
