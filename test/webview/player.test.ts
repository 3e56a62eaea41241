import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ElementRig } from './rig/elementRig.js';
import { COMPARISON, courseProject, courseView, PREVIEW } from './rig/sampleViews.js';

let rig: ElementRig;

beforeAll(async () => {
  rig = await ElementRig.start();
});

afterAll(async () => {
  await rig.close();
});

const mark = (name: RegExp) => rig.page.getByRole('button', { name });

describe('the quality timeline', () => {
  beforeEach(async () => {
    await rig.mount('hg-quality-timeline', { ...PREVIEW, time: 0 });
  });

  it('has a named lane a kind, with how long it lasts in all', async () => {
    const text = await rig.page.locator('hg-quality-timeline section').innerText();
    expect(text.replaceAll(/\s+/g, ' ')).toBe('As filmed 0.6 s Silence 0.4 s Low sync 0.3 s');
  });

  it('is one tab stop; arrows go from mark to mark in time, Enter goes there', async () => {
    await rig.press('Tab');
    await expect.poll(() => rig.focused()).toBe('0:00.4 Silence, until 0:00.8: Nobody speaks.');
    await rig.press('ArrowRight');
    expect(await rig.focused()).toContain('0:01.6 As filmed');
    await rig.press('End');
    expect(await rig.focused()).toContain('0:02.6 Low sync');
    await rig.press('Enter', 'ArrowRight', 'Home', 'ArrowLeft', 'Space');
    expect(await rig.heard()).toEqual([
      ['value', 2.6],
      ['value', 0.4],
    ]);
  });

  it('goes to where a lane is clicked or dragged', async () => {
    const lane = await rig.page.locator('.lane').first().boundingBox();
    if (!lane) throw new Error('no lane');
    const { x, y, width, height } = lane;
    await rig.page.mouse.move(x + width / 4, y + height / 2);
    await rig.page.mouse.down();
    await rig.page.mouse.move(x + width / 5, y + height / 2);
    await rig.page.mouse.up();
    const [first, second] = (await rig.heard()) as [string, number][];
    expect(first[1]).toBeCloseTo(PREVIEW.duration / 4, 1);
    expect(second[1]).toBeCloseTo(PREVIEW.duration / 5, 1);
  });

  it('tells of the mark that is pointed at, else of the one that plays', async () => {
    const told = () => rig.page.locator('.told').innerText();
    expect(await told()).toContain('Click a mark');
    await rig.change({ time: 1.7 });
    expect(await told()).toContain('The head is turned too far.');
    await mark(/Low sync/).hover();
    expect(await told()).toContain('The lips follow only roughly.');
  });

  it('puts marks where they are, and shows even the shortest', async () => {
    const spans = [
      { from: 1, to: 1.001, kind: 'low-sync', reason: 'Short.' },
      { from: 2, to: 3, kind: 'low-sync', reason: 'Long.' },
    ];
    await rig.change({ spans });
    const lane = await rig.page.locator('.lane').nth(2).boundingBox();
    const short = await mark(/Short/).boundingBox();
    const long = await mark(/Long/).boundingBox();
    if (!lane || !short || !long) throw new Error('not shown');
    expect(short.width).toBeGreaterThanOrEqual(4);
    expect((long.x - lane.x) / lane.width).toBeCloseTo(0.5, 2);
    expect(long.width / lane.width).toBeCloseTo(0.25, 2);
  });

  it('says so where there is nothing to report', async () => {
    await rig.change({ spans: [] });
    await expect.poll(() => rig.page.getByText('Nothing to report').count()).toBe(1);
    await expect.poll(() => rig.page.getByRole('button').count()).toBe(0);
  });
});

