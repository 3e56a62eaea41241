import { describe, expect, it } from 'vitest';
import type { Cue } from '../../../../src/core/subtitles/cue.js';
import { parseSubtitles } from '../../../../src/core/subtitles/parseSubtitles.js';
import { writeSrt, writeVtt } from '../../../../src/core/subtitles/writeSubtitles.js';

const HARD: readonly Cue[] = [
  { from: 0, to: 1.2345, text: 'A <b>bold</b> & "plain"\nsecond --> line' },
  { from: 1.2346, to: 3, text: '你好，世界。😀' },
  { from: 3599.9996, to: 3601, text: 'مرحبا بالعالم {\\an8} <script>alert(1)</script>' },
];

describe('writeSubtitles', () => {
  it('writes SubRip', () => {
    expect(
      writeSrt([
        { from: 1, to: 2.5, text: 'One\ntwo' },
        { from: 3, to: 4, text: 'Three' },
      ]),
    ).toBe(
      '1\n00:00:01,000 --> 00:00:02,500\nOne\ntwo\n\n2\n00:00:03,000 --> 00:00:04,000\nThree\n',
    );
  });

  it('writes WebVTT, escaped', () => {
    expect(writeVtt([{ from: 3600, to: 3601.0004, text: '<i>&\n\n\n-->' }])).toBe(
      'WEBVTT\n\n01:00:00.000 --> 01:00:01.000\n&lt;i&gt;&amp;\n--&gt;\n',
    );
  });

  it('writes what is read back as the same text', () => {
    const vtt = parseSubtitles(writeVtt(HARD));
    expect(vtt.problems).toEqual([]);
    expect(vtt.cues.map((cue) => cue.text)).toEqual(HARD.map((cue) => cue.text));
    const srt = parseSubtitles(writeSrt(HARD));
    expect(srt.problems).toEqual([]);
    expect(srt.cues.map((cue) => cue.text)).toEqual(
      HARD.map((cue) => cue.text.replace('-->', '→')),
    );
    expect(srt.cues[2]).toMatchObject({ from: 3600, to: 3601 });
  });

  it('lets no cue last into the next, and writes none that is empty', () => {
    const cues = [
      { from: 2, to: 3, text: 'second' },
      { from: 0, to: 2.5, text: 'first' },
      { from: 4, to: 5, text: ' \n\u0007' },
      { from: 6, to: 6.0002, text: 'a moment' },
    ];
    expect(parseSubtitles(writeSrt(cues)).cues).toEqual([
      { from: 0, to: 2, text: 'first' },
      { from: 2, to: 3, text: 'second' },
    ]);
  });
});
