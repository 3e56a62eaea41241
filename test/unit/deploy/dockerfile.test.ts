import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { deployFile, meantLines, ROOT } from './deployFiles.js';

/** What only VS Code reads of that which ships. */
const OF_VS_CODE = [
  /^package\.nls/,
  /^(README|CHANGELOG)\.md$/,
  /^dist\/extension\.cjs$/,
  /^media\/(heygem\.tmLanguage|language-configuration)\.json$/,
  /^media\/(file-|walkthrough)/,
];

interface Copy {
  readonly sources: readonly string[];
  readonly target: string;
}

const file = deployFile('Dockerfile');
/** From each `FROM` to the next. */
const [building = [], running = []] = stages(meantLines(file));

function stages(lines: readonly string[]): readonly (readonly string[])[] {
  const found: string[][] = [];
  for (const line of lines) {
    if (line.startsWith('FROM ')) found.push([]);
    found.at(-1)?.push(line);
  }
  return found;
}

/** What a stage copies out of the repository, or out of the stage before it. */
function copies(stage: readonly string[], from: 'repository' | 'build'): readonly Copy[] {
  return stage
    .filter((line) => line.startsWith('COPY '))
    .filter((line) => line.includes('--from=build') === (from === 'build'))
    .map((line) => line.split(/\s+/).filter((word) => !/^(COPY|--from=.*)$/.test(word)))
    .map((words) => ({ sources: words.slice(0, -1), target: words.at(-1) ?? '' }));
}

const within = (path: string, folder: string) => path === folder || path.startsWith(`${folder}/`);

const taken = [...copies(building, 'repository'), ...copies(running, 'repository')].flatMap(
  ({ sources }) => sources,
);
/** Of the finished image, as paths of the repository. */
const shipped = [...copies(running, 'repository'), ...copies(running, 'build')].flatMap(
  ({ sources }) => sources.map((source) => source.replace(/^\/build\//, '')),
);

describe('the image', () => {
  it('is made of two stages, with nothing of npm in the last', () => {
    expect(stages(meantLines(file))).toHaveLength(2);
    expect(building.join('\n')).toContain('npm ci');
    expect(running.join('\n')).not.toMatch(/\b(npm|npx|curl|wget|git)\b|^ADD /m);
  });

  it('begins with a Node that the program runs on, of one Debian', () => {
    const [, major] = /^ARG NODE_IMAGE=node:(\d+)-bookworm-slim$/m.exec(file) ?? [];
    expect(['20', '22', '24']).toContain(major);
    expect([building[0], running[0]]).toEqual([
      'FROM ${NODE_IMAGE} AS build',
      'FROM ${NODE_IMAGE}',
    ]);
  });

  it('runs as nobody in particular, and is told to stop as the program understands it', () => {
    expect(running.filter((line) => line.startsWith('USER '))).toEqual([
      expect.stringMatching(/^USER [1-9]\d*:[1-9]\d*$/),
    ]);
    expect(running).toContain('STOPSIGNAL SIGTERM');
    expect(running.at(-2)).toContain('"/usr/bin/tini"');
  });

  it('copies files that are there, and that Docker is given', () => {
    const given = meantLines(readFileSync(join(ROOT, '.dockerignore'), 'utf8'));
    const allowed = given.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
    for (const source of taken) {
      expect(existsSync(join(ROOT, source)), source).toBe(true);
      expect(
        allowed.some((path) => within(source, path)),
        `${source} is ignored`,
      ).toBe(true);
    }
    // And nothing that it has no use for.
    for (const path of allowed) expect(taken.some((source) => within(source, path))).toBe(true);
    expect(given[0]).toBe('*');
  });

  it('has all that ships and is not of VS Code alone', () => {
    const ships = meantLines(readFileSync(join(ROOT, '.vscodeignore'), 'utf8'))
      .filter((line) => line.startsWith('!'))
      .map((line) => line.slice(1).replace(/\/?\*.*$/, ''))
      .filter((path) => !OF_VS_CODE.some((pattern) => pattern.test(path)));
    expect(ships).toContain('dist/worker.cjs');
    for (const path of ships) {
      expect(
        shipped.some((copied) => within(path, copied)),
        path,
      ).toBe(true);
    }
  });

  it('builds its bundles out of what it was given', async () => {
    const bundles = shipped.filter((path) => path.startsWith('dist/'));
    const table = readFileSync(join(ROOT, 'scripts', 'build.mjs'), 'utf8');
    const entries = bundles.map((bundle) => {
      const name = /^dist\/(\w+)\.c?js$/.exec(bundle)?.[1] ?? '';
      const entry = new RegExp(`\\b${name}: '([^']+)'`).exec(table);
      if (entry === null) throw new Error(`${bundle} is built of nothing`);
      return entry[1];
    });
    const { metafile } = await build({
      ...{ entryPoints: entries, absWorkingDir: ROOT, outdir: 'out', write: false },
      ...{ bundle: true, metafile: true, platform: 'node', format: 'cjs', packages: 'external' },
      logLevel: 'silent',
    });
    const given = copies(building, 'repository').flatMap(({ sources }) => sources);
    const lacking = Object.keys(metafile.inputs).filter(
      (input) => !given.some((path) => within(input, path)),
    );
    expect(lacking).toEqual([]);
  });
});
