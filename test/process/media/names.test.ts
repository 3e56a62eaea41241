import { copyFile, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { beforeAll, describe, expect, test } from 'vitest';
import { FrameEncoder } from '../../../src/media/encoder.js';
import { decodeFrames } from '../../../src/media/frameSource.js';
import { muxSpeech } from '../../../src/media/mux.js';
import { grabFrame, writePng } from '../../../src/media/picture.js';
import { probeVideo } from '../../../src/media/probe.js';
import { probeAudio } from '../../../src/media/speechTrack.js';
import { decodeSpeech } from '../../../src/media/speech.js';
import { collect, ffmpeg, never, picture, temporaryFolder, tone, tools } from './samples.js';

const folder = temporaryFolder();
const NAMES = [
  '-i',
  'with space',
  `it's "quoted"`,
  '100%',
  '%03d',
  'say 你好',
  'smile 😀',
  '[b]{r}*?~$HOME;&|',
  'new\nline',
];

beforeAll(async () => {
  await ffmpeg(
    ...[...picture('64x64', '25', 0.4), ...tone(0.4), '-c:v', 'libx264', '-pix_fmt', 'yuv420p'],
    folder.path('source.mp4'),
  );
});

describe.each(tools.map((set) => [set.origin, set] as const))(
  'with ffmpeg of %s',
  (origin, set) => {
    test.each(NAMES)('a file called %j goes all the way', async (name) => {
      const path = folder.path(`${name}.mp4`);
      await copyFile(folder.path('source.mp4'), path);
      const info = await probeVideo(set, path);
      const output = folder.path(`${origin} ${name} out.mp4`);
      const partial = folder.path(`${origin} ${name} picture.partial`);
      const settings = { crf: 20, preset: 'ultrafast', encoder: 'software' } as const;
      const encoder = await FrameEncoder.start(set, {
        output: partial,
        info,
        signal: never,
        ...settings,
      });
      for await (const frame of decodeFrames(set, path, info, { signal: never }))
        await encoder.write(frame);
      await encoder.finish();
      await muxSpeech(set, {
        picture: partial,
        frames: 10,
        speech: path,
        output,
        duration: 0.4,
        info,
        tags: () => ({}),
        signal: never,
      });
      expect(await collect(decodeFrames(set, output, info, { signal: never }))).toHaveLength(10);
      const speech = await decodeSpeech(set, output, { signal: never, sampleRate: 16000 });
      expect(speech.length).toBeGreaterThan(6000);
      const png = folder.path(`${origin} ${name}.png`);
      await writePng(set, await grabFrame(set, output, info, 3, never), info.color, png, never);
      expect((await pngSize(png)).join()).toBe('64,64');
    });

    test('names that look like protocols are names', async () => {
      await mkdir(folder.path('concat:x'), { recursive: true });
      for (const name of ['concat:x/a|b.mp4', 'file:c.mp4', 'http:d.mp4', 'pipe:0']) {
        await copyFile(folder.path('source.mp4'), folder.path(name));
        expect((await probeVideo(set, folder.path(name))).width).toBe(64);
      }
    });

    test('a link is followed', async () => {
      const link = folder.path(`${origin} link.mp4`);
      await symlink(folder.path('source.mp4'), link);
      expect((await probeVideo(set, link)).width).toBe(64);
    });

    test('a playlist in disguise opens neither files nor hosts', async () => {
      let calls = 0;
      const server = createServer((_, response) => {
        calls++;
        response.end();
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const { port } = server.address() as AddressInfo;
      const url = `http://127.0.0.1:${port}/x.ts`;
      const source = folder.path('source.mp4');
      const crafted = {
        'hls.mp4': `#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n${url}\n#EXT-X-ENDLIST\n`,
        'hls-file.mp4': `#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n${source}\n#EXT-X-ENDLIST\n`,
        'concat.mp4': `ffconcat version 1.0\nfile '${source}'\n`,
        'concat.txt': `ffconcat version 1.0\nfile '${url}'\n`,
        'session.sdp': `v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video 5004 RTP/AVP 96\n`,
        'ram.mp4': `${url}\n`,
      };
      for (const [name, text] of Object.entries(crafted)) {
        await writeFile(folder.path(name), text);
        await expect(probeVideo(set, folder.path(name)), name).rejects.toMatchObject({
          code: 'input-not-media',
        });
        await expect(probeAudio(set, folder.path(name)), name).rejects.toMatchObject({
          code: 'input-not-media',
        });
      }
      server.close();
      expect(calls).toBe(0);
    });
  },
);

/** From the PNG's own header. */
async function pngSize(path: string): Promise<number[]> {
  const bytes = await readFile(path);
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
}
