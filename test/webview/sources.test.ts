import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SourceView } from '../../src/protocol/editorView.js';
import { ElementRig } from './rig/elementRig.js';
import { audioSource, speechPeaks, videoSource } from './rig/sampleViews.js';

let rig: ElementRig;

beforeAll(async () => {
  rig = await ElementRig.start();
  await rig.answer('play-source', { kind: 'playable', address: '/video.mp4' });
  await rig.answer('strip-still', { kind: 'frame', image: '/still/1' });
});

afterAll(async () => {
  await rig.close();
});

/** The rig's video has 2.4 s. */
const DURATION = 4;
const facts = { kind: 'ready', duration: DURATION, size: 1, waveform: speechPeaks(1) } as const;
const audio = (more: Partial<SourceView> = {}) => audioSource(1, 'Lesson', { facts, ...more });
const picture = { width: 320, height: 180, rate: 25 };
const video = (more: Partial<SourceView> = {}) =>
  videoSource(1, 'Anna', {
    facts: { kind: 'ready', duration: DURATION, size: 1, picture, thumbnail: '/still/1' },
    ...more,
  });

const slider = (name: RegExp | string) => rig.page.getByRole('slider', { name });
const edits = async () =>
  (await rig.asked()).flatMap((intent) => (intent.kind === 'edit' ? [intent.edit] : []));
const media = (what: 'paused' | 'currentTime') =>
  rig.page.locator('video, audio').evaluate((each, key) => (each as HTMLMediaElement)[key], what);
const playing = async () => (await media('paused')) === false;

describe('a source on its shelf', () => {
  it('plays at a click on its picture, and at Space; another one ends it', async () => {
    const sources = [video(), video({ id: 'v2', name: 'Ben' })];
    await rig.mount('hg-source-shelf', { list: 'videos', sources });
    await rig.page.getByRole('button', { name: 'Play Anna' }).click();
    expect(await rig.asked()).toContainEqual({
      kind: 'play-source',
      source: { list: 'videos', id: 'v1' },
    });
    await expect.poll(playing).toBe(true);
    await expect.poll(() => rig.page.locator('hg-part-bar img').count()).toBe(10);
    await expect.poll(() => rig.focused()).toBe('Position');
    await rig.press('Space');
    await expect.poll(playing).toBe(false);
    await rig.page.getByRole('button', { name: 'Play Anna', pressed: false }).click();
    await expect.poll(playing).toBe(true);
    await expect
      .poll(() => rig.page.getByRole('button', { name: 'Play Anna', pressed: true }).count())
      .toBe(1);
    await rig.page.locator('li[data-key=v2]').focus();
    await rig.press('Space');
    await expect.poll(() => rig.page.locator('hg-source-player').count()).toBe(1);
    await expect.poll(playing).toBe(true);
    await rig.press('Escape');
    await expect.poll(() => rig.page.locator('hg-source-player').count()).toBe(0);
    await expect.poll(() => rig.focused()).toBe('Play Ben');
  });

  it('tells which part is used, and offers to leave out seconds of nothing', async () => {
    const spoken = { from: 3.55, to: 26.2 };
    const long = { ...facts, duration: 30, spoken };
    await rig.mount('hg-source-card', { source: audio({ facts: long }), current: true });
    await rig.page.getByRole('button', { name: 'Start at 0:03.2' }).click();
    await rig.page.getByRole('button', { name: 'End at 0:26.8' }).click();
    const source = { list: 'audios', id: 'a1' };
    expect(await edits()).toEqual([
      { kind: 'set-part', source, from: 3.2 },
      { kind: 'set-part', source, to: 26.8 },
    ]);
    const part = { from: 3.2, to: 26.8 };
    await rig.change({ source: audio({ facts: long, part, offset: 1.5 }) });
    const told = (await rig.page.locator('.meta').allInnerTexts()).join('\n');
    expect(told.replaceAll('\u00a0', ' ')).toBe(
      '0:03.2–0:26.8 of 0:30 · 1 byte\n0:01.5 of silence first',
    );
    await expect.poll(() => rig.page.locator('.offer').count()).toBe(0);
    await rig.change({ source: video({ firstFace: 1.3 }) });
    await rig.page.getByRole('button', { name: 'Start at 0:01.4' }).click();
    expect(await edits()).toEqual([
      { kind: 'set-part', source: { list: 'videos', id: 'v1' }, from: 1.4 },
    ]);
    await rig.change({ source: video({ firstFace: 1.3, part: { from: 1.4 } }) });
    await expect.poll(() => rig.page.locator('.offer').count()).toBe(0);
    const soon = { ...long, spoken: { from: 1.5, to: 28 } };
    await rig.change({ source: audio({ facts: soon }) });
    await expect.poll(() => rig.page.locator('.offer').count()).toBe(0);
  });
});