describe('the player', () => {
  const companion = {
    address: '/video.mp4',
    name: 'Original',
    course: { kind: 'there-and-back', rate: 25 },
  };
  const times = () =>
    rig.page
      .locator('video')
      .evaluateAll((videos) =>
        videos.map((video) => Math.round((video as HTMLVideoElement).currentTime * 100) / 100),
      );

  beforeEach(async () => {
    const preview = { ...PREVIEW, duration: 2.4 };
    await rig.mount('hg-locked-player', { preview, companion, resultName: 'Result' });
    await rig.page.waitForFunction(() => {
      const shadow = document.querySelector('hg-locked-player')?.shadowRoot;
      const videos = [...(shadow?.querySelectorAll('video') ?? [])];
      return videos.length === 2 && videos.every(({ readyState }) => readyState >= 2);
    });
  });

  it('starts with the focus on Play; keys play, seek and go by frames', async () => {
    await expect.poll(() => rig.focused()).toBe('Play');
    await rig.press('ArrowRight');
    await expect.poll(times).toEqual([1, 1]);
    await rig.press('.', '.');
    await expect.poll(times).toEqual([1.08, 1.08]);
    await rig.press(',', 'ArrowLeft', 'ArrowLeft');
    await expect.poll(times).toEqual([0, 0]);
    await rig.press('Space');
    await expect.poll(() => rig.focused()).toBe('Pause');
    await expect.poll(async () => Math.min(...(await times()))).toBeGreaterThan(0.2);
    await rig.press('Space');
    // Once the result stands, the source is put to the same place.
    const apart = async () => {
      const [source, result] = await times();
      return Math.abs(source - result);
    };
    await expect.poll(apart).toBeLessThan(0.15);
  });

  it('goes there and back in a source that is shorter, as the engine does', async () => {
    const course = { kind: 'there-and-back', frames: 10, rate: 25 };
    await rig.change({ companion: { ...companion, course } });
    await rig.press('ArrowRight');
    // Frame 25 of the result: 18 frames there and back, so frame 7 of the source.
    await expect.poll(times).toEqual([0.28, 1]);
    await rig.press('ArrowRight');
    // Frame 50 is 14 into the third turn: 4 on the way back, in its middle.
    await expect.poll(times).toEqual([0.18, 2]);
  });

  it('leaves the arrow keys to the controls that use them', async () => {
    await rig.page.getByRole('radio', { name: 'Side by side' }).focus();
    await rig.press('ArrowRight');
    await expect
      .poll(() => rig.page.getByRole('slider', { name: 'Wipe position' }).count())
      .toBe(1);
    expect(await times()).toEqual([0, 0]);
  });

  it('wipes by keyboard: the result is cut where the slider stands', async () => {
    await rig.page.getByRole('radio', { name: 'Wipe' }).click();
    await rig.page.getByRole('slider', { name: 'Wipe position' }).press('Home');
    const clip = () =>
      rig.page.locator('.result .cut').evaluate((cut) => getComputedStyle(cut).clipPath);
    expect(await clip()).toMatch(/ 0%\)$/);
    await rig.press('End');
    expect(await clip()).toContain('100%');
  });

  it('wipes on the picture itself, whatever its shape', async () => {
    await rig.page.getByRole('radio', { name: 'Wipe' }).click();
    const shape = () =>
      rig.page.locator('#result').evaluate((video: HTMLVideoElement) => {
        const slider = (video.getRootNode() as ShadowRoot).querySelector('.wiper');
        const { width, height } = slider?.getBoundingClientRect() ?? { width: 0, height: 1 };
        return width / height / (video.videoWidth / video.videoHeight);
      });
    await expect.poll(shape).toBeCloseTo(1, 1);
  });

  it('names what is on either side of the line', async () => {
    await rig.page.getByRole('radio', { name: 'Wipe' }).click();
    const sides = () =>
      rig.page.locator('figcaption').evaluateAll((captions) =>
        captions.map((caption) => {
          const range = document.createRange();
          range.selectNodeContents(caption);
          const text = range.getBoundingClientRect();
          const box = caption.parentElement?.querySelector('.picture')?.getBoundingClientRect();
          const middle = (box?.left ?? 0) + (box?.width ?? 0) / 2;
          const side = text.right < middle ? 'left' : text.left > middle ? 'right' : 'across';
          return text.width > 0 ? `${caption.textContent}: ${side}` : 'hidden';
        }),
      );
    await expect.poll(sides).toEqual(['Original: left', 'Result: right']);
  });

  it('plays by itself, once, where that is wished', async () => {
    await rig.mount('hg-locked-player', {
      ...{ preview: { ...PREVIEW, duration: 2.4 }, companion, resultName: 'Result' },
      plays: true,
    });
    await expect.poll(async () => Math.min(...(await times()))).toBeGreaterThan(0.2);
    await rig.press('Space');
    await expect.poll(() => rig.focused()).toBe('Play');
  });

  it('brings the mouth near, where it is known', async () => {
    const { mouth, ...unknown } = {
      ...PREVIEW,
      mouth: { x: 0.4, y: 0.5, width: 0.1, height: 0.1 },
    };
    const zoom = rig.page.getByRole('radio', { name: 'Mouth' });
    await expect.poll(() => zoom.count()).toBe(0);
    await rig.change({ preview: { ...unknown, mouth } });
    await zoom.click();
    const scales = () =>
      rig.page
        .locator('video')
        .evaluateAll((all) => all.map((each) => new DOMMatrix(getComputedStyle(each).transform).a));
    await expect
      .poll(async () => (await scales()).map((scale) => scale.toFixed(2)))
      .toEqual(['4.54', '4.54']);
    await rig.page.getByRole('radio', { name: 'Whole' }).click();
    await rig.change({ preview: unknown });
  });

  it('is heard from one side at a time', async () => {
    const muted = () =>
      rig.page
        .locator('video')
        .evaluateAll((videos) => videos.map((video) => (video as HTMLVideoElement).muted));
    expect(await muted()).toEqual([true, false]);
    await rig.page.getByRole('radio', { name: 'Original' }).click();
    expect(await muted()).toEqual([false, true]);
    await rig.page.getByRole('radio', { name: 'Muted' }).click();
    expect(await muted()).toEqual([true, true]);
  });
});

