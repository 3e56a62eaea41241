import { join } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { ESLint, type Linter } from 'eslint';
import { beforeAll, describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../../..');
const NETWORK = /^(node:)?(net|http|https|http2|tls|dgram|dns|dns\/promises|inspector)$|^undici$/;

/** What ships and runs in Node, packages that are not bundled included; the studio's server and a fleet are apart. */
const ENTRIES = ['src/cli.ts', 'src/worker/main.ts', 'src/extension.ts'];

/** README: "there is no network code in it but the studio's server". */
describe('code that could speak to a network', () => {
  let inputs: Metafile['inputs'];

  beforeAll(async () => {
    const { metafile } = await build({
      entryPoints: ENTRIES.map((file) => join(ROOT, file)),
      absWorkingDir: ROOT,
      outdir: 'out',
      write: false,
      bundle: true,
      metafile: true,
      platform: 'node',
      format: 'cjs',
      mainFields: ['module', 'main'],
      logLevel: 'silent',
      // Shipped beside the bundles as they are; their own code is looked at all the same.
      external: ['vscode', 'ffmpeg-static', '*.node'],
    });
    ({ inputs } = metafile);
  });

  it('is imported by nothing that ships, whoever wrote it', () => {
    expect(Object.keys(inputs)).toContainEqual(expect.stringContaining('onnxruntime-node/dist'));
    const found = Object.entries(inputs).flatMap(([file, { imports }]) =>
      imports.filter(({ path }) => NETWORK.test(path)).map(({ path }) => `${file}: ${path}`),
    );
    expect(found).toEqual([]);
  });

  it('is the studio server and the fleet alone, which no other bundle holds', () => {
    const held = Object.keys(inputs).filter((file) =>
      /src\/(http|fleet|studio|studioCli)\/|node_modules\/(hono|@hono|ws|@tus|bullmq|ioredis|prom-client|@bull-board)\//.test(
        file,
      ),
    );
    expect(held).toEqual([]);
    // Started by these, as a child.
    expect(Object.keys(inputs)).toContain('src/vscode/studioProcess.ts');
  });

  it.each([
    ['src/engine/x.ts', "import { connect } from 'node:net';\nconnect(1);"],
    ['src/vscode/x.ts', "import https from 'https';\nhttps.get('');"],
    ['src/cli/x.ts', "void fetch('');"],
    ['src/studioCli/x.ts', "void fetch('');"],
    ['webview/x.ts', "new WebSocket('');"],
    ['src/engine/x.ts', "import { spawn } from 'node:child_process';\nspawn('tool', []);"],
    ['src/engine/x.ts', "import { exec } from 'node:child_process';\nexec('/bin/tool x');"],
  ])('is caught by the linter in %s: %s', async (file, text) => {
    const names = ['@typescript-eslint/no-restricted-imports', 'no-restricted-globals'];
    const rules = [...names, 'no-restricted-syntax'];
    expect(await lint(file, text, rules)).toHaveLength(1);
  });
});

/** What some of our rules say of a text, were it this file's. */
async function lint(file: string, text: string, names: readonly string[]): Promise<string[]> {
  const eslint = new ESLint({ cwd: ROOT });
  const { rules } = (await eslint.calculateConfigForFile(join(ROOT, file))) as {
    readonly rules: Readonly<Record<string, Linter.RuleEntry | undefined>>;
  };
  const wanted = Object.entries(rules).filter(([name]) => names.includes(name));
  const { plugin, parser } = await import('typescript-eslint');
  const plain = new ESLint({
    cwd: ROOT,
    overrideConfigFile: true,
    overrideConfig: {
      files: ['**/*.ts'],
      plugins: { '@typescript-eslint': plugin },
      languageOptions: { parser },
      rules: Object.fromEntries(wanted),
    },
  });
  const [{ messages }] = await plain.lintText(text, { filePath: join(ROOT, file) });
  return messages.map(({ ruleId, message }) => `${ruleId ?? ''}: ${message}`);
}
