import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, readdirSync, rmSync, statSync, truncateSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { VideoInfo } from '../../../src/core/videoInfo.js';
import type { FfmpegTools } from '../../../src/media/locate.js';
import { muxSpeech } from '../../../src/media/mux.js';
import { finishMp4 } from '../../../src/media/mp4/finish.js';
import { probeVideo } from '../../../src/media/probe.js';
import { verifyPicture, verifyVideo } from '../../../src/media/verifyVideo.js';
import { bundle } from '../engine/bundle.js';
import { preloadableTools } from '../toolsets.js';
import {
  buildFailingWrites,
  ERRNO,
  failingWrites,
  withEnvironment,
  withSpoiledOutput,
} from './brokenDisk.js';
import { ffmpeg, never, picture, temporaryFolder, tone, tools } from './samples.js';

const folder = temporaryFolder();
const FRAMES = 70;
const SECONDS = FRAMES / 25;
let info: VideoInfo;

beforeAll(async () => {
  const h264 = ['-c:v', 'libx264', '-g', '25', '-pix_fmt', 'yuv420p'];
  await ffmpeg(...picture('320x240', '25', SECONDS), ...h264, folder.path('picture.mp4'));
  await ffmpeg(...tone(SECONDS), '-c:a', 'aac', folder.path('speech.m4a'));
  info = await probeVideo(tools[0], folder.path('picture.mp4'));
});

/** Muxes into a folder of its own; gives that folder's files afterwards, and what was thrown. */
async function attempt(
  set: FfmpegTools,
  name: string,
  change: (picture: string) => void = () => {},
) {
  const place = folder.path(name);
  rmSync(place, { recursive: true, force: true });
  await mkdir(place);
  const taken = `${place}/picture.mp4`;
  copyFileSync(folder.path('picture.mp4'), taken);
  change(taken);
  const output = `${place}/done.mp4`;
  const outcome = await muxSpeech(set, {
    picture: taken,
    frames: FRAMES,
    speech: folder.path('speech.m4a'),
    output,
    duration: SECONDS,
    info,
    tags: () => ({ title: 'x' }),
    signal: never,
  }).then(
    () => 'done',
    (error: unknown) => (error as { code: string }).code,
  );
  return { outcome, output, files: readdirSync(place).sort() };
}

const SPOILS = {
  'cut in its index': 'fs.truncateSync(path, fs.statSync(path).size - 700);',
  'cut in its media': 'fs.truncateSync(path, 9000);',
  emptied: 'fs.truncateSync(path, 0);',
  'zeroed from the middle':
    'const size = fs.statSync(path).size; fs.truncateSync(path, 9000); fs.truncateSync(path, size);',
  'whole but for its last media': `
    const bytes = fs.readFileSync(path);
    const moov = bytes.lastIndexOf('moov') - 4;
    bytes.fill(0, moov - 6000, moov);
    fs.writeFileSync(path, bytes);`,
} as const;

describe.each(tools.map((set) => [set.origin, set] as const))(
  'with ffmpeg of %s',
  (origin, set) => {
    test('what is whole is done, and only that is left', async () => {
      const { outcome, files } = await attempt(set, `${origin} whole`);
      expect([outcome, files]).toEqual(['done', ['done.mp4']]);
    });

    test.each(Object.entries(SPOILS))('a joined file %s is refused', async (name, spoil) => {
      const broken = withSpoiledOutput(set, folder.path('spoiling'), spoil);
      const { outcome, files } = await attempt(broken, `${origin} ${name}`);
      expect(outcome).toBe('output-damaged');
      expect(files.filter((file) => file !== 'picture.mp4')).toEqual([]);
    });

    test('a joined file without the sound is refused', async () => {
      const args = `['-v', 'error', '-i', path, '-map', '0:v', '-c', 'copy', '-y', path + '.mp4']`;
      const spoil = `
      spawnSync(${JSON.stringify(set.ffmpeg.path)}, ${args}, { stdio: 'inherit' });
      fs.renameSync(path + '.mp4', path);`;
      const { outcome, files } = await attempt(
        withSpoiledOutput(set, folder.path('muting'), spoil),
        `${origin} mute`,
      );
      expect([outcome, files]).toEqual(['output-damaged', []]);
    });

    test('an encoded picture that lost its end is refused', async () => {
      const { outcome, files } = await attempt(set, `${origin} picture`, (path) => {
        truncateSync(path, statSync(path).size - 1500);
      });
      expect([outcome, files]).toEqual(['output-damaged', ['picture.mp4']]);
    });
  },
);

