import { copyFile, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { ratio } from '../../../src/core/videoInfo.js';
import { inputWarnings } from '../../../src/lipsync/inputWarnings.js';
import { videoShortfall } from '../../../src/lipsync/shortfalls.js';
import { decodeFrames } from '../../../src/media/frameSource.js';
import { probeVideo } from '../../../src/media/probe.js';
import { collect, ffmpeg, never, temporaryFolder, tone, tools } from '../media/samples.js';

const folder = temporaryFolder();
const PRESENTER = join(import.meta.dirname, '..', '..', 'fixtures', 'presenter-small.mp4');
const H264 = ['-an', '-c:v', 'libx264', '-g', '12', '-bf', '2'];

/** Videos that break off, and what each is cut from. */
const VIDEOS: Readonly<Record<string, readonly string[]>> = {
  'index first.mp4': [...H264, '-movflags', '+faststart'],
  'in pieces.mp4': [...H264, '-movflags', 'frag_keyframe+empty_moov'],
  'talk.mkv': H264,
  'talk.webm': ['-an', '-c:v', 'libvpx', '-b:v', '1M'],
  'talk.avi': ['-an', '-c:v', 'mjpeg'],
  'talk.flv': H264,
  'talk.wmv': ['-an', '-c:v', 'wmv2'],
};

beforeAll(async () => {
  for (const [name, how] of Object.entries(VIDEOS)) {
    await ffmpeg('-i', PRESENTER, ...how, folder.path(name));
    await copyFile(folder.path(name), folder.path(`cut ${name}`));
    const { size } = await stat(folder.path(name));
    await truncate(folder.path(`cut ${name}`), Math.round(size * 0.55));
  }
  // A broadcast that was cut anywhere: nothing decodes until the next key frame.
  await ffmpeg('-i', PRESENTER, ...H264, folder.path('whole.ts'));
  const packets = await readFile(folder.path('whole.ts'));
  const from = 188 * Math.floor(packets.length / 188 / 5);
  const parts = [packets.subarray(0, 3 * 188), packets.subarray(from)];
  await writeFile(folder.path('cut between keys.ts'), Buffer.concat(parts));
  await ffmpeg(...tone(4), folder.path('whole.flac'));
  await copyFile(folder.path('whole.flac'), folder.path('cut.flac'));
  const { size } = await stat(folder.path('whole.flac'));
  await truncate(folder.path('cut.flac'), Math.round(size / 2));
  const turned = ['-af', 'pan=stereo|FL=c0|FR=-1*c0'];
  await ffmpeg(...tone(1), ...turned, folder.path('turned.wav'));
  await ffmpeg(...tone(1), ...tone(1), '-map', '0', '-map', '1', folder.path('two.mka'));
});

describe.each(tools.map((set) => [set.origin, set] as const))('with ffmpeg of %s', (_, set) => {
  async function count(path: string): Promise<number> {
    const info = await probeVideo(set, path);
    return (await collect(decodeFrames(set, path, info, { signal: never }))).length;
  }

  test.each(Object.keys(VIDEOS))(
    '%s: a video that breaks off is told from a whole one',
    async (name) => {
      const shortfallOf = async (path: string) => {
        const info = await probeVideo(set, path);
        const seen = { info, frames: await count(path), signal: never };
        return [await videoShortfall(set, path, seen), ratio(info.frameRate)] as const;
      };
      expect((await shortfallOf(folder.path(name)))[0]).toBeUndefined();
      const [cut] = await shortfallOf(folder.path(`cut ${name}`));
      const { claimed = 0, found = 0 } = cut ?? {};
      expect(claimed - found).toBeGreaterThan(0.3);
      expect(found).toBeLessThan(1.9);
    },
  );

  test('tells a video whose beginning does not decode', async () => {
    const path = folder.path('cut between keys.ts');
    const seen = { info: await probeVideo(set, path), frames: await count(path), signal: never };
    expect(await videoShortfall(set, path, seen)).toBeDefined();
  });

  test.each([
    ['whole.flac', 1, []],
    ['whole.flac', 0, ['no-speech-heard']],
    ['cut.flac', 1, ['speech-breaks-off']],
    ['turned.wav', 1, ['speech-channels-cancel']],
    ['two.mka', 1, ['speech-one-of-several-tracks']],
  ])('says of %s with a share of speech of %d: %j', async (name, speechShare, expected) => {
    const info = await probeVideo(set, PRESENTER);
    const duration = name === 'whole.flac' ? 4 : 1;
    const actor = { whole: true, frames: info.frameCount };
    const about = { info, actor, speech: { duration, speechShare }, signal: never };
    const job = { video: PRESENTER, audio: folder.path(name) };
    expect(await inputWarnings(set, job, about)).toEqual(expected);
    const cut = folder.path('cut index first.mp4');
    const short = { ...about, info: await probeVideo(set, cut) };
    expect(await inputWarnings(set, { ...job, video: cut }, short)).toEqual([
      'video-breaks-off',
      ...expected,
    ]);
    // Whoever chose a track needs no word on it.
    if (name !== 'two.mka') return;
    expect(await inputWarnings(set, { ...job, audioTrack: 2 }, about)).toEqual([]);
  });
});
