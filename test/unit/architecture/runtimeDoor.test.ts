import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { build } from 'esbuild';

const ROOT = join(import.meta.dirname, '../../..');
const FOLDERS = ['src', 'webview', 'bench', 'scripts', 'test', 'training'];

function filesThatSay(import_: RegExp, name: RegExp): string[] {
  return FOLDERS.flatMap((folder) => {
    const names = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' });
    return names.map((file) => `${folder}/${file.replaceAll('\\', '/')}`);
  }).filter((file) => name.test(file) && import_.test(readFileSync(join(ROOT, file), 'utf8')));
}

/** Telemetry is off in every process that loads onnxruntime: src/core/runtimeEnvironment.ts. */
describe('the door to onnxruntime', () => {
  it('is the only one in TypeScript and JavaScript', () => {
    const loads =
      /^(import|export) (?!type)[^;=]*'onnxruntime-(node|web)'|^[^'"]*await import\('onnxruntime-/m;
    expect(filesThatSay(loads, /\.m?[tj]s$/)).toEqual(['src/inference/runtime.ts']);
  });

  it('is behind the packages in Python that switch telemetry off', () => {
    const found = filesThatSay(/^\s*(import|from) onnxruntime/m, /\.py$/);
    expect(found.length).toBeGreaterThan(2);
    const packages = [...new Set(found.map((file) => dirname(file)))].sort();
    expect(packages).toEqual(['training/motion', 'training/wav2lip']);
    const env = { ...process.env, ORT_DISABLE_TELEMETRY: '0' };
    const cwd = join(ROOT, 'training');
    for (const name of ['motion', 'wav2lip']) {
      const script = `import ${name}, os; print(os.environ["ORT_DISABLE_TELEMETRY"])`;
      expect(execFileSync('python3', ['-c', script], { cwd, env }).toString().trim()).toBe('1');
    }
  });

  it('is opened after telemetry is switched off, in a bundle too', async () => {
    const { outputFiles } = await build({
      entryPoints: [join(ROOT, 'src/worker/main.ts')],
      bundle: true,
      write: false,
      platform: 'node',
      format: 'cjs',
      supported: { 'dynamic-import': false },
      external: [
        'onnxruntime-node',
        'onnxruntime-web',
        'ffmpeg-static',
        '@ffmpeg-installer/*',
        '@ffprobe-installer/*',
      ],
    });
    const text = outputFiles[0].text;
    const off = text.indexOf('Object.assign(process.env, RUNTIME_ENVIRONMENT)');
    expect(off).toBeGreaterThan(0);
    for (const name of ['node', 'web']) {
      expect(text.indexOf(`require("onnxruntime-${name}")`)).toBeGreaterThan(off);
    }
  });
});
