import { describe, expect, it } from 'vitest';
import { HashCache } from '../../../src/core/plan/hashCache.js';
import { canonicalJson } from '../../../src/core/plan/fingerprint.js';
import { isWithin, joinPath } from '../../../src/core/plan/resolvePath.js';
import { collisionKey, outputName } from '../../../src/core/project/nameTemplate.js';

const NO_VALUES = { video: '', audio: '', videoLabel: '', audioLabel: '', title: '' };

function named(title: string): string {
  return outputName('{title}.mp4', { ...NO_VALUES, title });
}

describe('outputName', () => {
  it.each([
    ['Lesson 1', 'Lesson 1.mp4'],
    ['a/b\\c:d*e?f"g<h>i|j', 'a_b_c_d_e_f_g_h_i_j.mp4'],
    ['../../etc/passwd', '_.._etc_passwd.mp4'],
    ['-rf', 'rf.mp4'],
    ['.hidden', 'hidden.mp4'],
    ['trailing. . ', 'trailing.mp4'],
    ['CON', '_CON.mp4'],
    ['con.tail', '_con.tail.mp4'],
    ['lpt1', '_lpt1.mp4'],
    ['console', 'console.mp4'],
    ['nul\0l\nx', 'nullx.mp4'],
    ['\u202Egpj.exe', 'gpj.exe.mp4'],
    ['第一课 🎬', '第一课 🎬.mp4'],
    ['e\u0301', '\u00e9.mp4'],
    ['50% & {audio}', '50% & {audio}.mp4'],
    ['...', 'output.mp4'],
  ])('makes %j safe', (title, name) => {
    expect(named(title)).toBe(name);
  });

  it('cuts long names between characters', () => {
    const name = named('👩‍🏫'.repeat(100));
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(204);
    expect(name).toMatch(/^(👩‍🏫)+\.mp4$/u);
  });

  it('knows names that some file system takes for one', () => {
    expect(collisionKey('É.mp4')).toBe(collisionKey('e\u0301.MP4'));
    expect(collisionKey('a.mp4')).not.toBe(collisionKey('b.mp4'));
  });
});

describe('paths', () => {
  it('joins below folders of both kinds', () => {
    expect(joinPath('/p/', 'a/b')).toBe('/p/a/b');
    expect(joinPath('/', 'a')).toBe('/a');
    expect(joinPath('/p/q', '../a')).toBe('/p/a');
    expect(joinPath('/p', '.')).toBe('/p');
    expect(joinPath('C:\\p\\q', '../a')).toBe('C:\\p/a');
    expect(joinPath('/od\\d', '../a')).toBe('/a');
  });

  it('is not fooled by a common beginning', () => {
    expect(isWithin('/p/a', '/p')).toBe(true);
    expect(isWithin('/p', '/p')).toBe(true);
    expect(isWithin('/pa', '/p')).toBe(false);
    expect(isWithin('/a', '/')).toBe(true);
    expect(isWithin('c:\\P\\x', 'C:\\p')).toBe(true);
    expect(isWithin('/P/x', '/p')).toBe(false);
  });
});

describe('canonicalJson', () => {
  it('does not depend on the order of fields', () => {
    expect(canonicalJson({ b: [1, { d: null, c: 'x' }], a: undefined })).toBe(
      '{"b":[1,{"c":"x","d":null}]}',
    );
  });
});

describe('HashCache', () => {
  const stamp = {
    size: 5,
    mtimeNs: 1_700_000_000_123_456_789n,
    ctimeNs: 1_700_000_001_123_456_789n,
    inode: 42n,
    sample: 'cd'.repeat(16),
  };
  const hash = 'ab'.repeat(32);

  it('knows a file while its stamp stays, also after a restart', () => {
    const cache = HashCache.empty();
    cache.remember('/a "b"\n.wav', stamp, hash);
    const again = HashCache.parse(cache.serialize());
    expect(again.lookUp('/a "b"\n.wav', stamp)).toEqual({ kind: 'known', hash });
    expect(again.lookUp('/other', stamp)).toEqual({ kind: 'read' });
    const others = [
      { size: 6 },
      { mtimeNs: stamp.mtimeNs + 1n },
      { ctimeNs: stamp.ctimeNs + 1n },
      { inode: 43n },
      { sample: 'ce'.repeat(16) },
    ];
    for (const other of others) {
      expect(again.lookUp('/a "b"\n.wav', { ...stamp, ...other })).toEqual({ kind: 'read' });
    }
  });

  it('drops damaged lines and the oldest ones', () => {
    const cache = HashCache.empty();
    for (const path of ['/1', '/2', '/3']) cache.remember(path, stamp, hash);
    cache.remember('/1', stamp, hash);
    expect(HashCache.parse(cache.serialize(2)).lookUp('/1', stamp).kind).toBe('known');
    expect(HashCache.parse(cache.serialize(2)).lookUp('/2', stamp).kind).toBe('read');
    expect(HashCache.parse(cache.serialize().replace('"/2"', '"/2')).size).toBe(2);
    expect(HashCache.parse('something else').size).toBe(0);
  });
});
