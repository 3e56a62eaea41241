import { expect, it } from 'vitest';
import { occurring } from '../../../src/core/voice/speechParts.js';
import { lackOf, voiceFor } from '../../../src/core/voice/usualVoice.js';
import { TONE_VOICES } from '../../fixtures/toneVoices.js';

it.each([
  ['Hello there.', 'af_heart'],
  ['大家好。', 'zf_xiaoxiao'],
  ['我们用 AI 来说话。', 'zf_xiaoxiao'],
  ['The word 龙 means dragon, and it is old.', 'af_heart'],
  ['123', 'af_heart'],
])('speaks %j with %s unless told', (text, voice) => {
  expect(voiceFor(text, undefined)).toBe(voice);
  expect(voiceFor(text, 'system:Anna')).toBe('system:Anna');
});

it('tells a voice that is missing from a pack that is', () => {
  const system = [{ id: 'system:Anna', kind: 'system', name: 'Anna', language: 'de' }] as const;
  expect(lackOf('af_heart', [])).toBe('none');
  expect(lackOf('af_heart', system)).toBe('none');
  expect(lackOf('af_nobody', TONE_VOICES)).toBe('missing');
  expect(lackOf('system:Ben', system)).toBe('missing');
});

it('knows which pronunciations a text needs, however it is written', () => {
  const all = { GIF: 'jif', 重庆: 'chong2 qing4', 'New  York': 'nyoo york', other: 'x' };
  expect(occurring(all, 'A gif of 重庆 and New\nYork.')).toEqual({
    GIF: 'jif',
    'New  York': 'nyoo york',
    重庆: 'chong2 qing4',
  });
});
