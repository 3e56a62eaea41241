import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Intent } from '../../src/protocol/editor.js';
import { ElementRig } from './rig/elementRig.js';
import { audioSource, courseProject, TRIED } from './rig/sampleViews.js';

const project = courseProject();
const [pair] = project.pairs;
const PROPS = {
  pair: { ...pair, settings: {} },
  heading: 'Try: A with B',
  video: { ...project.videos[0], settings: {} },
  audio: { ...project.audios[0], settings: { smoothing: 0.5 } },
};
const KEPT = { strength: 1, smoothing: 0.5, silenceThreshold: -45 };

let rig: ElementRig;

beforeAll(async () => {
  rig = await ElementRig.start();
});

afterAll(async () => {
  await rig.close();
});

afterEach(() => {
  expect(rig.complaints).toEqual([]);
});

async function opened(props: object = {}): Promise<void> {
  await rig.answer('try', TRIED);
  await rig.mount('hg-try', { ...PROPS, ...props });
}

async function tries(): Promise<readonly Extract<Intent, { kind: 'try' }>[]> {
  return (await rig.asked()).flatMap((intent) => (intent.kind === 'try' ? [intent] : []));
}

const slider = (name: string) => rig.page.getByRole('slider', { name, exact: true });
const button = (name: string) => rig.page.getByRole('button', { name, exact: true });

describe('the window of a try', () => {
  it('makes the first clear speech at once, as it is kept, and plays it', async () => {
    await opened();
    const asked = await tries();
    expect(asked).toEqual([
      {
        kind: 'try',
        window: expect.any(String) as string,
        pair: pair.id,
        at: 2.4,
        settings: KEPT,
      },
    ]);
    await slider('Position').waitFor();
    const videos = await rig.page
      .locator('video')
      .evaluateAll((all) => all.map((video) => [(video as HTMLVideoElement).loop, video.id]));
    expect(videos).toEqual([
      [true, 'source'],
      [true, 'result'],
    ]);
    for (const text of ['12 of 100 frames stay', 'only these seconds were', 'This is a test.']) {
      expect(await rig.page.getByText(text).count(), text).toBe(1);
    }
  });

  it('waits until the recording was read', async () => {
    await opened({ audio: audioSource(9, 'Unread', { facts: { kind: 'unknown' } }) });
    expect(await tries()).toEqual([]);
    await rig.change({ audio: PROPS.audio });
    expect(await tries()).toHaveLength(1);
  });

  it('is moved by keys, and makes other seconds when it is told to', async () => {
    await opened();
    await tries();
    const place = slider('Which seconds to try');
    await place.focus();
    await rig.press('ArrowRight', 'ArrowRight', 'Shift+ArrowRight');
    expect(await place.getAttribute('aria-valuetext')).toBe('0:07.4 to 0:11.4 of 1:15');
    await rig.press('End');
    expect(await place.getAttribute('aria-valuenow')).toBe('71');
    await rig.press('Home', 'ArrowLeft');
    expect(await place.getAttribute('aria-valuenow')).toBe('0');
    expect(await tries()).toEqual([]);
    await button('Try these seconds').click();
    expect(await tries()).toMatchObject([{ at: 0, settings: KEPT }]);
    await button('Try again').waitFor();
  });

  it('stays in what is spoken of the recording', async () => {
    await opened({ audio: { ...PROPS.audio, part: { from: 10, to: 30 } } });
    expect(await tries()).toMatchObject([{ at: 10 }]);
    const place = slider('Which seconds to try');
    await place.focus();
    await rig.press('Home');
    expect(await place.getAttribute('aria-valuenow')).toBe('10');
    await rig.press('End');
    expect(await place.getAttribute('aria-valuenow')).toBe('26');
  });

  it('is moved by a click, and by dragging from where it is held', async () => {
    await opened();
    const place = slider('Which seconds to try');
    const box = await place.boundingBox();
    if (!box) throw new Error('no waveform');
    const at = (seconds: number) => box.x + (seconds / 75) * box.width;
    const value = async () => Number(await place.getAttribute('aria-valuenow'));
    const { mouse } = rig.page;
    await mouse.click(at(40), box.y + 10);
    await expect.poll(value).toBeGreaterThan(37.5);
    expect(await value()).toBeLessThan(38.5);
    await mouse.move(at(39), box.y + 10);
    await mouse.down();
    await mouse.move(at(59), box.y + 10, { steps: 4 });
    await mouse.up();
    await expect.poll(value).toBeGreaterThan(57.5);
    expect(await value()).toBeLessThan(58.5);
  });

  it('shows a turn of a slider soon, marks it, and goes back', async () => {
    await opened();
    await tries();
    await slider('Mouth movement').focus();
    await rig.press('ArrowRight', 'ArrowRight');
    await rig.page.waitForTimeout(400);
    expect(await tries()).toMatchObject([{ at: 2.4, settings: { ...KEPT, strength: 1.1 } }]);
    await expect.poll(() => rig.page.getByText('changed', { exact: true }).count()).toBe(1);
    await button('Back to what is kept: Mouth movement').click();
    await expect.poll(() => rig.page.getByText('changed', { exact: true }).count()).toBe(0);
    await rig.page.waitForTimeout(400);
    expect(await tries()).toMatchObject([{ settings: KEPT }]);
  });

  it('keeps what was found as one step, for as much as is chosen', async () => {
    await opened();
    await slider('Mouth movement').focus();
    await rig.press('ArrowRight');
    await slider('Smoothing').focus();
    await rig.press('ArrowLeft');
    await button('Keep').click();
    const kept = (await rig.asked()).filter(({ kind }) => kind === 'edits');
    const scope = { kind: 'pair', video: pair.video, audio: pair.audio };
    expect(kept).toEqual([
      {
        kind: 'edits',
        edits: [
          { kind: 'set-setting', scope, name: 'strength', value: 1.05 },
          { kind: 'set-setting', scope, name: 'smoothing', value: 0.45 },
        ],
      },
    ]);
    await rig.change({ pair: { ...PROPS.pair, settings: { strength: 1.05, smoothing: 0.45 } } });
    await rig.page.getByText('Kept for this pair.').waitFor();
    await expect.poll(() => rig.page.getByText('changed', { exact: true }).count()).toBe(0);
  });

  it('changes nothing of the project when it is closed, and ends what it makes', async () => {
    await opened();
    await slider('Position').waitFor();
    await rig.asked();
    // The host is slow: the window is closed before it answers.
    await rig.page.evaluate(() => {
      stage.answers['try'] = new Promise(() => undefined) as never;
    });
    await button('Try again').click();
    await button('Stop').waitFor();
    await rig.page.keyboard.press('Escape');
    expect(await rig.heard()).toContainEqual(['close']);
    await rig.page.evaluate(() => document.querySelector('hg-try')?.remove());
    const asked = await rig.asked();
    expect(asked.map(({ kind }) => kind)).toEqual(['try', 'stop-try']);
  });

  it('tells how far it is, and stops', async () => {
    await rig.page.evaluate(() => {
      stage.answers['try'] = new Promise(() => undefined) as never;
    });
    await rig.mount('hg-try', PROPS);
    const [{ window }] = await tries();
    await rig.change({
      tries: [
        { id: 'another', stage: 'finishing', fraction: 1 },
        { id: window, stage: 'following the face', fraction: 0.3 },
      ],
    });
    const bar = rig.page.getByRole('progressbar', { name: 'Making 4 seconds: following the face' });
    expect(await bar.getAttribute('aria-valuenow')).toBe('30');
    await button('Stop').click();
    expect(await rig.asked()).toEqual([{ kind: 'stop-try', window }]);
    await rig.page.getByText('Stopped. Choose the seconds and try again.').waitFor();
  });

  it('says what went wrong in the window itself', async () => {
    const notice = {
      code: 'no-face-here',
      sentence: 'No face here.',
      hint: 'Choose other seconds.',
    };
    await rig.answer('try', { kind: 'refused', notice });
    await rig.mount('hg-try', PROPS);
    const alert = rig.page.getByRole('alert');
    await alert.waitFor();
    expect(await alert.innerText()).toContain('No face here. Choose other seconds.');
  });

  it('says where nobody speaks', async () => {
    await rig.answer('try', { ...TRIED, tried: { ...TRIED.tried, speechShare: 0, rough: false } });
    await rig.mount('hg-try', PROPS);
    await rig.page.getByText('Nobody speaks in these seconds').waitFor();
    await expect.poll(() => rig.page.getByText('only these seconds were studied').count()).toBe(0);
  });
});

