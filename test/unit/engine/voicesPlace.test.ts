import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { voicesPlace } from '../../../src/engine/voicesPlace.js';

describe('the folder of the voices', () => {
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'heygem-place-'));
  });
  afterEach(() => {
    rmSync(root, { recursive: true, force: true });
  });

  function fill(...names: readonly string[]): string {
    const folder = join(root, ...names);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'manifest.json'), '{}');
    return folder;
  }

  const place = (env: NodeJS.ProcessEnv = {}, installed = join(root, 'extension')) =>
    voicesPlace(join(root, 'dist'), installed, env, 'linux', join(root, 'home'));

  it('is the one that is named, even where nothing is: that is then told', () => {
    fill('voices');
    const named = join(root, 'nowhere');
    expect(place({ HEYGEM_VOICES: named })).toBe(named);
  });

  it('is in the extension, else beside the bundles, else in a folder of the person', () => {
    const own = join(root, 'home/.local/share/heygem/voices');
    expect(place()).toBe(own);
    expect(place({ XDG_DATA_HOME: '/data' })).toBe('/data/heygem/voices');
    expect(place({ XDG_DATA_HOME: 'data' })).toBe(own);
    const beside = fill('voices');
    expect(place()).toBe(beside);
    const extension = fill('extension');
    expect(place()).toBe(extension);
    expect(voicesPlace(join(root, 'dist'), undefined, {}, 'linux', root)).toBe(beside);
  });

  it.each(['voices', './voices'])('does not heed a relative name as %s', (named) => {
    fill('voices');
    expect(place({ HEYGEM_VOICES: named })).toBe(join(root, 'voices'));
  });
});
