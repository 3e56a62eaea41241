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

describe('an error of another bundle of the product', () => {
  it('is ours, though its class is another one', async () => {
    vi.resetModules();
    const other = await import('../../../src/core/errors.js');
    expect(other.HeygemError).not.toBe(HeygemError);
    const theirs: unknown = new other.HeygemError('queue-unreachable', { queue: 'q' });
    expect(theirs instanceof HeygemError).toBe(true);
    expect(toFailure(theirs)).toEqual({ code: 'queue-unreachable', params: { queue: 'q' } });
    expect(new Error('queue-unreachable') instanceof HeygemError).toBe(false);
    class Special extends HeygemError {}
    expect(theirs instanceof Special).toBe(false);
    expect(new HeygemError('no-face') instanceof Special).toBe(false);
    expect(new Special('no-face') instanceof Special).toBe(true);
  });
});
