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

  it('leaves alone what lies elsewhere, a full disk, and what is explained already', () => {
    const others = [
      refused('EACCES', '/home/me/.cache/heygem2/x'),
      refused('ENOSPC', '/home/me/.cache/heygem/x'),
      new HeygemError('input-missing', { path: '/home/me/.cache/heygem/x' }),
      new Error('what'),
      'text',
    ];
    for (const error of others) expect(cacheError(error, '/home/me/.cache/heygem')).toBe(error);
  });
});
