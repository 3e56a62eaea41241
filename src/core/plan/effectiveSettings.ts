import { pairId, type PairSpec, type SettingsOverrides } from '../project/project.js';
import { DEFAULT_SETTINGS, type Settings } from '../settings.js';

/** A pair's settings: the built-in defaults, then the project's, the video's, the audio's, its own. */
export function effectiveSettings(overrides: SettingsOverrides, pair: PairSpec): Settings {
  return {
    ...DEFAULT_SETTINGS,
    ...overrides.defaults,
    ...overrides.videos.get(pair.video),
    ...overrides.audios.get(pair.audio),
    ...overrides.pairs.get(pairId(pair)),
  };
}
