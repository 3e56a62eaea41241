import { describe, expect, it } from 'vitest';
import { editProject } from '../../../src/core/project/editProject.js';
import {
  keepEdits,
  settingsOf,
  type LayerName,
  type SettingLayers,
} from '../../../src/core/project/keepSettings.js';
import { effectiveSettings } from '../../../src/core/plan/effectiveSettings.js';
import { parseProject } from '../../../src/core/project/parseProject.js';

const PAIR = { video: 'v', audio: 'a' };
const NOTHING: SettingLayers = { project: {}, video: {}, audio: {}, pair: {} };

describe('keeping values at a scope', () => {
  it('writes only what differs from what holds', () => {
    const values = { strength: 1.4, smoothing: 0.25, silenceThreshold: -45 };
    expect(keepEdits(NOTHING, PAIR, 'pair', values)).toEqual([
      { kind: 'set-setting', scope: { kind: 'pair', ...PAIR }, name: 'strength', value: 1.4 },
    ]);
  });

  it('takes an override away where a wider scope says the same', () => {
    const layers = { ...NOTHING, project: { strength: 1.4 }, pair: { strength: 2 } };
    expect(keepEdits(layers, PAIR, 'pair', { strength: 1.4 })).toEqual([
      { kind: 'reset-setting', scope: { kind: 'pair', ...PAIR }, name: 'strength' },
    ]);
  });

  it('takes away what would hide it', () => {
    const layers = { ...NOTHING, audio: { strength: 2 }, pair: { strength: 3 } };
    expect(keepEdits(layers, PAIR, 'video', { strength: 1.2 })).toEqual([
      { kind: 'set-setting', scope: { kind: 'video', id: 'v' }, name: 'strength', value: 1.2 },
      { kind: 'reset-setting', scope: { kind: 'audio', id: 'a' }, name: 'strength' },
      { kind: 'reset-setting', scope: { kind: 'pair', ...PAIR }, name: 'strength' },
    ]);
  });

  const scopes: readonly LayerName[] = ['project', 'video', 'audio', 'pair'];
  it.each(scopes)('makes the pair what was tried, kept for the %s', (scope) => {
    const text = JSON.stringify({
      version: 1,
      title: 't',
      videos: [{ id: 'v', path: 'v.mp4', settings: { smoothing: 0.4 } }],
      audios: [{ id: 'a', path: 'a.wav', settings: { strength: 2 } }],
      pairs: [{ video: 'v', audio: 'a', settings: { silenceThreshold: -30 } }],
      settings: { strength: 1.5 },
    });
    const layersOf = (source: string) => {
      const { project } = parseProject(source);
      if (!project) throw new Error(source);
      const { settings } = project;
      const at = (own: ReadonlyMap<string, object>) => [...own.values()].at(0) ?? {};
      const layers: SettingLayers = {
        project: settings.defaults,
        video: at(settings.videos),
        audio: at(settings.audios),
        pair: at(settings.pairs),
      };
      return { project, layers };
    };
    const values = { strength: 0.8, smoothing: 0.9, silenceThreshold: -60 };
    let after = text;
    for (const edit of keepEdits(layersOf(text).layers, PAIR, scope, values)) {
      const outcome = editProject(after, edit);
      if (outcome.kind === 'refused') throw new Error(outcome.problem.code);
      after = outcome.text;
    }
    const { project, layers } = layersOf(after);
    expect(settingsOf(layers)).toMatchObject(values);
    const [pair] = project.pairs;
    expect(effectiveSettings(project.settings, pair)).toMatchObject(values);
    expect(layers[scope]).toMatchObject(values);
  });
});
