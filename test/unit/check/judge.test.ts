import { describe, expect, it } from 'vitest';
import {
  FINDING_CODES,
  worstSeverity,
  type AudioCheck,
  type Finding,
  type VideoCheck,
} from '../../../src/core/check.js';
import { DEFAULT_SETTINGS } from '../../../src/core/settings.js';
import type { PictureTreatment } from '../../../src/core/pictureTreatment.js';
import { checkTextsEn, checkTextsZh } from '../../../src/core/strings/checkTexts.js';
import { judgeAudio, judgeLengths } from '../../../src/lipsync/check/judgeAudio.js';
import { judgeVideo } from '../../../src/lipsync/check/judgeVideo.js';

const goodVideo: VideoCheck = {
  width: 1280,
  height: 720,
  frameRate: 25,
  variableRate: false,
  treatment: {},
  duration: 8,
  sample: { whole: true, segments: 1, frames: 200 },
  noFaceShare: 0,
  turnedShare: 0,
  profileShare: 0,
  tinyShare: 0,
  eyeDistance: { median: 120, min: 110 },
  mostFaces: 1,
  cover: { coveredShare: 0, cutShare: 0, lettered: false },
  soundOffset: null,
  peopleTurned: 0,
};
const goodAudio: AudioCheck = {
  duration: 8,
  sampleRate: 16000,
  channels: 1,
  loudness: -18,
  peak: -4,
  clippedShare: 0,
  silenceShare: 0.2,
  noiseFloor: -55,
  speechLevel: -19,
  signalToNoise: 36,
  speechShare: 0.8,
  otherSoundShare: 0,
  track: 1,
  tracks: 1,
  listenedSeconds: 8,
};
const video = (change: Partial<VideoCheck>): Finding[] =>
  judgeVideo({ ...goodVideo, ...change }, DEFAULT_SETTINGS);
const audio = (change: Partial<AudioCheck>): Finding[] => judgeAudio({ ...goodAudio, ...change });
const brief = (findings: Finding[]): string[] =>
  findings.map(({ code, severity }) => `${code} ${severity}`);

const interlaced = (telecine: boolean): PictureTreatment => ({
  interlaced: { first: 'top', telecine },
});

describe('judgeVideo', () => {
  it('praises good footage and nothing else', () => {
    expect(brief(video({}))).toEqual(['video-good ok']);
  });

  it('knows no praise without a face', () => {
    expect(brief(video({ noFaceShare: 1, eyeDistance: null, mostFaces: 0 }))).toEqual([
      'face-never problem',
    ]);
  });

  it.each([
    [{ noFaceShare: 0.01 }, 'face-missing note'],
    [{ noFaceShare: 0.2 }, 'face-missing warning'],
    [{ noFaceShare: 0.7 }, 'face-missing problem'],
    [{ turnedShare: 0.05 }, 'face-turned note'],
    [{ turnedShare: 0.3, profileShare: 0.1 }, 'face-turned warning'],
    [{ tinyShare: 0.9, eyeDistance: { median: 20, min: 15 } }, 'face-tiny problem'],
    [{ eyeDistance: { median: 40, min: 30 } }, 'face-small warning'],
    [{ mostFaces: 3 }, 'several-faces note'],
    [{ peopleTurned: 90 }, 'people-turned warning'],
    [{ cover: { coveredShare: 0.1, cutShare: 0.02, lettered: false } }, 'mouth-covered warning'],
    [{ cover: { coveredShare: 0, cutShare: 0.4, lettered: false } }, 'mouth-cut warning'],
    [{ cover: { coveredShare: 0, cutShare: 0, lettered: true } }, 'mouth-lettered warning'],
    [{ width: 3840, height: 2160 }, 'high-resolution note'],
    [{ variableRate: true }, 'variable-rate note'],
    [{ frameRate: 24, treatment: { sourceRate: { num: 12, den: 1 } } }, 'low-frame-rate warning'],
    [{ treatment: { track: { number: 2, of: 2, wished: false } } }, 'picture-track note'],
    [{ treatment: interlaced(false) }, 'interlaced note'],
    [{ treatment: interlaced(true) }, 'telecine note'],
    [{ treatment: { wholeFields: true } }, 'whole-fields note'],
    [{ treatment: { firstSize: { width: 96, height: 96 } } }, 'size-changes note'],
    [{ treatment: { backdrop: '#000000' } }, 'transparent note'],
    [{ treatment: { still: true }, duration: 0.04 }, 'still-picture warning'],
    [{ duration: 1800 }, 'video-long note'],
    [{ duration: 1.2 }, 'video-short note'],
  ])('finds %o', (change, expected) => {
    const findings = brief(video(change));
    expect(findings).toContain(expected);
    expect(findings.includes('video-good ok')).toBe(expected.endsWith('note'));
  });

  it('takes a portrait full HD video for full HD', () => {
    expect(brief(video({ width: 1080, height: 1920 }))).toEqual(['video-good ok']);
  });

  it('says when it looked at samples only', () => {
    const findings = video({ sample: { whole: false, segments: 12, frames: 240 } });
    expect(findings.at(-1)).toEqual({
      code: 'video-sampled',
      severity: 'note',
      params: { segments: 12, frames: 240 },
    });
  });

  it.each([
    [0.094, [{ code: 'sound-late', severity: 'warning', params: { time: 90 } }]],
    [-0.123, [{ code: 'sound-early', severity: 'warning', params: { time: 120 } }]],
    [0.06, []],
    [-0.06, []],
    [null, []],
  ])('takes a sound %d s after its lips as %o', (soundOffset, expected) => {
    expect(video({ soundOffset }).filter(({ code }) => code !== 'video-good')).toEqual(expected);
  });

  it('does not call a rare thing 0 percent', () => {
    expect(video({ noFaceShare: 0.002 }).at(-1)?.params).toEqual({ share: 1 });
  });
});