describe('a finished video', () => {
  const whole = () => folder.path('whole/done.mp4');
  const expected = () => ({ ...info, frames: FRAMES, sound: SECONDS });
  beforeAll(async () => {
    expect((await attempt(tools[0], 'whole')).outcome).toBe('done');
  });

  /** What is said of a copy with other bytes. */
  async function verdict(change: (bytes: Buffer) => Buffer): Promise<string> {
    const path = folder.path('changed.mp4');
    await writeFile(path, change(await readFile(whole())));
    return verifyVideo(tools[0], path, expected(), never).then(
      () => 'whole',
      (error: unknown) => String(error),
    );
  }

  test('is whole as it was written', async () => {
    expect(await verdict((bytes) => bytes)).toBe('whole');
  });

  test('is refused when anything of its end is gone', async () => {
    for (const lost of [1, 1000, 30_000]) {
      expect(await verdict((bytes) => bytes.subarray(0, -lost))).toContain('Mp4Error');
    }
    const zeroed = await verdict((bytes) => Buffer.from(bytes).fill(0, bytes.length - 12_000));
    expect(zeroed).toContain('the end does not decode');
    expect(await verdict((bytes) => Buffer.alloc(bytes.length))).toContain('no box');
    expect(await verdict(() => Buffer.alloc(0))).toContain('Mp4Error');
  });

  test('is refused when it is not what it should be', async () => {
    const refusal = (change: object) =>
      verifyVideo(tools[0], whole(), { ...expected(), ...change }, never).then(
        () => 'whole',
        (error: unknown) => String(error),
      );
    expect(await refusal({ frames: FRAMES + 1 })).toContain('70 frames, not 71');
    expect(await refusal({ sound: SECONDS + 2 })).toContain('the sound ends at');
    expect(await refusal({ width: 322 })).toContain('320x240');
    expect(await refusal({ rotation: 90 })).toContain('turned by 0');
    expect(await refusal({ frameRate: { num: 24, den: 1 } })).toContain('the picture lasts');
    await expect(verifyPicture(whole(), FRAMES)).rejects.toThrow('tracks: picture,sound');
  });
});

describe.runIf(process.platform === 'linux')('a disk that takes no more', () => {
  let library: string;
  let preloadable: FfmpegTools;
  beforeAll(async () => {
    preloadable = await preloadableTools();
    library = buildFailingWrites();
    return () => {
      rmSync(dirname(library), { recursive: true });
    };
  });

  test.each(Object.entries(ERRNO))(
    '%s while ffmpeg joins is never called done',
    async (_, errno) => {
      // Nothing, half of the media, and all but the index, which ffmpeg before 6 does not miss.
      const media = statSync(folder.path('picture.mp4')).size;
      for (const at of [0, Math.round(media / 2), media + 1000]) {
        const fault = failingWrites(library, { path: 'joined.mp4', at, errno });
        const failing = withEnvironment(preloadable, folder.path('failing'), fault);
        const { outcome, files } = await attempt(failing, `joining ${errno} ${at}`);
        expect(['output-damaged', 'disk-full', 'ffmpeg-failed']).toContain(outcome);
        expect(files.filter((file) => file !== 'picture.mp4')).toEqual([]);
      }
    },
  );

  describe('while we write', () => {
    let program: string;
    beforeAll(async () => {
      const entry = folder.path('finish.ts');
      const from = (name: string) => JSON.stringify(resolve('src/media', name));
      await writeFile(
        entry,
        `import { finishMp4 } from ${from('mp4/finish.ts')};
        import { outputError } from ${from('outputError.ts')};
        const [input, output] = process.argv.slice(2);
        const { signal } = new AbortController();
        finishMp4({ input, output, orientation: { rotation: 0 }, tags: () => ({}), signal }).then(
          () => console.log('done'),
          async (error) => console.log((await outputError(error, output)).code),
        );`,
      );
      program = bundle(entry);
      return () => {
        rmSync(dirname(program), { recursive: true });
      };
    });

    function finish(more: Record<string, string>) {
      const output = folder.path('ours.mp4');
      rmSync(output, { force: true });
      const args = [program, folder.path('picture.mp4'), output];
      const { stdout } = spawnSync(process.execPath, args, { env: { ...process.env, ...more } });
      return { outcome: stdout.toString().trim(), left: existsSync(output) };
    }

    test('all is well without a fault', () => {
      expect(finish({})).toEqual({ outcome: 'done', left: true });
    });

    test.each([
      ['ENOSPC', 'disk-full'],
      ['EDQUOT', 'disk-full'],
      ['EFBIG', 'output-damaged'],
      ['EIO', 'output-damaged'],
    ] as const)('%s is told as %s, and nothing stays', (name, code) => {
      for (const at of [0, 500, 20_000]) {
        const fault = { path: basename(folder.path('ours.mp4')), at, errno: ERRNO[name] };
        expect(finish(failingWrites(library, fault))).toEqual({ outcome: code, left: false });
      }
    });

    test('what cannot be brought to the disk is not called done', () => {
      const fault = failingWrites(library, { path: 'ours.mp4', at: 0, errno: ERRNO.EIO });
      const outcome = finish({ ...fault, FAIL_SYNC: '1' });
      expect(outcome).toEqual({ outcome: 'output-damaged', left: false });
    });
  });
});

test('nothing that is there is written over, be it a link', async () => {
  const output = folder.path('taken.mp4');
  await writeFile(output, 'mine');
  const options = {
    input: folder.path('picture.mp4'),
    orientation: { rotation: 0 },
    tags: () => ({}),
  } as const;
  await expect(finishMp4({ ...options, output, signal: never })).rejects.toThrow('EEXIST');
  expect(await readFile(output, 'utf8')).toBe('mine');
});
