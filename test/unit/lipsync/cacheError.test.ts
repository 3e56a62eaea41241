import { describe, expect, it } from 'vitest';
import { HeygemError } from '../../../src/core/errors.js';
import { cacheError } from '../../../src/lipsync/cacheError.js';

function refused(code: string, path: string): Error {
  return Object.assign(new Error(`${code}: no, mkdir '${path}'`), { code, path });
}

describe('cacheError', () => {
  it.each(['EACCES', 'EPERM', 'EROFS', 'EEXIST', 'ENOTDIR'])('explains %s in the cache', (code) => {
    const path = '/home/me/.cache/heygem/segments/ab';
    const told = cacheError(refused(code, path), '/home/me/.cache/heygem');
    expect(told).toMatchObject({ code: 'cache-unusable', params: { path } });
  });

  it('says where a disk is full, of which a failing write tells nothing', () => {
    const root = '/home/me/.cache/heygem';
    const full = Object.assign(new Error('no space left on device, write'), { code: 'ENOSPC' });
    expect(cacheError(full, root)).toMatchObject({ code: 'disk-full', params: { path: root } });
    expect(cacheError(refused('ENOSPC', `${root}/x`), root)).toMatchObject({
      code: 'disk-full',
      params: { path: `${root}/x` },
    });
  });

  it('leaves alone what lies elsewhere, and what is explained already', () => {
    const others = [
      refused('EACCES', '/home/me/.cache/heygem2/x'),
      new HeygemError('input-missing', { path: '/home/me/.cache/heygem/x' }),
      new Error('what'),
      'text',
    ];
    for (const error of others) expect(cacheError(error, '/home/me/.cache/heygem')).toBe(error);
  });
});
