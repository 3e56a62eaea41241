import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parse, resolve } from 'node:path';
import type { LipSyncJob } from '../../src/core/job.js';
import { lipModelSetting } from '../../src/core/lipModel.js';
import { DEFAULT_SETTINGS, type Settings } from '../../src/core/settings.js';

/** A way of making lips that is measured. */
export interface Way {
  readonly name: string;
  readonly settings: Settings;
  readonly lipModel?: NonNullable<LipSyncJob['lipModel']>;
}

/** The engine's own lips; then, for each lip model, its pictures, and lips of its shape drawn of the person's own. */
export function waysOf(models: readonly string[], settings: Partial<Settings> = {}): Way[] {
  const common = { ...DEFAULT_SETTINGS, ...settings };
  return [{ name: 'mesh', settings: common }, ...models.flatMap((file) => modelWays(file, common))];
}

function modelWays(file: string, common: Settings): Way[] {
  const path = resolve(file);
  const sha256 = createHash('sha256').update(readFileSync(path)).digest('hex');
  const { name } = parse(path);
  return (['net', 'own'] as const).map((detail) => ({
    name: detail === 'net' ? `wav2lip ${name}` : `hybrid ${name}`,
    settings: {
      ...common,
      backend: 'wav2lip',
      model: lipModelSetting({ name, sha256 }),
      detail,
    },
    lipModel: { name, sha256, path },
  }));
}
