import { DEFAULT_SETTINGS, type Settings } from '../settings.js';
import type { ProjectEdit, SettingScope } from './projectEdit.js';

/** What each scope says of a pair's settings, from the widest to the narrowest: later ones win. */
export interface SettingLayers {
  readonly project: Partial<Settings>;
  readonly video: Partial<Settings>;
  readonly audio: Partial<Settings>;
  readonly pair: Partial<Settings>;
}

const ORDER = ['project', 'video', 'audio', 'pair'] as const;
export type LayerName = (typeof ORDER)[number];

export function settingsOf(layers: SettingLayers): Settings {
  return ORDER.reduce<Settings>((all, name) => ({ ...all, ...layers[name] }), DEFAULT_SETTINGS);
}

/**
 * The edits after which a pair has these values, kept at one scope: what narrower scopes say of the same
 * settings goes, for it would hide them. What holds already is not written.
 */
export function keepEdits(
  layers: SettingLayers,
  { video, audio }: { readonly video: string; readonly audio: string },
  at: LayerName,
  values: Partial<Settings>,
): ProjectEdit[] {
  const scopes: Readonly<Record<LayerName, SettingScope>> = {
    project: { kind: 'project' },
    video: { kind: 'video', id: video },
    audio: { kind: 'audio', id: audio },
    pair: { kind: 'pair', video, audio },
  };
  const place = ORDER.indexOf(at);
  const wider = ORDER.slice(0, place).reduce<Settings>(
    (all, name) => ({ ...all, ...layers[name] }),
    DEFAULT_SETTINGS,
  );
  const now = settingsOf(layers);
  return (Object.keys(values) as (keyof Settings)[]).flatMap((name) => {
    const value = values[name];
    if (value === undefined || value === now[name]) return [];
    const edits: ProjectEdit[] = [];
    const scope = scopes[at];
    if (value !== wider[name]) edits.push({ kind: 'set-setting', scope, name, value });
    else if (layers[at][name] !== undefined) edits.push({ kind: 'reset-setting', scope, name });
    for (const narrower of ORDER.slice(place + 1)) {
      if (layers[narrower][name] === undefined) continue;
      edits.push({ kind: 'reset-setting', scope: scopes[narrower], name });
    }
    return edits;
  });
}
