import PQueue from 'p-queue';
import { notWritten } from '../editor/copyInto.js';
import type { ServerSettingName } from '../protocol/studio.js';
import {
  DEFAULT_SETTINGS,
  readSettings,
  SETTING_NAMES,
  type ServerSettings,
} from './serverSettings.js';
import type { StatePlace } from './statePlace.js';

const FILE = 'settings.json';

export type SettingsAnswer =
  | { readonly kind: 'changed' }
  /** Nothing was changed: these cannot be so, or there are none of that name. */
  | { readonly kind: 'wrong'; readonly names: readonly string[] }
  /** Nothing was changed: the command line says these. */
  | { readonly kind: 'fixed'; readonly names: readonly ServerSettingName[] };

/** A studio's settings. Owns their file; what the command line says comes before it and is never kept. */
export class SettingsKeeper {
  private readonly writing = new PQueue({ concurrency: 1 });

  private constructor(
    private readonly place: StatePlace,
    private readonly flags: Partial<ServerSettings>,
    private kept: Partial<ServerSettings>,
    private readonly onChange: (now: ServerSettings) => void,
  ) {}

  /** What of the file is no setting is as if it were not there. */
  static async load(
    place: StatePlace,
    flags: Partial<ServerSettings>,
    onChange: (now: ServerSettings) => void,
  ): Promise<SettingsKeeper> {
    const { settings } = readSettings(await place.read(FILE));
    const keeper = new SettingsKeeper(place, flags, settings, onChange);
    onChange(keeper.now);
    return keeper;
  }

  get now(): ServerSettings {
    return { ...DEFAULT_SETTINGS, ...this.kept, ...this.flags };
  }

  /** Said by the command line. */
  get fixed(): readonly ServerSettingName[] {
    return SETTING_NAMES.filter((name) => this.flags[name] !== undefined);
  }

  /** All of it or none. Rejects with `output-not-writable` or `disk-full`; nothing is changed then. */
  change(wish: unknown): Promise<SettingsAnswer> {
    return this.writing.add(async () => {
      const { settings, wrong } = readSettings(wish);
      if (wrong.length > 0) return { kind: 'wrong', names: wrong };
      const fixed = this.fixed.filter((name) => settings[name] !== undefined);
      if (fixed.length > 0) return { kind: 'fixed', names: fixed };
      const kept = { ...this.kept, ...settings };
      try {
        await this.place.write(FILE, kept);
      } catch (error) {
        throw notWritten(this.place.folder, error);
      }
      this.kept = kept;
      this.onChange(this.now);
      return { kind: 'changed' };
    });
  }
}
