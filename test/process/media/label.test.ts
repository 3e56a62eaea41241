import { execFile } from 'node:child_process';
import { copyFile, readFile, rm } from 'node:fs/promises';
import { promisify } from 'node:util';
import { mediaInfoFactory } from 'mediainfo.js';
import { beforeAll, describe, expect, test } from 'vitest';
import { aiLabel } from '../../../src/lipsync/aiLabel.js';
import type { FfmpegTools } from '../../../src/media/locate.js';
import { muxSpeech } from '../../../src/media/mux.js';
import { probeVideo } from '../../../src/media/probe.js';
import { ffmpeg, never, picture, temporaryFolder, tone, tools } from './samples.js';

const folder = temporaryFolder();
const PRODUCER = '课程公司 "A&B"; = 😀 ü';

beforeAll(async () => {
  const h264 = ['-c:v', 'libx264', '-pix_fmt', 'yuv420p'];
  await ffmpeg(...picture('96x64', '25', 1), ...h264, folder.path('picture.mp4'));
  await ffmpeg(...tone(1), '-c:a', 'aac', folder.path('speech.m4a'));
});

async function labelled(set: FfmpegTools, name: string, producer: string): Promise<string> {
  const taken = folder.path('taken.mp4');
  await copyFile(folder.path('picture.mp4'), taken);
  const output = folder.path(name);
  await rm(output, { force: true });
  await muxSpeech(set, {
    picture: taken,
    frames: 25,
    speech: folder.path('speech.m4a'),
    output,
    duration: 1,
    info: await probeVideo(set, folder.path('picture.mp4')),
    tags: (mediaHash) => aiLabel({ output: '/x/第一课 嘴.mp4', producer, mediaHash }),
    signal: never,
  });
  return output;
}

/** As ffprobe reads it. */
async function ffprobeTags(set: FfmpegTools, path: string): Promise<Record<string, string>> {
  const args = ['-v', 'error', '-show_entries', 'format_tags', '-of', 'json', path];
  const { stdout } = await promisify(execFile)(set.ffprobe.path, args);
  return (JSON.parse(stdout) as { format: { tags: Record<string, string> } }).format.tags;
}

/** As MediaInfo reads it: what it knows by the form's own names, and what else it finds. */
async function mediaInfoTags(path: string): Promise<Record<string, unknown>> {
  const bytes = await readFile(path);
  const reader = await mediaInfoFactory({ format: 'object' });
  try {
    const result = await reader.analyzeData(bytes.length, (size, at) =>
      bytes.subarray(at, at + size),
    );
    return { ...result.media?.track[0] };
  } finally {
    reader.close();
  }
}

describe.each(tools.map((set) => [set.origin, set] as const))('with ffmpeg of %s', (_, set) => {
  test('two readers that know nothing of us find title, comment and label', async () => {
    const path = await labelled(set, 'labelled.mp4', PRODUCER);
    const title = '第一课 嘴.mp4 (AI-generated)';
    const comment = 'AI-generated: the lip movements in this video were made by HeyGem Studio.';
    const probed = await ffprobeTags(set, path);
    expect(probed).toMatchObject({ title, comment, ai_generated: 'true' });
    const read = await mediaInfoTags(path);
    expect(read).toMatchObject({ Title: title, Comment: comment });
    const extra = read['extra'] as Record<string, string>;
    expect(extra['ai_generated']).toBe('true');
    for (const label of [probed['AIGC'], extra['AIGC']]) {
      expect(JSON.parse(label)).toEqual({
        Label: '1',
        ContentProducer: PRODUCER,
        ProduceID: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
        ReservedCode1: '',
        ContentPropagator: '',
        PropagateID: '',
        ReservedCode2: '',
      });
    }
    expect(read).toMatchObject({
      IsStreamable: 'Yes',
      FrameCount: 25,
      VideoCount: 1,
      AudioCount: 1,
    });
  });

  test('the same inputs give the same bytes, and another producer the same number', async () => {
    const first = await labelled(set, 'first.mp4', '');
    const second = await labelled(set, 'second.mp4', '');
    expect(Buffer.compare(await readFile(first), await readFile(second))).toBe(0);
    const label = JSON.parse((await ffprobeTags(set, first))['AIGC']) as Record<string, string>;
    expect(label['ContentProducer']).toBe('HeyGem Studio');
    const other = await labelled(set, 'other.mp4', 'Anna');
    expect(JSON.parse((await ffprobeTags(set, other))['AIGC'])).toEqual({
      ...label,
      ContentProducer: 'Anna',
    });
  });
});