describe('comparing a result with the one before', () => {
  const [pair] = courseProject().pairs;
  const [entry] = courseView().history;

  it('asks for both, names them by date, and sets their figures side by side', async () => {
    await rig.answer('compare', COMPARISON);
    await rig.mount('hg-preview', { pair, heading: 'A with B', entry, against: 'previous' });
    expect(await rig.asked()).toEqual([{ kind: 'compare', pair: 'v1+a1' }]);
    await expect.poll(() => rig.page.locator('video').count()).toBe(2);
    await expect.poll(() => mark(/Low sync/).count()).toBe(3);
    const captions = await rig.page.locator('figcaption').allInnerTexts();
    expect(captions[0]).toMatch(/^Previous result, May 11, 2026/);
    const row = rig.page.getByRole('row', { name: /Lip sync/ });
    await expect.poll(() => row.innerText()).toMatch(/0\.91\s+0\.96/);
  });

  it('changes over to what was filmed, and back without asking again', async () => {
    await rig.answer('compare', COMPARISON);
    await rig.answer('preview', { kind: 'preview', preview: PREVIEW });
    await rig.mount('hg-preview', { pair, heading: 'A with B', entry, against: 'previous' });
    await rig.page.getByRole('radio', { name: 'Original' }).first().click();
    await rig.page.getByRole('radio', { name: 'Previous result' }).click();
    const kinds = (await rig.asked()).map(({ kind }) => kind);
    expect(kinds).toEqual(['compare', 'preview']);
    await expect.poll(() => rig.page.getByRole('table').count()).toBe(1);
  });

  it('says why it cannot, and lets the result be seen all the same', async () => {
    const notice = { code: 'x', sentence: 'It is not kept any more.', hint: 'Generate again.' };
    await rig.answer('compare', { kind: 'refused', notice });
    await rig.mount('hg-preview', { pair, heading: 'A with B', entry, against: 'previous' });
    await rig.page.getByText('It is not kept any more.').waitFor();
    await rig.page.getByRole('radio', { name: 'Original' }).first().click();
    await expect.poll(() => rig.page.locator('video').count()).toBe(2);
    await expect.poll(() => rig.page.getByRole('alert').count()).toBe(0);
  });

  it('is not offered where nothing was before', async () => {
    await rig.mount('hg-preview', {
      pair,
      heading: 'A with B',
      entry: { ...entry, previous: undefined },
    });
    await expect
      .poll(() => rig.page.getByRole('radio', { name: 'Previous result' }).count())
      .toBe(0);
  });
});
