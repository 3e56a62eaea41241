import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { programsOnPath } from '../../../src/files/programsOnPath.js';
import { bundle } from '../engine/bundle.js';
import { requireStrace, TraceRig, type Traced } from './tracedRun.js';

const CLI = resolve('dist/cli.cjs');
const PROJECT = {
  version: 1,
  videos: [{ id: 'face', path: 'face.mp4' }],
  audios: [
    { id: 'one', path: 'speech.wav' },
    { id: 'two', path: 'more.wav' },
  ],
  matrix: {},
};

/** A busy machine takes several times what an idle one does. */
vi.setConfig({ testTimeout: 240_000 });

/**
 * "Nothing is sent anywhere", and no file is written but where the person would expect it: told by
 * every system call of every process that we start, on the drawn presenter.
 */
describe.runIf(process.platform === 'linux')(
  'nothing is sent, and nothing is left elsewhere',
  () => {
    let rig: TraceRig;

    beforeAll(requireStrace);

    beforeEach(async () => {
      rig = new TraceRig();
      await rig.addSpeech('speech.wav', 1);
      await rig.addSpeech('more.wav', 0.8);
      writeFileSync(join(rig.project, 'p.heygem'), JSON.stringify(PROJECT));
    });

    afterEach(() => {
      rig.remove();
    });

    function expectSealed({ breaches, programs }: Traced, program: RegExp): void {
      expect(breaches).toEqual([]);
      expect(readdirSync(rig.home)).toEqual([]);
      // That the trace saw what it is about.
      expect(programs.filter((path) => program.test(path))).not.toEqual([]);
    }

    const RUN = ['run', '--video', 'face.mp4', '--audio', 'speech.wav', '-o', 'made.mp4'];

    it.each([
      ['run', RUN],
      ['batch', ['batch', 'p.heygem']],
      ['check', ['check', 'p.heygem']],
      ['doctor', ['doctor']],
    ])('by heygem %s', async (_, args) => {
      const traced = await rig.trace([CLI, ...args]);
      expect(traced.code).toBe(0);
      expectSealed(traced, /ffmpeg$/);
    });

    const SAID = ['The demo speaks a new sentence.', '今天天气很好。'];

    it.each(SAID)('by heygem speak: %s', async (text) => {
      const traced = await rig.trace([CLI, 'speak', '--text', text, '-o', 'said.wav']);
      expect(traced.code).toBe(0);
      expectSealed(traced, /node$/);
      // Programs that have voices are not even asked which.
      expect(traced.programs.filter((path) => !/node$/.test(path))).toEqual([]);
    });

    it.runIf(programsOnPath('espeak-ng').length > 0)('by the voices of eSpeak', async () => {
      const listed = await rig.trace([CLI, 'voices']);
      expect(listed.code).toBe(0);
      expectSealed(listed, /espeak-ng$/);
      const voice = ['--voice', 'system:German'];
      const said = await rig.trace([CLI, 'speak', '--text', 'Hallo.', ...voice, '-o', 'said.wav']);
      expect(said.code).toBe(0);
      expectSealed(said, /espeak-ng$/);
    });

    it.each([
      ['new', ['new', 'other.heygem'], 0],
      ['status', ['status', 'p.heygem'], 0],
      // There is nothing to pack yet.
      ['zip', ['zip', 'p.heygem', '-o', 'p.zip'], 1],
      ['cache', ['cache', 'clear'], 0],
    ] as const)('by heygem %s, which starts no worker', async (_, args, code) => {
      const traced = await rig.trace([CLI, ...args]);
      expect(traced.code).toBe(code);
      expectSealed(traced, /node$/);
    });

    describe('by the packaged extension', () => {
      const folder = mkdtempSync(join(tmpdir(), 'heygem-vsix-'));
      const extension = join(folder, 'extension');
      let driver = '';

      beforeAll(() => {
        unpack(folder);
        driver = bundle('test/process/trace/workerDriver.ts');
      }, 400_000);

      afterAll(() => {
        rmSync(folder, { recursive: true, force: true });
      });

      it('whose worker does all that an editor asks', async () => {
        const traced = await rig.trace([driver, 'engine', extension, rig.project, rig.cache]);
        expect(traced.out.trim()).toBe('done');
        expectSealed(traced, /ffmpeg$/);
      });

      it('whose worker was started by something else', async () => {
        const traced = await rig.trace([driver, 'bare', extension, rig.project, rig.cache]);
        expect(traced.out.trim()).not.toBe('none');
        expectSealed(traced, /ffmpeg$/);
      });
    });

    describe('which this test would see', () => {
      it('when something looked up a host or wrote to the home folder', async () => {
        const script = `
        require('node:fs').writeFileSync(process.env.HOME + '/x', '');
        require('node:net').connect({ host: '127.0.0.1', port: 9 }).on('error', () => {});
        require('node:dns').lookup('heygem.invalid', () => {});`;
        const { breaches } = await rig.trace(['-e', script]);
        expect(breaches).toContainEqual(expect.stringContaining(`writes ${rig.home}/x`));
        expect(breaches).toContainEqual(expect.stringContaining('AF_INET'));
        expect(breaches).toContainEqual(expect.stringContaining('looks for a host'));
      });

      it('when onnxruntime were loaded with its telemetry on', async () => {
        const library = JSON.stringify(resolve('node_modules/onnxruntime-node'));
        const model = JSON.stringify(resolve('models/face_detection_short_range.onnx'));
        const script = `require(${library}).InferenceSession.create(${model})`;
        const { breaches } = await rig.trace(['-e', script]);
        expect(breaches).toContainEqual(expect.stringContaining('.onnxruntime'));
      });
    });
  },
);

/** The extension as VS Code would install it on this machine, in `folder`/extension. */
function unpack(folder: string): void {
  const target = `${process.platform}-${process.arch}`;
  const script = resolve('scripts/package.mjs');
  const options = ['--target', target, '--built', '--out', join(folder, 'pack')];
  execFileSync(process.execPath, [script, ...options], { stdio: ['ignore', 'ignore', 'inherit'] });
  const [vsix] = readdirSync(join(folder, 'pack')).filter((name) => name.endsWith('.vsix'));
  // With the files' modes, which Python's own extraction leaves out.
  const unzip = `
import os, sys, zipfile
archive = zipfile.ZipFile(sys.argv[1])
for entry in archive.infolist():
    path = archive.extract(entry, sys.argv[2])
    mode = entry.external_attr >> 16 & 0o777
    if mode and not entry.is_dir(): os.chmod(path, mode)`;
  execFileSync('python3', ['-c', unzip, join(folder, 'pack', vsix), folder]);
}
