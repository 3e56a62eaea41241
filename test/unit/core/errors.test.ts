import { describe, expect, it, vi } from 'vitest';
import { HeygemError, isDiskFull, toFailure } from '../../../src/core/errors.js';

function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: write`), { code, path: '/x/a.mp4' });
}

describe('a disk that is full', () => {
  it.each(['ENOSPC', 'EDQUOT', 'Unknown system error -122', 'Unknown system error -69'])(
    'is told as such when the system says %s',
    (code) => {
      expect(isDiskFull(systemError(code))).toBe(true);
      expect(toFailure(systemError(code))).toMatchObject({
        code: 'disk-full',
        params: { path: '/x/a.mp4' },
      });
      const met = new HeygemError('output-not-writable', { path: 'b' }, '', systemError(code));
      expect(toFailure(met)).toMatchObject({ code: 'disk-full', params: { path: 'b' } });
    },
  );

  it.each(['EACCES', 'EIO', 'EFBIG', 'Unknown system error -1', 'Unknown system error -1220'])(
    'is not %s',
    (code) => {
      expect(isDiskFull(systemError(code))).toBe(false);
    },
  );
});

describe('an error of another bundle of ours', () => {
  it('is one of ours here, and of no kind that it is not', async () => {
    vi.resetModules();
    const other = await import('../../../src/core/errors.js');
    const error = new other.HeygemError('no-face', { path: 'x.mp4' });
    expect(other.HeygemError).not.toBe(HeygemError);
    expect(error).toBeInstanceOf(HeygemError);
    expect(toFailure(error)).toEqual({ code: 'no-face', params: { path: 'x.mp4' } });
    class Special extends HeygemError {}
    expect(error).not.toBeInstanceOf(Special);
    expect(new Special('no-face')).toBeInstanceOf(Special);
    expect(new Error('no-face')).not.toBeInstanceOf(HeygemError);
  });
});
