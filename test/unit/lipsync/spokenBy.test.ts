import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { voiceName } from '../../../src/lipsync/spokenBy.js';
import { recordBeside } from '../../../src/lipsync/subtitles/saidText.js';

it.each([
  ['af_heart', 'Heart'],
  ['system:Anna (de-DE)', 'Anna (de-DE)'],
  ['command:My: voice', 'My: voice'],
  ['folder:mine/bf_emma', 'Emma'],
  ['folder:mine/other', 'other'],
])('calls %s %s', (id, name) => {
  expect(voiceName(id)).toBe(name);
});

it('finds no record of a recording that was not spoken here', async () => {
  const audio = join(mkdtempSync(join(tmpdir(), 'heygem-spoken-')), 'speech.wav');
  writeFileSync(audio, 'sound');
  expect(await recordBeside(audio)).toBeUndefined();
  writeFileSync(`${audio}.json`, '{"voice": "af_heart"}');
  expect(await recordBeside(audio)).toBeUndefined();
});
