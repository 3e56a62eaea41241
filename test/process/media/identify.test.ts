import { mkdir, writeFile } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { identify } from '../../../src/lipsync/identify.js';
import { ffmpeg, never, picture, temporaryFolder, tone, tools } from './samples.js';

const folder = temporaryFolder();

/** What there is, and what ffmpeg makes it of. */
const FILES: Readonly<Record<string, readonly [string, readonly string[]]>> = {
  'a.wmv': ['videos', ['-c:v', 'wmv2']],
  'b.mpg': ['videos', ['-c:v', 'mpeg2video']],
  'c.3gp': ['videos', ['-c:v', 'mpeg4']],
  'd.flv': ['videos', ['-c:v', 'flv1']],
  'video.m4a.mp4': ['videos', ['-c:v', 'mpeg4']],
  'take.mkv': ['videos', ['-c:v', 'mpeg4']],
  'voice.aiff': ['audios', []],
  'voice.caf': ['audios', ['-c:a', 'pcm_s16le']],
  'voice.mka': ['audios', ['-c:a', 'aac']],
  'book.m4b': ['audios', ['-f', 'mp4', '-c:a', 'aac']],
  'sound.webm': ['audios', ['-c:a', 'libopus']],
  'sound.mp4': ['audios', ['-c:a', 'aac']],
  'sound.mov': ['audios', ['-c:a', 'pcm_s16le']],
};

beforeAll(async () => {
  for (const [name, [kind, how]] of Object.entries(FILES)) {
    const source = kind === 'videos' ? picture('176x144', '25', 0.4) : tone(0.4);
    await ffmpeg(...source, ...how, folder.path(name));
  }
  const cover = ['-map', '0:a', '-map', '1:v', '-frames:v', '1', '-c:v', 'mjpeg'];
  const asCover = ['-disposition:v', 'attached_pic', '-c:a', 'libmp3lame'];
  await ffmpeg(
    ...[...tone(0.4), ...picture('64x64', '25', 0.1), ...cover, ...asCover],
    folder.path('cover.mp3'),
  );
  await writeFile(folder.path('broken.mp4'), Buffer.alloc(5000, 7));
  await writeFile(folder.path('empty.wav'), '');
  await ffmpeg(...picture('64x64', '25', 0.04), '-frames:v', '1', folder.path('photo.jpg'));
  await mkdir(folder.path('folder.mp4'));
});

describe.each(tools.map((set) => [set.origin, set] as const))('with ffmpeg of %s', (_, set) => {
  test('tells files by what is in them', async () => {
    const kinds: Record<string, string> = {
      ...Object.fromEntries(Object.entries(FILES).map(([name, [kind]]) => [name, kind])),
      ...{ 'cover.mp3': 'audios', 'broken.mp4': 'neither', 'empty.wav': 'neither' },
      ...{ 'photo.jpg': 'neither', 'folder.mp4': 'neither', 'none.mp4': 'neither' },
    };
    const names = Object.keys(kinds);
    const found = await identify(set, names.map(folder.path), never);
    expect(Object.fromEntries(names.map((name, k) => [name, found[k]]))).toEqual(kinds);
  });
});
