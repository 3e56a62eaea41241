import { describe, expect, it } from 'vitest';
import { parseManifest } from '../../../src/inference/manifest.js';
import { providersToTry } from '../../../src/inference/providers.js';

const entry = { id: 'a', file: 'a.onnx', sha256: '0'.repeat(64), bytes: 1 };

describe('parseManifest', () => {
  it('finds models by id', () => {
    const text = JSON.stringify({ version: 1, models: [{ ...entry, licence: 'MIT' }] });
    expect(parseManifest(text).get('a')).toEqual(entry);
  });

  it.each([
    '',
    '[]',
    'null',
    '{"models":{}}',
    JSON.stringify({ models: [null] }),
    JSON.stringify({ models: [{ ...entry, sha256: 'ABC' }] }),
    JSON.stringify({ models: [{ ...entry, file: '../a.onnx' }] }),
    JSON.stringify({ models: [{ ...entry, file: '..\\a.onnx' }] }),
    JSON.stringify({ models: [{ ...entry, bytes: '1' }] }),
  ])('refuses %s', (text) => {
    expect(() => parseManifest(text)).toThrow(expect.objectContaining({ code: 'model-damaged' }));
  });
});

describe('providersToTry', () => {
  it('ends on the CPU when the choice is ours, and tries nothing else when it is not', () => {
    for (const platform of ['linux', 'darwin', 'win32'] as const) {
      const tried = providersToTry('auto', platform, 'native');
      expect(tried.at(-1)).toBe('cpu');
      expect(tried.length).toBeGreaterThan(1);
    }
    expect(providersToTry('directml', 'linux', 'native')).toEqual(['directml']);
  });

  it('has WebAssembly in place of the CPU where that is the runtime, and no other accelerator', () => {
    for (const platform of ['linux', 'darwin', 'win32'] as const) {
      expect(providersToTry('auto', platform, 'wasm')).toEqual(['wasm']);
      expect(providersToTry('cpu', platform, 'wasm')).toEqual(['wasm']);
    }
    // Refused when a session is made: WebAssembly has none.
    expect(providersToTry('cuda', 'linux', 'wasm')).toEqual(['cuda']);
  });
});
