import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../src/core/settings.js';
import { concernsOf, KeptChecks, type CheckedInput } from '../../../src/editor/keptChecks.js';
import { SourcePlaces } from '../../../src/editor/sourcePlaces.js';
import type { NamedCheck } from '../../../src/engine/projectChecks.js';

const notice = (code: string) => () => ({ code, sentence: code, hint: '' });
const SAID: CheckedInput = {
  at: 5,
  version: 'one',
  remarks: [
    { severity: 'ok', notice: notice('video-good') },
    { severity: 'warning', notice: notice('face-small') },
  ],
};
const video = (settings = {}, more = {}): NamedCheck => ({
  name: 'a.mp4',
  list: 'videos',
  request: { video: '/p/a.mp4', settings: { ...DEFAULT_SETTINGS, ...settings }, ...more },
});

describe('what a check said', () => {
  it('holds as long as content and what it depends on are the same', () => {
    const kept = new KeptChecks();
    kept.keep(video(), SAID);
    expect(kept.of(video(), 'one')).toMatchObject(SAID);
    expect(kept.of(video({ strength: 1.4, crf: 30, silenceThreshold: -50 }), 'one')).toBeDefined();
    expect(kept.of(video(), 'two')).toBeUndefined();
    expect(kept.of(video(), undefined)).toBeUndefined();
    expect(kept.of(video({ maxYaw: 20 }), 'one')).toBeUndefined();
    expect(kept.of(video({}, { face: { time: 0, x: 0.5, y: 0.5 } }), 'one')).toBeUndefined();
    expect(kept.of({ ...video(), name: 'b.mp4' }, 'one')).toBeUndefined();
    // Undone, it is known again.
    expect(kept.of(video(), 'one')).toMatchObject(SAID);
  });

  it('of a recording depends on its own settings', () => {
    const kept = new KeptChecks();
    const speech = (settings = {}, more = {}): NamedCheck => ({
      name: 'a.wav',
      list: 'audios',
      request: { audio: '/p/a.wav', settings: { ...DEFAULT_SETTINGS, ...settings }, ...more },
    });
    kept.keep(speech(), SAID);
    expect(kept.of(speech({ maxYaw: 20 }), 'one')).toBeDefined();
    expect(kept.of(speech({ silenceThreshold: -60 }), 'one')).toBeUndefined();
    expect(kept.of(speech({}, { audioTrack: 2 }), 'one')).toBeUndefined();
  });

  it('is a concern where a person should look at it', () => {
    expect(concernsOf(SAID).map((remark) => remark.notice('en').code)).toEqual(['face-small']);
  });
});

it('finds sources in the present text, wherever they moved to', () => {
  const places = new SourcePlaces();
  const text = '{\n  "videos": [\n    { "id": "v", "path": "a.mp4" }\n  ]\n}';
  expect(places.of(text, 'videos', 'a.mp4')).toEqual({ line: 3, column: 26 });
  expect(places.of(`\uFEFF\n${text}`, 'videos', 'a.mp4')).toEqual({ line: 4, column: 26 });
  expect(places.of(text, 'audios', 'a.mp4')).toEqual({ line: 1, column: 1 });
  expect(places.of('{', 'videos', 'a.mp4')).toEqual({ line: 1, column: 1 });
});
