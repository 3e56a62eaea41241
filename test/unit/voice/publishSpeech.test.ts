import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { toFailure } from '../../../src/core/errors.js';
import type { SpeechParts } from '../../../src/core/voice/speechParts.js';
import { publishSpeech } from '../../../src/voice/speaking/publishSpeech.js';

const PARTS: SpeechParts = {
  ...{ text: '', voice: 'af_heart', speed: 1, pauses: { sentence: 0, paragraph: 0 } },
  ...{ pronunciations: {}, voiceVersion: '1', rules: 1 },
};

it('says which recording a full disk did not take, and leaves nothing of it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'heygem-publish-'));
  const target = join(folder, 'one.wav');
  const full = Object.assign(new Error('no space left on device, write'), { code: 'ENOSPC' });
  const failed = publishSpeech({ target }, PARTS, () => Promise.reject(full));
  const error: unknown = await failed.catch((reason: unknown) => reason);
  expect(toFailure(error)).toMatchObject({ code: 'disk-full', params: { path: target } });
  expect(readdirSync(folder)).toEqual([]);
});
