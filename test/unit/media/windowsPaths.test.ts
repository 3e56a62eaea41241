import { describe, expect, it } from 'vitest';
import { HeygemError } from '../../../src/core/errors.js';
import { isWithin, joinPath, resolvePath } from '../../../src/core/plan/resolvePath.js';
import { pathProblem } from '../../../src/core/project/relativePath.js';
import { fileUrl } from '../../../src/media/inputFile.js';

const DEEP = Array<string>(30).fill('a long folder').join('\\');

describe('a path of Windows for ffmpeg', () => {
  it('stays as it is while every program can open it', () => {
    expect(fileUrl('C:\\course\\talk.mp4', 'win32')).toBe('file:C:\\course\\talk.mp4');
    expect(fileUrl('C:/course/é 1.mp4', 'win32')).toBe('file:C:\\course\\é 1.mp4');
  });

  it('is marked as long where it is', () => {
    expect(fileUrl(`C:\\${DEEP}\\talk.mp4`, 'win32')).toBe(`file:\\\\?\\C:\\${DEEP}\\talk.mp4`);
    const share = `\\\\server\\share\\${DEEP}\\talk.mp4`;
    expect(fileUrl(share, 'win32')).toBe(`file:\\\\?\\UNC\\server\\share\\${DEEP}\\talk.mp4`);
  });

  it('is marked on no other system', () => {
    const path = `/${'long/'.repeat(100)}talk.mp4`;
    expect(fileUrl(path, 'linux')).toBe(`file:${path}`);
  });
});

describe('a project on a share of Windows', () => {
  const folder = '\\\\Server\\Share\\course';
  const rules = { folder, outsideAllowed: false };

  it('has its files in it', async () => {
    const files = { realpath: (path: string) => Promise.resolve(path.replaceAll('/', '\\')) };
    const path = await resolvePath('in/talk.mp4', rules, files);
    expect(path).toBe('\\\\Server\\Share\\course\\in\\talk.mp4');
  });

  it('is told from its neighbours and from a disk', async () => {
    expect(isWithin('\\\\server\\share\\COURSE\\a', folder)).toBe(true);
    expect(isWithin('\\\\server\\share\\course2\\a', folder)).toBe(false);
    expect(isWithin('C:\\course\\a', folder)).toBe(false);
    expect(joinPath(folder, '../a')).toBe('\\\\Server\\Share/a');
    const away = { realpath: () => Promise.resolve('\\\\Other\\Share\\course\\a') };
    await expect(resolvePath('link/a', rules, away)).rejects.toBeInstanceOf(HeygemError);
  });
});

it.each(['C:/a', 'c:a', 'C:', '\\\\server\\share\\a', '//server/share/a', '\\\\?\\C:\\a'])(
  'a project names no place of one computer: %s',
  (path) => {
    expect(pathProblem(path, true)).toBe('path-absolute');
  },
);
