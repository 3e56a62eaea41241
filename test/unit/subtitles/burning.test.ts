import { describe, expect, it } from 'vitest';
import { allocateFrame } from '../../../src/core/frame.js';
import { burntLayout, textsAtOnce } from '../../../src/core/subtitles/burntLayout.js';
import { languageOf } from '../../../src/core/subtitles/language.js';
import { fontFor } from '../../../src/lipsync/subtitles/systemFonts.js';
import { FontError, fontFaces } from '../../../src/subtitles/fontFile.js';
import { paintText } from '../../../src/subtitles/paintText.js';

describe('paintText', () => {
  it('lays white letters with a black edge over a picture, and leaves the rest', () => {
    const frame = allocateFrame(8, 6);
    frame.y.fill(100);
    frame.u.fill(90);
    frame.v.fill(160);
    const ink = Uint8Array.from([0, 0, 255, 0, 0, 0, 128, 0]);
    const cover = Uint8Array.from([0, 255, 255, 0, 0, 255, 255, 0]);
    paintText(frame, { width: 4, height: 2, ink, cover }, 2, 2);
    expect([...frame.y.subarray(16, 24)]).toEqual([100, 100, 100, 16, 235, 100, 100, 100]);
    expect(frame.y[28]).toBe(126);
    expect([...frame.u]).toEqual([90, 90, 90, 90, 90, 109, 109, 90, 90, 90, 90, 90]);
    // Nothing is written beyond a frame's edge.
    paintText(frame, { width: 4, height: 2, ink, cover }, 6, 4);
    expect(frame.y[8]).toBe(100);
  });
});

describe('burntLayout', () => {
  it.each([
    ['wide', 1280, 720],
    ['upright', 1080, 1920],
    ['small', 640, 360],
    ['square', 224, 224],
    ['tiny', 64, 48],
  ])('keeps %s pictures within the safe area', (_, width, height) => {
    const layout = burntLayout({ width, height }, 20, 0);
    expect(layout.size * 20).toBeLessThanOrEqual(Math.max(0.9 * width, 160));
    expect(layout.y + layout.height).toBeLessThanOrEqual(height);
    expect([layout.y % 2, layout.height % 2, layout.width % 2]).toEqual([0, 0, 0]);
    expect(layout.lower - layout.upper).toBeGreaterThan(layout.size);
    const raised = burntLayout({ width, height }, 20, height * 0.3);
    expect(raised.y).toBeLessThanOrEqual(layout.y);
  });
});

describe('textsAtOnce', () => {
  it.each([
    ['tiny', 64, 16, 24],
    ['wide', 1280, 160, 24],
    ['very large', 7680, 960, 1],
  ])('keeps %s pictures within memory and a command line', (_, width, height, expected) => {
    expect(textsAtOnce({ width, height })).toBe(expected);
  });
});

describe('fontFaces', () => {
  it('refuses what is no font, whatever it says', () => {
    for (const bytes of [
      [],
      [0, 1, 0, 0],
      [...Buffer.from('ttcf'), 0, 1, 0, 0, 255, 255, 255, 255],
    ]) {
      expect(() => fontFaces(Uint8Array.from(bytes))).toThrow(FontError);
    }
    let seed = 5;
    for (let run = 0; run < 200; run++) {
      const noise = Uint8Array.from(
        { length: 300 },
        () => (seed = (seed * 16807) % 2147483647) & 255,
      );
      noise.set([0, 1, 0, 0, 0, 3]);
      expect(() => fontFaces(noise)).toThrow(FontError);
    }
  });
});

describe('fontFor', () => {
  it('chooses a font of this machine that has the letters, and tells what it lacks', async () => {
    const latin = await fontFor('Hello', 'eng');
    if (latin === undefined) return; // A machine without fonts has none to choose from.
    expect(latin.missing).toBe('');
    expect(latin.face.family).not.toBe('');
    expect(latin.face.widthOf('MM')).toBeCloseTo(2 * latin.face.widthOf('M'));
    expect(latin.face.widthOf('i')).toBeLessThan(latin.face.widthOf('M'));
    const none = await fontFor('Hello \u{10FFFD}\u{F8FE}', 'eng');
    expect(none?.missing).toContain('\u{10FFFD}');
    const chinese = await fontFor('你好，世界', 'zho');
    if (chinese?.missing !== '') return; // And one without Chinese letters says so.
    const [alone] = fontFaces(chinese.face.alone());
    expect(alone.family).toBe(chinese.face.family);
    expect(alone.has('界'.codePointAt(0) ?? 0)).toBe(true);
    expect(alone.widthOf('你好')).toBeCloseTo(chinese.face.widthOf('你好'));
  });
});

describe('languageOf', () => {
  it.each([
    ['Hello, and welcome to the course. This is it.', 'eng'],
    ['大家好，欢迎来到 HeyGem Studio 的课程。', 'zho'],
    ['こんにちは、世界', 'jpn'],
    ['Bonjour et bienvenue dans le cours, vous avez une vidéo pour la semaine.', 'fra'],
    ['مرحبا بكم', 'ara'],
    ['Xyzzy', 'und'],
    ['', 'und'],
  ])('%s', (text, language) => {
    expect(languageOf(text)).toBe(language);
  });
});
