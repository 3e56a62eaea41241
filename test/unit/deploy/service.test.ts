import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { deployFile, meantLines, ROOT, mistakeIn, suggestedVariables } from './deployFiles.js';

const NAME = 'heygem-worker@.service';
const ANALYZE = '/usr/bin/systemd-analyze';

const lines = meantLines(deployFile(NAME));
const example = suggestedVariables(deployFile('fleet.env.example'));

function valuesOf(key: string): readonly string[] {
  return lines
    .filter((line) => line.startsWith(`${key}=`))
    .map((line) => line.slice(key.length + 1));
}

describe('the service of a worker', () => {
  it('starts it with words that the command line knows, the suggested ones too', async () => {
    const [, words] = valuesOf('ExecStart')[0].split('dist/cli.cjs ');
    const options = example.get('WORKER_OPTIONS') ?? '';
    expect(options).not.toBe('');
    expect(await mistakeIn(words.replace('$WORKER_OPTIONS', options).split(' '))).toBeUndefined();
  });

  it('waits for the storage that it tells of, and may write there', () => {
    const [told] = valuesOf('Environment').filter((value) => value.startsWith('HEYGEM_STORAGE='));
    const storage = told.split('=')[1];
    expect(storage).toMatch(/^\//);
    expect(valuesOf('RequiresMountsFor')).toEqual([storage]);
    expect(valuesOf('ReadWritePaths')).toEqual([storage]);
    expect(valuesOf('ProtectSystem')).toEqual(['strict']);
  });

  it('keeps what it writes of its own in the folder that systemd makes for it', () => {
    const [state] = valuesOf('StateDirectory');
    const [cache] = valuesOf('Environment').filter((value) => value.startsWith('HEYGEM_CACHE='));
    expect(cache).toMatch(new RegExp(`=/var/lib/${state}(/|$)`));
    expect(valuesOf('ExecStart')[0]).toContain(`--scratch=/var/lib/${state}`);
  });

  it('lets it end well, make the calls that it needs, and see whose processes live', () => {
    expect(valuesOf('KillMode')).toEqual(['mixed']);
    // The command line itself puts away what it has within eight seconds.
    expect(Number(valuesOf('TimeoutStopSec')[0])).toBeGreaterThan(10);
    // Node makes a call that the list of allowed ones lacks: it must be refused, not killed for it.
    expect(valuesOf('SystemCallErrorNumber')).toEqual(['EPERM']);
    for (const key of ['ProtectProc', 'ProcSubset', 'MemoryDenyWriteExecute'])
      expect(valuesOf(key)).toEqual([]);
  });

  it('tells of variables that the program reads', () => {
    const names = [...example.keys(), ...valuesOf('Environment').map((each) => each.split('=')[0])];
    const read = sources(join(ROOT, 'src'));
    const ours = names.filter((name) => name.startsWith('HEYGEM_'));
    expect(ours.length).toBeGreaterThan(3);
    expect(ours.filter((name) => !read.includes(`'${name}'`))).toEqual([]);
  });

  it.skipIf(!existsSync(ANALYZE))('has no setting that systemd does not know', async () => {
    const path = join(ROOT, 'deploy', NAME);
    // It also finds out whether the programs are there, which they need not be here.
    const said = await promisify(execFile)(ANALYZE, ['verify', path]).then(
      ({ stderr }) => stderr,
      (error: unknown) => String((error as { stderr?: unknown }).stderr),
    );
    expect(said).not.toMatch(/unknown|failed to parse|invalid|ignoring/i);
  });
});

function sources(folder: string): string {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
    .join('\n');
}
