import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JobId } from '../../../src/core/ids.js';
import type { LipSyncJob } from '../../../src/core/job.js';
import { DEFAULT_SETTINGS, type Settings } from '../../../src/core/settings.js';
import { burntLayout } from '../../../src/core/subtitles/burntLayout.js';
import { writeSpeechRecord, type SpeechRecord } from '../../../src/core/voice/speechRecord.js';
import { hashFile } from '../../../src/files/hashFile.js';
import { createLipSyncService } from '../../../src/lipsync/createService.js';
import { runTool } from '../../../src/media/childProcess.js';
import { locateFfmpeg, type FfmpegTools } from '../../../src/media/locate.js';

const presenter = resolve('test/fixtures/presenter-small.mp4');
const { signal } = new AbortController();
const TEXTS = ['Hello, and welcome to the course.', '同一段视频，可以说全新的话。'];

let folder: string;
let tools: FfmpegTools;
let speech: string;
let service: ReturnType<typeof createLipSyncService>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "heygem 'subtitles' 字幕 "));
  ({ tools } = await locateFfmpeg({ env: process.env }));
  speech = join(folder, 'speech.wav');
  const cut = ['-t', '4.4', '-i', resolve('media/demo/speech-en.flac')];
  await runTool(tools.ffmpeg, ['-v', 'error', ...cut, speech], { subject: speech, signal });
  await writeFile(`${speech}.json`, writeSpeechRecord(await recordOf(speech)));
  const cacheRoot = join(folder, 'cache');
  service = createLipSyncService({
    modelsRoot: resolve('models'),
    cacheRoot,
    log: () => undefined,
  });
});

afterAll(async () => {
  await service.dispose();
  await rm(folder, { recursive: true, force: true });
});

/** As if the two texts had been spoken: a word each second character or so, from .5 and from 2.5 s on. */
async function recordOf(path: string): Promise<SpeechRecord> {
  const sentences = TEXTS.map((text, k) => {
    const words = [...text.matchAll(/[A-Za-z]+|[\p{Script=Han}]/gu)].map((match, at, all) => {
      const from = 0.5 + 2 * k + (at / all.length) * 1.75;
      const place = { start: match.index, end: match.index + match[0].length };
      return { text: match[0], ...place, from, to: from + 1.7 / all.length };
    });
    const then = k === 0 ? ('paragraph' as const) : ('end' as const);
    return { text, then, from: 0.4 + 2 * k, to: 2.2 + 2 * k, words, sounds: [] };
  });
  const key = 'a'.repeat(64);
  return {
    ...{ version: 1, key, sha256: await hashFile(path), sampleRate: 22050, seconds: 4.4 },
    parts: {
      ...{ text: key, voice: 'af_heart', voiceVersion: '1', speed: 1, rules: 1 },
      ...{ pauses: { sentence: 0.25, paragraph: 0.7 }, pronunciations: {} },
    },
    ...{ loudness: -16, sentences },
  };
}

async function make(name: string, settings: Partial<Settings>, more: Partial<LipSyncJob> = {}) {
  await mkdir(join(folder, name));
  const output = join(folder, name, 'talk.mp4');
  const job: LipSyncJob = {
    ...{ id: name as JobId, video: presenter, audio: speech, provider: 'cpu' },
    ...{ output, target: output, settings: { ...DEFAULT_SETTINGS, ...settings }, ...more },
  };
  const { report } = await service.run(job, { signal, onProgress: () => undefined });
  return { output, report };
}

async function probed(path: string): Promise<string> {
  const entries = 'stream=codec_name:stream_tags=language';
  const args = ['-v', 'error', '-show_entries', entries, '-of', 'compact=nk=1:p=0', path];
  return (await runTool(tools.ffprobe, args, { subject: path, signal })).toString();
}

/** The brightness of one frame. */
async function grey(path: string, frame: number): Promise<Buffer> {
  const args = ['-v', 'error', '-i', path, '-vf', `select=eq(n\\,${frame})`, '-frames:v', '1'];
  const raw = ['-pix_fmt', 'gray', '-f', 'rawvideo', 'pipe:1'];
  return runTool(tools.ffmpeg, [...args, ...raw], { subject: path, signal });
}