describe('a pair', () => {
  it('offers a try unless it cannot be made', async () => {
    await rig.mount('hg-pair-row', {
      pair: { ...pair, state: { kind: 'new' } },
      video: project.videos[0],
      audio: project.audios[0],
      current: true,
    });
    await rig.page.getByRole('button', { name: /^Try 4 seconds of/ }).click();
    expect(await rig.heard()).toEqual([{ kind: 'try', pair: pair.id }]);
    const notice = { code: 'input-missing', sentence: 'Gone.', hint: '' };
    await rig.change({ pair: { ...pair, state: { kind: 'missing-input', notice } } });
    await expect
      .poll(() => rig.page.getByRole('button', { name: /^Try 4 seconds of/ }).count())
      .toBe(0);
  });

  it('is made of the two on the Single page before it is tried', async () => {
    const pairs = project.pairs.filter(({ id }) => id !== 'v1+a1');
    await rig.mount('hg-single-page', {
      project: { ...project, matrix: false, pairs },
      video: 'v1',
      audio: 'a1',
    });
    await button('Try 4 seconds').click();
    expect(await rig.asked()).toEqual([
      { kind: 'edit', edit: { kind: 'add-pair', video: 'v1', audio: 'a1' } },
    ]);
    expect(await rig.heard()).toEqual([{ kind: 'try', pair: 'v1+a1' }]);
  });
});
