import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asProjectPath } from '../../../src/editor/projectPaths.js';

describe('asProjectPath', () => {
  let root: string;
  beforeAll(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), 'heygem-paths-')));
    mkdirSync(join(root, 'real'));
    symlinkSync(join(root, 'real'), join(root, 'link'), 'junction');
  });
  afterAll(() => {
    rmSync(root, { recursive: true, force: true });
  });

  it('names files of the project as the project does, however its folder was reached', () => {
    expect(asProjectPath(join(root, 'real'), join(root, 'real', 'a', '你好.mp4'))).toBe(
      'a/你好.mp4',
    );
    expect(asProjectPath(join(root, 'link'), join(root, 'real', 'a.mp4'))).toBe('a.mp4');
    expect(asProjectPath(join(root, 'link'), join(root, 'link', 'a.mp4'))).toBe('a.mp4');
    expect(asProjectPath('C:\\films', 'C:\\films\\out\\a.mp4')).toBe('out/a.mp4');
  });

  it('leaves other files and other words alone', () => {
    expect(asProjectPath('/films', '/films2/a.mp4')).toBe('/films2/a.mp4');
    expect(asProjectPath('/films', 'cuda')).toBe('cuda');
    expect(asProjectPath('/gone', '/elsewhere/a.mp4')).toBe('/elsewhere/a.mp4');
  });
});