describe('judgeAudio', () => {
  it('praises good speech and nothing else', () => {
    expect(brief(audio({}))).toEqual(['audio-good ok']);
  });

  it.each<[Partial<AudioCheck>, string]>([
    [{ peak: null, loudness: null, silenceShare: 1 }, 'audio-all-silent problem'],
    [{ silenceShare: 0.7 }, 'audio-mostly-silent warning'],
    [{ loudness: -41 }, 'audio-quiet warning'],
    [{ loudness: -5 }, 'audio-loud note'],
    [{ clippedShare: 0.002 }, 'audio-clipped note'],
    [{ clippedShare: 0.05 }, 'audio-clipped warning'],
    [{ signalToNoise: 14 }, 'audio-noisy note'],
    [{ signalToNoise: 5 }, 'audio-noisy warning'],
    [{ sampleRate: 8000 }, 'audio-telephone warning'],
    [{ duration: 0.4 }, 'audio-short warning'],
    [{ speechShare: 0.01 }, 'audio-no-speech problem'],
    [{ otherSoundShare: 0.3 }, 'audio-other-sound note'],
    [{ mix: 'turned' }, 'audio-channels-cancel warning'],
    [{ mix: 'weighed', channels: 10 }, 'audio-channels-unknown note'],
    [{ tracks: 2, track: 2 }, 'audio-several-tracks note'],
    [{ breaksOff: { claimed: 6, found: 2 } }, 'audio-breaks-off warning'],
    [{ duration: 600, listenedSeconds: 180 }, 'audio-sampled note'],
  ])('finds %o', (change, expected) => {
    const findings = brief(audio(change));
    expect(findings).toContain(expected);
    expect(findings).not.toContain('audio-good ok');
  });
});

describe('judgeLengths', () => {
  it('compares the two', () => {
    expect(judgeLengths(8, 8.1)).toEqual([]);
    expect(brief(judgeLengths(5, 8))).toEqual(['audio-shorter-than-video note']);
    expect(judgeLengths(17, 8)[0]).toMatchObject({ severity: 'note', params: { times: 3 } });
    expect(brief(judgeLengths(100, 8))).toEqual(['audio-longer-than-video warning']);
  });
});

describe('worstSeverity', () => {
  it('ranks findings and takes failures for problems', () => {
    const note: Finding = { code: 'variable-rate', severity: 'note', params: {} };
    const warning: Finding = { code: 'face-small', severity: 'warning', params: {} };
    expect(worstSeverity({ findings: [], failures: [] })).toBe('ok');
    expect(worstSeverity({ findings: [warning, note], failures: [] })).toBe('warning');
    const failure = { code: 'input-empty', params: {} } as const;
    expect(worstSeverity({ findings: [], failures: [{ input: 'video', failure }] })).toBe(
      'problem',
    );
  });
});

describe('checkTexts', () => {
  const names = (text: string): string[] =>
    [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();

  it.each(FINDING_CODES)('%s mentions the same figures in both languages', (code) => {
    const [english, chinese] = [checkTextsEn[code], checkTextsZh[code]];
    expect(names(chinese.sentence + chinese.hint)).toEqual(names(english.sentence + english.hint));
  });

  const TREATED: PictureTreatment = {
    track: { number: 2, of: 3, wished: false },
    interlaced: { first: 'top', telecine: true },
    wholeFields: true,
    sourceRate: { num: 12, den: 1 },
    firstSize: { width: 96, height: 96 },
    backdrop: '#000000',
    still: true,
  };

  it('gets every figure it mentions', () => {
    const everything = [
      ...video({}),
      ...video({
        ...{ noFaceShare: 0.2, turnedShare: 0.3, tinyShare: 0.1, mostFaces: 2 },
        ...{ peopleTurned: 180 },
        cover: { coveredShare: 0.1, cutShare: 0.4, lettered: true },
        treatment: TREATED,
        ...{ width: 3840, height: 2160, variableRate: true, duration: 1800 },
        ...{ eyeDistance: { median: 40, min: 10 } },
        sample: { whole: false, segments: 12, frames: 240 },
        soundOffset: 0.1,
      }),
      ...video({
        ...{ duration: 1, eyeDistance: null, soundOffset: -0.1 },
        breaksOff: { claimed: 2, found: 1 },
      }),
      ...video({ treatment: interlaced(false) }),
      ...audio({}),
      ...audio({ silenceShare: 0.7, loudness: -40, clippedShare: 0.1, signalToNoise: 3 }),
      ...audio({ loudness: -3, sampleRate: 8000, duration: 0.1 }),
      ...audio({ peak: null }),
      ...audio({ speechShare: 0, breaksOff: { claimed: 8, found: 2 } }),
      ...audio({ mix: 'turned', tracks: 3, track: 2 }),
      ...audio({ mix: 'weighed' }),
      ...audio({ otherSoundShare: 0.5, speechLevel: -70, duration: 400, listenedSeconds: 180 }),
      ...judgeLengths(1, 9),
      ...judgeLengths(9, 1),
    ];
    for (const { code, params } of everything) {
      const { sentence, hint } = checkTextsEn[code];
      for (const name of names(sentence + hint)) expect(params, code).toHaveProperty(name);
    }
    expect([...new Set(everything.map(({ code }) => code))].sort()).toEqual(
      [...FINDING_CODES].sort(),
    );
  });
});
