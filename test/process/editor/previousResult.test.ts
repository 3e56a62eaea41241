import { existsSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { previousFolder, previousVideo } from '../../../src/engine/previousResults.js';
import { kept, openSession, viewWhere } from './sessionRig.js';

const PROJECT = {
  version: 1,
  title: 'talk',
  videos: [{ id: 'anna', path: 'anna.mp4' }],
  audios: [{ id: 'one', path: 'one.wav' }],
  matrix: {},
};
const PAIR = 'anna+one';

let rig: ReturnType<typeof openSession>;
afterEach(async () => {
  kept.most = 1;
  await rig.close();
});

async function make(force = false) {
  const started = await rig.session.generate('all', force);
  if (started.kind !== 'started') throw new Error(started.notice.sentence);
  const { snapshot } = await started.done;
  await viewWhere(rig.session, ({ run, history }) => !run.running && history.length === 1);
  return snapshot;
}

/** Gives the speech other words, and a time that tells. */
function say(words: string) {
  const audio = join(rig.folder, 'one.wav');
  writeFileSync(audio, words);
  const later = new Date(Date.now() + 60_000 * words.length);
  utimesSync(audio, later, later);
}

function output() {
  return join(rig.folder, 'out', 'anna-one.mp4');
}

describe('the previous result', () => {
  it('is kept when a pair is made anew, and both can be seen', async () => {
    rig = openSession(PROJECT, { 'anna.mp4': 'video', 'one.wav': 'plain' });
    await rig.session.handle({ kind: 'ready' });
    await make();
    expect(rig.session.view().history[0].previous).toBeUndefined();
    expect(await rig.session.handle({ kind: 'compare', pair: PAIR })).toMatchObject({
      kind: 'refused',
      notice: { code: 'no-previous' },
    });

    say('other words');
    await make();
    const previous = previousVideo(rig.cacheRoot, output());
    expect(readFileSync(previous, 'utf8')).toContain('plain');
    expect(readFileSync(output(), 'utf8')).toContain('other words');
    const view = await viewWhere(rig.session, ({ history }) => history[0].previous !== undefined);
    expect(view.history).toHaveLength(1);
    expect(view.history[0].previous).toMatchObject({ report: { output: 'anna-one.mp4' } });

    const seen = await rig.session.handle({ kind: 'compare', pair: PAIR });
    if (seen.kind !== 'comparison') throw new Error(seen.kind);
    expect(seen.previous.result).not.toBe(seen.current.result);
    expect(seen.previous.source).toBe(seen.current.source);

    // A third one: still one before the present.
    say('third');
    await make();
    expect(readFileSync(previous, 'utf8')).toContain('other words');
    expect(readdirSync(join(rig.cacheRoot, 'previous'))).toHaveLength(1);
  });

  it('is neither replaced nor left half by a making that fails', async () => {
    rig = openSession(PROJECT, { 'anna.mp4': 'video', 'one.wav': 'plain' });
    await make();
    say('no-face');
    expect((await make()).failed).toBe(1);
    expect(readFileSync(output(), 'utf8')).toContain('plain');
    expect(existsSync(previousFolder(rig.cacheRoot, output()))).toBe(false);
    expect(readdirSync(join(rig.cacheRoot, 'previous'))).toEqual([]);
  });

  it('is not kept where the new one is the very same, or is not ours', async () => {
    rig = openSession(PROJECT, { 'anna.mp4': 'video', 'one.wav': 'plain' });
    await make();
    await make(true);
    expect(existsSync(previousVideo(rig.cacheRoot, output()))).toBe(false);
    writeFileSync(join(rig.folder, 'out', 'anna-one.report.json'), '{}');
    writeFileSync(output(), 'a holiday');
    await make(true);
    expect(existsSync(previousVideo(rig.cacheRoot, output()))).toBe(false);
  });

  it('goes with the clean-up, and the output stays', async () => {
    rig = openSession(PROJECT, { 'anna.mp4': 'video', 'one.wav': 'plain' });
    await make();
    say('other words');
    await make();
    await rig.session.handle({ kind: 'clean-up' });
    const view = await viewWhere(rig.session, ({ message }) => message?.code === 'cleaned');
    expect(view.message?.sentence).toContain('1 old');
    expect(existsSync(previousVideo(rig.cacheRoot, output()))).toBe(false);
    expect(existsSync(output())).toBe(true);
    await viewWhere(rig.session, ({ history }) => history[0].previous === undefined);
  });

  it('is one of as many as the person wants, each to be compared with', async () => {
    kept.most = 3;
    rig = openSession(PROJECT, { 'anna.mp4': 'video', 'one.wav': 'plain' });
    await rig.session.handle({ kind: 'ready' });
    const words = ['first words', 'second words', 'third words!', 'fourth words!'];
    for (const each of words) {
      say(each);
      await make();
    }
    const video = (number: number) => previousVideo(rig.cacheRoot, output(), number);
    const texts = [1, 2, 3].map((number) => readFileSync(video(number), 'utf8'));
    for (const [at, each] of ['third', 'second', 'first'].entries()) {
      expect(texts[at]).toContain(each);
    }
    const { history } = await viewWhere(rig.session, (view) => view.history[0].older?.length === 2);
    expect(history[0].older?.map(({ number }) => number)).toEqual([2, 3]);
    expect(history[0].older?.[0].report?.output).toBe('anna-one.mp4');
    const seen = await rig.session.handle({ kind: 'compare', pair: PAIR, number: 3 });
    const latest = await rig.session.handle({ kind: 'compare', pair: PAIR });
    if (seen.kind !== 'comparison' || latest.kind !== 'comparison') throw new Error(seen.kind);
    expect(seen.previous.result).not.toBe(latest.previous.result);
    expect(await rig.session.handle({ kind: 'compare', pair: PAIR, number: 4 })).toMatchObject({
      notice: { code: 'no-previous' },
    });

    // Whoever wants fewer has fewer after the next making, and none are kept where none is wanted.
    kept.most = 2;
    say('fifth');
    await make();
    expect([1, 2, 3].map((number) => existsSync(video(number)))).toEqual([true, true, false]);
    kept.most = 0;
    say('sixth');
    await make();
    expect(readFileSync(video(1), 'utf8')).toContain('fourth');

    await rig.session.handle({ kind: 'clean-up' });
    const view = await viewWhere(rig.session, ({ message }) => message?.code === 'cleaned');
    expect(view.message?.sentence).toContain('2 old');
    expect(readdirSync(join(rig.cacheRoot, 'previous'))).toEqual([]);
  });
});
