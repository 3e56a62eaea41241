import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeVtt } from '../../src/core/subtitles/writeSubtitles.js';
import { ElementRig } from './rig/elementRig.js';

let rig: ElementRig;

beforeAll(async () => {
  rig = await ElementRig.start();
});

afterAll(async () => {
  await rig.close();
});

const CUES = [
  { from: 0.5, to: 2.38, text: 'Fish & chips,\n<b>1 < 2</b> --> "3"' },
  { from: 2.5, to: 4, text: '同一段视频，\n可以说全新的话。' },
  { from: 5, to: 6.25, text: 'مرحبا بكم 😀' },
];

describe('a .vtt of ours', () => {
  it('is shown by a browser as the text and the times that it was written from', async () => {
    // A page of its own: that of the elements lets no such file in.
    const page = await rig.page.context().newPage();
    const shown = await page.evaluate(async (vtt) => {
      const video = document.createElement('video');
      const track = document.createElement('track');
      track.src = URL.createObjectURL(new Blob([vtt], { type: 'text/vtt' }));
      video.append(track);
      document.body.append(video);
      track.track.mode = 'showing';
      await new Promise((resolve, reject) => {
        track.addEventListener('load', resolve);
        track.addEventListener('error', () => {
          reject(new Error('the track was refused'));
        });
      });
      return Array.from(track.track.cues ?? []).map((cue) => ({
        from: cue.startTime,
        to: cue.endTime,
        text: (cue as VTTCue).getCueAsHTML().textContent,
      }));
    }, writeVtt(CUES));
    await page.close();
    expect(shown).toEqual(CUES);
  });
});
