import { describe, expect, it } from 'vitest';
import { ERROR_CODES } from '../../../../src/core/errors.js';
import { makesRest, reactionTo } from '../../../../src/core/fleet/reactions.js';

describe('what a fleet does about a failure', () => {
  it.each([
    'no-face',
    'input-not-media',
    'input-damaged',
    'script-empty',
    'outside-storage',
  ] as const)('is nothing for %s, which is the same everywhere', (code) => {
    expect(reactionTo(code)).toBe('final');
  });

  it.each(['worker-crashed', 'ffmpeg-failed', 'internal', 'input-missing'] as const)(
    'is another try for %s',
    (code) => {
      expect(reactionTo(code)).toBe('again');
    },
  );

  it.each(['disk-full', 'voice-missing', 'lip-model-missing', 'model-damaged'] as const)(
    'is another machine for %s',
    (code) => {
      expect(reactionTo(code)).toBe('elsewhere');
    },
  );

  it('is a rest for those machines alone that can do nothing at all', () => {
    const resting = ERROR_CODES.filter(makesRest);
    expect(resting).toContain('disk-full');
    expect(resting).not.toContain('voice-missing');
    for (const code of resting) expect(reactionTo(code)).toBe('elsewhere');
  });
});
