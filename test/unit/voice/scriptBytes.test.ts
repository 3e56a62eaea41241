import { describe, expect, it } from 'vitest';
import { seeded } from '../../../src/core/seeded.js';
import { scriptText } from '../../../src/core/voice/scriptBytes.js';

describe('the bytes of a script', () => {
  it('are read as UTF-8', () => {
    expect(scriptText(new TextEncoder().encode('Hello, 世界 🎬\n'))).toBe('Hello, 世界 🎬\n');
    expect(scriptText(new Uint8Array(0))).toBe('');
  });

  it('are no text where they are none', () => {
    const draw = seeded(1);
    const noise = Uint8Array.from({ length: 3000 }, () => Math.floor(256 * draw()));
    expect(scriptText(noise)).toBeUndefined();
    expect(scriptText(new TextEncoder().encode('a\0b'))).toBeUndefined();
    expect(scriptText(Uint8Array.of(0xc4, 0xe3, 0xba, 0xc3))).toBeUndefined();
  });
});