describe('the player of a source', () => {
  beforeEach(async () => {
    await rig.mount('hg-source-player', {
      source: audio({ part: { from: 1, to: 2 }, offset: 0.5 }),
    });
    await expect.poll(playing).toBe(true);
  });

  it('plays the part, to its end and then again', async () => {
    expect(await media('currentTime')).toBeGreaterThanOrEqual(1);
    await expect.poll(playing, { timeout: 10_000 }).toBe(false);
    expect(await media('currentTime')).toBeCloseTo(2, 1);
    await slider('Position').press('Space');
    await expect.poll(playing).toBe(true);
    expect(await media('currentTime')).toBeLessThan(2);
  });

  it('seeks at a click and with keys, also to what is left out', async () => {
    await slider('Position').press('Space');
    const track = await rig.page.locator('.track').boundingBox();
    if (!track) throw new Error('no track');
    await rig.page.mouse.click(track.x + track.width * 0.55, track.y + track.height / 2);
    await expect.poll(() => media('currentTime')).toBeCloseTo(2.2, 1);
    await expect.poll(() => rig.focused()).toBe('Position');
    await rig.press('ArrowLeft', ',');
    await expect.poll(() => media('currentTime')).toBeCloseTo(1.16, 1);
    expect(await edits()).toEqual([]);
  });

  it('writes a dragged handle once, when it is let go of', async () => {
    const track = await rig.page.locator('.track').boundingBox();
    const handle = await slider(/begins$/).boundingBox();
    if (!track || !handle) throw new Error('no bar');
    const y = handle.y + handle.height / 2;
    await rig.page.mouse.move(handle.x + handle.width / 2, y);
    await rig.page.mouse.down();
    for (const share of [0.3, 0.35, 0.4])
      await rig.page.mouse.move(track.x + track.width * share, y);
    expect(await edits()).toEqual([]);
    expect(await slider(/begins$/).getAttribute('aria-valuetext')).toMatch(/^0:01\.[56]/);
    await rig.page.mouse.up();
    const [edit, ...more] = await edits();
    expect(more).toEqual([]);
    expect(edit).toMatchObject({
      kind: 'set-part',
      source: { list: 'audios', id: 'a1' },
      from: expect.closeTo(1.6, 1) as number,
      to: 2,
      offset: 0.5,
    });
  });

  it('moves handles by keys, as one edit, and never past each other', async () => {
    await slider(/ends$/).press('ArrowRight');
    await rig.press('Shift+ArrowRight', '.', 'ArrowLeft');
    expect(await slider(/ends$/).getAttribute('aria-valuetext')).toBe('0:03.040');
    await expect.poll(edits).toMatchObject([{ from: 1, to: 3.04, offset: 0.5 }]);
    await slider(/ends$/).press('Home');
    await rig.press('Enter');
    expect(await edits()).toMatchObject([{ from: 1, to: 1.2 }]);
    await slider(/ends$/).press('End');
    await rig.press('Enter');
    const [open] = await edits();
    expect(open).not.toHaveProperty('to');
  });

  it('takes typed times, says what is wrong with one, and takes back the part', async () => {
    const field = (name: RegExp) => rig.page.getByRole('textbox', { name });
    await field(/begins$/).fill('0:01.250');
    await rig.press('Enter');
    expect(await edits()).toMatchObject([{ from: 1.25, to: 2, offset: 0.5 }]);
    await field(/ends$/).fill('soon');
    await rig.press('Enter');
    await expect.poll(() => rig.page.getByRole('alert').innerText()).toContain('1:05.500');
    await field(/ends$/).fill('0:09');
    await rig.press('Enter');
    await expect.poll(() => rig.page.getByRole('alert').innerText()).toContain('to 0:04.000');
    expect(await edits()).toEqual([]);
    await field(/before the speech$/).fill('2,5');
    await rig.press('Enter');
    expect((await edits()).at(-1)).toMatchObject({ offset: 2.5 });
    await rig.page.getByRole('button', { name: /another part/ }).click();
    expect(await rig.asked()).toContainEqual({
      kind: 'add-part',
      source: { list: 'audios', id: 'a1' },
    });
    await rig.page.getByRole('button', { name: 'Use all' }).click();
    await expect.poll(() => rig.focused()).toMatch(/^(Play|Pause)$/);
    const [whole] = await edits();
    expect(whole).toEqual({
      kind: 'set-part',
      source: { list: 'audios', id: 'a1' },
      offset: 0.5,
    });
  });

  it('places points at the playhead', async () => {
    await slider('Position').press('Space');
    await slider('Position').press('Home');
    await rig.press('ArrowRight', '.', '.', 'i');
    expect(await edits()).toMatchObject([{ from: 1.08, to: 2 }]);
  });

  it('goes back to what the project says when an edit is refused', async () => {
    const notice = { code: 'x', sentence: 'No.', hint: '' };
    await rig.answer('edit', { kind: 'refused', notice });
    await slider(/ends$/).press('End');
    await rig.press('Enter');
    await expect.poll(() => slider(/ends$/).getAttribute('aria-valuetext')).toBe('0:02.000');
    await rig.answer('edit', { kind: 'ok' });
  });

  it('says so while a copy is made, and when none can be', async () => {
    await rig.page.evaluate(() => {
      Object.defineProperty(stage.answers, 'play-source', {
        configurable: true,
        get: () => new Promise(() => undefined),
      });
    });
    await rig.mount('hg-source-player', { source: video() });
    expect(await rig.page.getByRole('status').innerText()).toContain('Preparing');
    await rig.page.evaluate(() => {
      Object.defineProperty(stage.answers, 'play-source', {
        configurable: true,
        writable: true,
        value: { kind: 'refused', notice: { code: 'x', sentence: 'No sound.', hint: '' } },
      });
    });
    await rig.mount('hg-source-player', { source: video() });
    await expect.poll(() => rig.page.getByRole('alert').innerText()).toContain('No sound.');
    await rig.answer('play-source', { kind: 'playable', address: '/video.mp4' });
  });

  // The last: no page plays anything after it.
  it('plays nothing that was closed before its copy was there', async () => {
    await rig.page.evaluate(() => {
      const answer = new Promise((resolve) => {
        addEventListener('copied', () => {
          resolve({ kind: 'playable', address: '/video.mp4' });
        });
      });
      Object.defineProperty(stage.answers, 'play-source', {
        configurable: true,
        get: () => answer,
      });
      HTMLMediaElement.prototype.play = () => {
        document.body.dataset['played'] = 'yes';
        return Promise.resolve();
      };
    });
    const played = () => rig.page.evaluate(() => document.body.dataset['played']);
    await rig.mount('hg-source-shelf', { list: 'videos', sources: [video()] });
    await rig.page.getByRole('button', { name: 'Play Anna' }).click();
    await expect.poll(() => rig.page.getByRole('status').innerText()).toContain('Preparing');
    await rig.page.getByRole('button', { name: 'Close' }).click();
    await expect.poll(() => rig.page.locator('hg-source-player').count()).toBe(0);
    await rig.page.evaluate(() => dispatchEvent(new Event('copied')));
    await rig.page.waitForTimeout(600);
    expect(await played()).toBeUndefined();
    // Asked for again, it is played.
    await rig.page.getByRole('button', { name: 'Play Anna' }).click();
    await expect.poll(played).toBe('yes');
  });
});
