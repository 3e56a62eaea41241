import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

interface Bundle {
  inputs: Record<string, { readonly bytesInOutput: number }>;
}
type Bundles = Record<string, Bundle>;

const run = promisify(execFile);
const SCRIPT = resolve('scripts/notices.mjs');
const BUNDLES = resolve('dist/bundles.json');

describe('the third-party notices', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'heygem-notices-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  /** What `--check` says of the bundles as they are, changed by `change`; empty where all is well. */
  async function check(change: (bundles: Bundles) => void = () => undefined): Promise<string> {
    const bundles = JSON.parse(readFileSync(BUNDLES, 'utf8')) as Bundles;
    change(bundles);
    const file = join(folder, 'bundles.json');
    writeFileSync(file, JSON.stringify(bundles));
    return run(process.execPath, [SCRIPT, '--check', '--bundles', file]).then(
      () => '',
      (error: unknown) => (error as { readonly stderr: string }).stderr,
    );
  }

  /** A package of that description and text, as if `worker` had it inside. */
  function withPackage(description: object, text?: string, bytesInOutput = 1) {
    const place = join(folder, 'node_modules', 'other');
    rmSync(place, { recursive: true, force: true });
    mkdirSync(place, { recursive: true });
    const named = { name: 'other', version: '1.2.3', ...description };
    writeFileSync(join(place, 'package.json'), JSON.stringify(named));
    if (text !== undefined) writeFileSync(join(place, 'LICENSE'), text);
    return check((bundles) => {
      bundles['dist/worker.cjs'].inputs[join(place, 'index.js')] = { bytesInOutput };
    });
  }

  it('tell of what the bundles contain, as the file stands', async () => {
    expect(await check()).toBe('');
  });

  it('are out of date once a package comes in', async () => {
    const text = 'Permission is hereby granted, free of charge, to all.';
    expect(await withPackage({ license: 'MIT' }, text)).toMatch(/out of date/);
  });

  it('are out of date once a package is gone', async () => {
    const problem = await check((bundles) => {
      for (const bundle of Object.values(bundles)) {
        const rest = Object.entries(bundle.inputs).filter(([input]) => !input.includes('/yazl/'));
        bundle.inputs = Object.fromEntries(rest);
      }
    });
    expect(problem).toMatch(/out of date/);
  });

  it('do not mind what was left out of a bundle', async () => {
    expect(await withPackage({ license: 'GPL-3.0' }, undefined, 0)).toBe('');
  });

  it.each([
    ['that is not allowed', { license: 'GPL-3.0' }, 'GNU General Public License', /GPL-3\.0/],
    ['that is not named', {}, 'All rights reserved', /none named/],
    ['whose text is missing', { license: 'MIT' }, undefined, /missing/],
    ['whose text is another', { license: 'MIT' }, 'GNU General Public License', /not that of MIT/],
  ])('refuse a licence %s', async (_, description, text, problem) => {
    const said = await withPackage(description, text);
    expect(said).toMatch(problem);
    expect(said).toContain('other@1.2.3');
  });

  it('refuse an account that lacks a bundle', async () => {
    const problem = await check((bundles) => {
      delete bundles['dist/fleet.cjs'];
    });
    expect(problem).toContain('dist/fleet.cjs');
  });
});
