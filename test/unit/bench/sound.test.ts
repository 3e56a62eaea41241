import { readFileSync } from 'node:fs';
import { seeded } from '../../../src/core/seeded.js';
import { describe, expect, it } from 'vitest';
import { chooseMarks, type Mark, type MarkedSound } from '../../../bench/sound/languageMarks.js';
import { scoreMarks } from '../../../bench/sound/languageScore.js';
import { NOT_SPEECH, SOUND_RATE } from '../../../bench/sound/notSpeech.js';
import { pausedSpeech } from '../../../bench/sound/pauses.js';
import { mixed, power } from '../../../bench/sound/soundVariants.js';

const sound = (name: string, spoken: boolean, marks: readonly Mark[]): MarkedSound => {
  return { name, path: name, language: 'en', spoken, marks };
};
const closed = (count: number): Mark[] =>
  Array.from({ length: count }, (_, i) => ({ kind: 'closed', phone: 'p', at: i + 1 }));

describe('marks', () => {
  it('prefers recordings of people and fills up with made speech', () => {
    const of = (real: number): string[] =>
      chooseMarks(
        [sound('real', false, closed(real)), sound('made', true, closed(20))],
        'closed',
        10,
      ).map(({ sound: { name } }) => name);
    expect(of(30).filter((name) => name === 'real')).toHaveLength(6);
    expect(of(2).filter((name) => name === 'real')).toHaveLength(2);
    expect(of(2)).toHaveLength(10);
  });

  it('scores lips that shut at closures, and sees that they do not elsewhere', () => {
    const marked = sound('real', false, closed(8));
    const aperture = Float64Array.from({ length: 250 }, (_, i) => (i % 25 < 2 ? 0 : 0.1));
    const width = new Float64Array(250).fill(1);
    const score = scoreMarks(new Map([[marked, { rate: 25, aperture, width, cells: new Map() }]]));
    expect(score.kinds.closed.aperture).toBeCloseTo(0, 6);
    expect(score.kinds.closed.shifted).toBeCloseTo(1, 6);
    expect(score.kinds.open.aperture).toBeNull();
  });
});

describe('marks of recordings', () => {
  it('takes neither the breath nor the silence before a phrase for its first sounds', () => {
    const marks = JSON.parse(readFileSync('bench/sound/marks/recordings.json', 'utf8')) as Record<
      string,
      { readonly marks: readonly Mark[] }
    >;
    // Voices begin at .26 and .34 s, after a breath that is as loud as a soft word.
    expect(marks['en_read_7s.wav'].marks[0].at).toBeGreaterThan(0.25);
    expect(marks['ja_7s_48k.wav'].marks[0].at).toBeGreaterThan(0.33);
  });
});

describe('generated sounds', () => {
  it.each(Object.entries(NOT_SPEECH))('%s is finite, and the same each time', (_, make) => {
    const once = make(SOUND_RATE, seeded(1));
    expect(once).toHaveLength(SOUND_RATE);
    expect(once.every(Number.isFinite)).toBe(true);
    expect(make(SOUND_RATE, seeded(1))).toEqual(once);
  });

  it('mixes at the ratio asked for', () => {
    const tone = Float32Array.from({ length: SOUND_RATE }, (_, i) => 0.3 * Math.sin(i / 5));
    const noise = NOT_SPEECH['white noise'](SOUND_RATE, seeded(2));
    const added = mixed(tone, noise, 10).map((value, i) => value - tone[i]);
    expect(10 * Math.log10(power(tone) / power(added))).toBeCloseTo(10, 3);
  });

  it('sets pauses where it says', () => {
    const speech = new Float32Array(6 * SOUND_RATE).fill(0.5);
    const { pcm, pauses } = pausedSpeech(speech, 0.5, (samples) => new Float32Array(samples));
    expect(pauses.length).toBeGreaterThan(2);
    expect(pcm).toHaveLength((6 + 0.5 * pauses.length) * SOUND_RATE);
    for (const { from, to } of pauses) {
      const inside = pcm.subarray(Math.round(from * SOUND_RATE), Math.round(to * SOUND_RATE));
      expect(inside.every((value) => value === 0)).toBe(true);
    }
    expect(pcm.filter((value) => value !== 0)).toHaveLength(speech.length);
  });
});