describe('subtitles of an output', () => {
  it('have the times of the words that were spoken, in a track with its language', async () => {
    const { output, report } = await make('track', { subtitles: 'track' });
    const { sentences } = await recordOf(speech);
    expect(report.subtitles).toMatchObject({ from: 'script', language: 'zho' });
    expect(report.voice).toEqual({ id: 'af_heart', name: 'Heart', version: '1' });
    const cues = report.subtitles?.cues ?? [];
    expect(cues.map(({ text }) => text)).toEqual(TEXTS);
    for (const [k, { from, to }] of cues.entries()) {
      expect(Math.abs(from - sentences[k].words[0].from)).toBeLessThan(0.06);
      expect(Math.abs(to - (sentences[k].words.at(-1)?.to ?? 0))).toBeLessThan(0.06);
    }
    expect(await probed(output)).toMatch(/mov_text\|zho/);
    const args = ['-v', 'error', '-i', output, '-map', '0:s', '-f', 'srt', 'pipe:1'];
    const shown = (await runTool(tools.ffmpeg, args, { subject: output, signal })).toString();
    expect(shown).toContain('00:00:00,500 --> 00:00:0');
    for (const text of TEXTS) expect(shown).toContain(text);
  });

  it('of a script that ends late in places: that is told', async () => {
    const audio = join(folder, 'late.wav');
    await copyFile(speech, audio);
    const overruns = [{ cue: 1, from: 0.4, over: 0.5 }];
    await writeFile(`${audio}.json`, writeSpeechRecord({ ...(await recordOf(audio)), overruns }));
    expect((await make('late', {}, { audio })).report.warnings).toContain('script-late');
    expect((await make('in time', {})).report.warnings).not.toContain('script-late');
  });

  it('move with the part of the recording that is used, and its silence', async () => {
    const part = { audioPart: { from: 2.3, to: 4.4 }, speechOffset: 1 };
    const { report } = await make('part', { subtitles: 'files' }, part);
    expect(report.subtitles?.cues).toMatchObject([{ from: 1.2, text: TEXTS[1] }]);
  });

  it('in the picture are where they belong, and nowhere else, and spoil no measure', async () => {
    const plain = await make('plain', {});
    const burned = await make('burned', { subtitles: 'burned', label: false });
    expect(burned.report.subtitles?.font).not.toBe('');
    expect(burned.report.sync).toEqual(plain.report.sync);
    expect(burned.report.sharpness).toBe(plain.report.sharpness);
    const { width, height } = burned.report;
    const { y, height: strip } = burntLayout({ width, height }, 1, 0);
    const [with1, without] = [await grey(burned.output, 25), await grey(plain.output, 25)];
    let [inside, outside] = [0, 0];
    for (let at = 0; at < with1.length; at++) {
      const row = Math.floor(at / width);
      const differs = Math.abs(with1[at] - without[at]) > 60;
      // A macroblock of room for what the encoder makes of sharp edges.
      if (row >= y - 16 && row < y + strip + 16) inside += Number(differs);
      else outside += Number(differs);
    }
    expect(inside).toBeGreaterThan(100);
    expect(outside).toBe(0);
    // Before the first word there is nothing.
    const early = await Promise.all([grey(burned.output, 2), grey(plain.output, 2)]);
    expect(Buffer.compare(early[0], early[1])).toBe(0);
  });

  it('in the picture stand at its head where they would lie over the mouth', async () => {
    const { report: whole } = await make('whole', {});
    const { y = NaN, height = NaN } = whole.mouth ?? {};
    const rows = Math.round(whole.height * (y + 1.4 * height)) & ~1;
    const video = join(folder, 'close-up.mp4');
    const crop = ['-i', presenter, '-an', '-vf', `crop=iw:${rows}:0:0`];
    await runTool(tools.ffmpeg, ['-v', 'error', ...crop, video], { subject: video, signal });
    const { report } = await make('close-up', { subtitles: 'burned' }, { video });
    const { top = NaN } = report.subtitles ?? {};
    const strip = burntLayout(report, 1, 0);
    expect(top).toBeLessThan(strip.y);
    expect(top + strip.height).toBeLessThan((report.mouth?.y ?? NaN) * report.height);
    // Nobody's lines move whose foot is free.
    const free = await make('free', { subtitles: 'burned' });
    expect(free.report.subtitles).not.toHaveProperty('top');
  });

  it('in the picture come out the same whoever makes which segment first', async () => {
    const audio = join(folder, 'long.wav');
    const looped = ['-stream_loop', '2', '-i', resolve('media/demo/speech-en.flac'), '-t', '13'];
    await runTool(tools.ffmpeg, ['-v', 'error', ...looped, audio], { subject: audio, signal });
    const transcript = join(folder, 'long.srt');
    // Over the cut at ten seconds.
    await writeFile(transcript, '00:00:08,500 --> 00:00:11,500\nOver the cut,\n一直到下一段。\n');
    const inOrder = await make('order', { subtitles: 'burned' }, { audio, transcript });
    const output = join(folder, 'order', 'talk.mp4');
    const target = join(folder, 'again.mp4');
    const job: LipSyncJob = {
      ...{ id: 'again' as JobId, video: presenter, audio, transcript, provider: 'cpu' },
      ...{ output, target, settings: { ...DEFAULT_SETTINGS, subtitles: 'burned' } },
    };
    const watch = { signal, onProgress: () => undefined };
    const { segments } = await service.prepare(job, watch);
    expect(segments).toHaveLength(2);
    for (const index of [1, 0]) await service.segments({ job, indices: [index] }, watch);
    expect((await service.join(job, watch)).kind).toBe('joined');
    const files = await Promise.all([readFile(inOrder.output), readFile(target)]);
    expect(Buffer.compare(...(files as [Buffer, Buffer]))).toBe(0);
  });

  it('are told to be missing where nobody knows the text', async () => {
    const audio = join(folder, 'other.wav');
    await copyFile(speech, audio);
    const { output, report } = await make('unknown', { subtitles: 'track' }, { audio });
    expect(report.subtitles).toBeUndefined();
    expect(report.warnings).toContain('subtitles-without-text');
    expect(await probed(output)).not.toContain('mov_text');
  });

  it('of a recording come from its transcript, with or without times', async () => {
    const transcript = join(folder, 'a.srt');
    await writeFile(transcript, '1\n00:00:00,700 --> 00:00:02,000\nHello <b>there</b>\n');
    const timed = await make('timed', { subtitles: 'files' }, { transcript });
    expect(timed.report.subtitles).toMatchObject({
      ...{ from: 'transcript', cues: [{ from: 0.7, to: 2, text: 'Hello there' }] },
    });
    const plain = join(folder, 'a.txt');
    await writeFile(plain, 'Hello, and welcome to the course. This video was recorded only once.');
    const laid = await make('laid', { subtitles: 'files' }, { transcript: plain });
    const cues = laid.report.subtitles?.cues ?? [];
    expect(cues).toHaveLength(2);
    // The first sentence ends at 2.4 s and the second begins at 2.5 s.
    expect(Math.abs(cues[1].from - 2.5)).toBeLessThan(0.15);
    expect(await readFile(plain, 'utf8')).toContain('Hello');
  });
});
