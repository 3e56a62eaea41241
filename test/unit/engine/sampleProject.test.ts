import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { expandPairs } from '../../../src/core/project/pairs.js';
import { parseProject } from '../../../src/core/project/parseProject.js';
import { LOCALES } from '../../../src/core/strings/locale.js';
import { makeSampleProject } from '../../../src/engine/sampleProject.js';

const DEMO = resolve('media/demo');

describe('the sample project', () => {
  let parent: string;

  beforeEach(() => {
    parent = mkdtempSync(join(tmpdir(), 'heygem-sample-'));
  });

  afterEach(() => {
    rmSync(parent, { recursive: true, force: true });
  });

  it.each(LOCALES)('names the demo’s footage beside itself, in %s', async (locale) => {
    const path = await makeSampleProject(DEMO, parent, locale);
    const { project, problems } = parseProject(readFileSync(path, 'utf8'));
    expect(problems).toEqual([]);
    if (!project) throw new Error('no project');
    expect(expandPairs(project)).toHaveLength(2);
    for (const { path: relative, label } of [...project.videos, ...project.audios]) {
      expect(readFileSync(join(dirname(path), relative)).length).toBeGreaterThan(100_000);
      expect(label).not.toBe('');
    }
  });

  it('leaves alone what is there', async () => {
    mkdirSync(join(parent, 'HeyGem sample'));
    writeFileSync(join(parent, 'HeyGem sample', 'sample.heygem'), 'mine');
    writeFileSync(join(parent, 'HeyGem sample 2'), 'a file');
    const path = await makeSampleProject(DEMO, parent, 'en');
    expect(path).toBe(join(parent, 'HeyGem sample 3', 'sample.heygem'));
    expect(readFileSync(join(parent, 'HeyGem sample', 'sample.heygem'), 'utf8')).toBe('mine');
  });

  it('leaves nothing half made', async () => {
    const broken = join(parent, 'demo');
    mkdirSync(broken);
    writeFileSync(join(broken, 'presenter.mp4'), 'a video');
    const target = join(parent, 'target');
    mkdirSync(target);
    const made = makeSampleProject(broken, target, 'en');
    await expect(made).rejects.toMatchObject({ code: 'input-missing' });
    expect(readdirSync(target)).toEqual([]);
    const nowhere = makeSampleProject(DEMO, join(parent, 'nowhere'), 'en');
    await expect(nowhere).rejects.toMatchObject({ code: 'output-not-writable' });
  });
});
