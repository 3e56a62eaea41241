import { expect, it } from 'vitest';
import { decidingSettings, lipModelSetting, parseLipModel } from '../../../src/core/lipModel.js';
import { fingerprintOf } from '../../../src/core/plan/fingerprint.js';
import { DEFAULT_SETTINGS, type Settings } from '../../../src/core/settings.js';
import { hashText } from '../../../src/files/hashText.js';

const SHA = 'ab'.repeat(32);
const OTHER = 'cd'.repeat(32);
const model = lipModelSetting({ name: 'Face 256', sha256: SHA });

function printOf(change: Partial<Settings>): string {
  const settings = { ...DEFAULT_SETTINGS, ...change };
  const parts = { videoHash: 'v', audioHash: 'a', settings, face: undefined };
  return fingerprintOf({ ...parts, modelHashes: { m: 'h' }, engineVersion: '6' }, hashText);
}

it('reads a model by name and content, and refuses what is neither', () => {
  expect(parseLipModel(model)).toEqual({ name: 'Face 256', sha256: SHA });
  expect(parseLipModel('嘴形@' + SHA)).toEqual({ name: '嘴形', sha256: SHA });
  for (const bad of ['', 'Face 256', '@' + SHA, 'a@b@' + SHA, 'a\nb@' + SHA, 'a@' + SHA.slice(1)])
    expect(parseLipModel(bad)).toBeUndefined();
});

it('leaves outputs of the engine itself current, whatever model stands by', () => {
  const names = ['backend', 'model', 'detail', 'modelColors', 'modelSharpen'];
  const before = Object.fromEntries(
    Object.entries(DEFAULT_SETTINGS).filter(([name]) => !names.includes(name)),
  );
  expect(Object.fromEntries(decidingSettings(DEFAULT_SETTINGS))).toEqual(before);
  const standingBy = { model, detail: 'own', modelColors: 'rgb', modelSharpen: 1 } as const;
  expect(printOf(standingBy)).toBe(printOf({}));
});

it('makes outputs anew for another model, and not for another name of the same', () => {
  const own = { backend: 'wav2lip', model } as const;
  expect(printOf(own)).not.toBe(printOf({}));
  expect(printOf({ ...own, model: `renamed@${SHA}` })).toBe(printOf(own));
  expect(printOf({ ...own, model: `Face 256@${OTHER}` })).not.toBe(printOf(own));
  expect(printOf({ ...own, modelColors: 'rgb' })).not.toBe(printOf(own));
  expect(printOf({ ...own, modelSharpen: 0.5 })).not.toBe(printOf(own));
});

it('sharpens nothing of the person’s own pixels', () => {
  const own = { backend: 'wav2lip', model, detail: 'own' } as const;
  expect(printOf({ ...own, modelSharpen: 0.5 })).toBe(printOf(own));
  expect(printOf(own)).not.toBe(printOf({ ...own, detail: 'net' }));
});
