import { expect, it } from 'vitest';
import { occurring } from '../../../src/core/voice/speechParts.js';
import { lackingVoice, lackOf, voiceFor } from '../../../src/core/voice/usualVoice.js';
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
  const anna = { id: 'system:Anna', kind: 'system', name: 'Anna', language: 'de' } as const;
  expect(lackOf('af_heart', { voices: [] })).toEqual({ kind: 'none' });
  expect(lackOf('af_heart', { voices: [anna] })).toEqual({ kind: 'none' });
  expect(lackOf('af_nobody', { voices: TONE_VOICES })).toEqual({ kind: 'missing' });
  expect(lackOf('system:Ben', { voices: [anna] })).toEqual({ kind: 'missing' });
});

it('says that a pack is damaged instead of that there is none', () => {
  const damaged = { code: 'voices-damaged', params: { name: 'manifest.json' } } as const;
  const other = { code: 'voice-missing', params: { voice: 'command:x' } } as const;
  const lack = lackOf('af_heart', { voices: [], problems: [other, damaged] });
  expect(lackingVoice('af_heart', lack)).toMatchObject(damaged);
  expect(lackingVoice('af_heart', { kind: 'none' }).code).toBe('voices-missing');
  expect(lackingVoice('x', { kind: 'missing' })).toMatchObject({ params: { voice: 'x' } });
});

it('knows which pronunciations a text needs, however it is written', () => {
  const all = { GIF: 'jif', 重庆: 'chong2 qing4', 'New  York': 'nyoo york', other: 'x' };
  expect(occurring(all, 'A gif of 重庆 and New\nYork.')).toEqual({
    GIF: 'jif',
    'New  York': 'nyoo york',
    重庆: 'chong2 qing4',
  });
});
