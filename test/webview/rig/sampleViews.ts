import type { Answer } from '../../../src/protocol/editor.js';
import type {
  EditorView,
  HistoryEntry,
  PairState,
  PairView,
  Preview,
  SourceView,
} from '../../../src/protocol/editorView.js';

type Project = NonNullable<EditorView['project']>;

/** A deterministic stand-in for speech: bursts with pauses. @returns 0..1 peaks */
export function speechPeaks(seed: number, count = 160): number[] {
  return Array.from({ length: count }, (_, at) => {
    const phrase = Math.sin((at / count) * Math.PI * (5 + (seed % 4)) + seed);
    const grain = Math.abs(Math.sin(at * 12.9898 + seed * 78.233) * 43758.5453) % 1;
    return phrase < -0.4 ? 0.02 : (0.25 + 0.75 * grain) * Math.max(0.15, phrase);
  });
}

export function videoSource(
  number: number,
  name: string,
  more: Partial<SourceView> = {},
): SourceView {
  return {
    id: `v${number}`,
    list: 'videos',
    name,
    path: `videos/${name}.mp4`,
    facts: {
      kind: 'ready',
      duration: 42 + number * 17,
      size: 12_400_000 * (number + 1),
      picture: { width: 1920, height: 1080, rate: number % 2 === 0 ? 25 : 29.97 },
      thumbnail: `/still/${number}`,
    },
    settings: {},
    ...more,
  };
}

export function audioSource(
  number: number,
  name: string,
  more: Partial<SourceView> = {},
): SourceView {
  return {
    id: `a${number}`,
    list: 'audios',
    name,
    path: `speech/${name}.wav`,
    facts: {
      kind: 'ready',
      duration: 31 + number * 44,
      size: 2_700_000 + number * 1_900_000,
      waveform: speechPeaks(number),
      speechAt: 2.4,
    },
    settings: {},
    ...more,
  };
}

export function pair(video: string, audio: string, state: PairState): PairView {
  const id = `${video}+${audio}`;
  return { id, video, audio, output: `out/${video}-${audio}.mp4`, state, settings: {} };
}

export function view(project: Project | undefined, more: Partial<EditorView> = {}): EditorView {
  return {
    revision: 1,
    locale: 'en',
    trusted: true,
    problems: [],
    ...(project && { project }),
    run: { running: false, done: 0, failed: 0, total: 0, fraction: 0, eta: null },
    history: [],
    ...more,
  };
}

export const EMPTY_PROJECT: Project = {
  title: 'New course',
  output: { folder: 'out', name: '{video}-{audio}.mp4' },
  matrix: false,
  settings: {},
  audios: [],
  videos: [],
  pairs: [],
};

/** A course in the middle of a run: every state a pair can have. */
export function courseProject(): Project {
  const failed = {
    code: 'no-face',
    sentence: 'No usable face was found in videos/Ben at the whiteboard.mp4.',
    hint: 'Use footage that shows the face from the front, or keep the picture as filmed.',
  };
  const missing = {
    code: 'input-missing',
    sentence: 'The file speech/Lesson 5 – Summary.wav does not exist.',
    hint: 'Check the path, or relink the file in the project.',
  };
  const unreadable = {
    code: 'input-not-media',
    sentence: 'videos/Interview, second take.mov is not a video that ffmpeg can read.',
    hint: 'Open it in a player to check it, then export it as mp4.',
  };
  return {
    ...EMPTY_PROJECT,
    title: 'Spring course 2026',
    matrix: true,
    settings: { strength: 1.15, crf: 19 },
    videos: [
      videoSource(1, 'Anna, studio', {
        face: { x: 0.5, y: 0.4, time: 1 },
        consent: 'Signed 3 May',
      }),
      videoSource(2, 'Ben at the whiteboard', { settings: { maxYaw: 30 } }),
      videoSource(3, '林老师 开场'),
      videoSource(4, 'Interview, second take – whole morning.mov', {
        facts: { kind: 'unreadable', notice: unreadable },
      }),
    ],
    audios: [
      audioSource(1, 'Lesson 1 – Welcome'),
      audioSource(2, 'Lesson 2 – Safety'),
      audioSource(3, '第三课 安全须知'),
      audioSource(4, 'Lesson 4 – Practice'),
      audioSource(5, 'Lesson 5 – Summary', { facts: { kind: 'missing' } }),
    ],
    pairs: [
      pair('v1', 'a1', {
        kind: 'done',
        summary: 'lips follow well',
        figures: '1874 frames, 38 as filmed, lips r 0.96',
      }),
      pair('v1', 'a2', { kind: 'current', summary: 'lips follow fairly' }),
      pair('v1', 'a3', {
        kind: 'running',
        stage: 'drawing',
        fraction: 0.42,
        rate: 61,
        eta: 48,
      }),
      pair('v1', 'a4', { kind: 'queued' }),
      pair('v1', 'a5', { kind: 'missing-input', notice: missing }),
      pair('v2', 'a1', { kind: 'failed', notice: failed }),
      pair('v2', 'a2', {
        ...{ kind: 'stale', reason: 'changed since it was made: the recording', older: true },
      }),
      pair('v2', 'a4', { kind: 'cancelled' }),
      pair('v3', 'a1', { kind: 'new' }),
      { ...pair('v3', 'a2', { kind: 'new' }), settings: { strength: 1.3 } },
      pair('v3', 'a3', { kind: 'queued' }),
    ],
  };
}

export function courseView(more: Partial<EditorView> = {}): EditorView {
  return view(courseProject(), {
    run: { running: true, done: 3, failed: 1, total: 9, fraction: 0.46, eta: 412 },
    history: [
      {
        ...historyEntry('v1', 'a1', 0),
        previous: { made: Date.UTC(2026, 4, 11, 16, 2), size: 47_900_000, report: EARLIER_REPORT },
      },
      historyEntry('v1', 'a2', 3_600_000),
    ],
    ...more,
  });
}

const REPORT: NonNullable<HistoryEntry['report']> = {
  version: 1,
  aiGenerated: true,
  output: '',
  video: '',
  audio: '',
  frames: 1875,
  frameRate: 25,
  width: 1920,
  height: 1080,
  duration: 75,
  passedThrough: { frames: 38, spans: [{ from: 700, to: 738, reason: 'profile' }] },
  sync: { frames: 900, apertureR: 0.957, lagFrames: 0.1, articulation: 0.98 },
  lowSync: [{ from: 60, to: 75, reason: 'weak' }],
  sharpness: 0.97,
  drawnInteriorShare: 0,
  actorCached: true,
  provider: 'cpu',
  encoder: 'libx264',
  stages: {},
  warnings: [],
  versions: {},
};

export function historyEntry(video: string, audio: string, ago: number): HistoryEntry {
  const id = `${video}+${audio}`;
  return {
    output: `out/${video}-${audio}.mp4`,
    pair: id,
    made: Date.UTC(2026, 4, 12, 9, 30) - ago,
    size: 48_300_000,
    report: {
      ...REPORT,
      output: `${video}-${audio}.mp4`,
      video: `${video}.mp4`,
      audio: `${audio}.wav`,
    },
  };
}

const EARLIER_REPORT: NonNullable<HistoryEntry['report']> = {
  ...REPORT,
  passedThrough: { frames: 112, spans: [] },
  sync: { ...REPORT.sync, apertureR: 0.912 },
  lowSync: [{ from: 60, to: 115, reason: 'weak' }],
};

export const PREVIEW: Preview = {
  result: '/video.mp4',
  source: '/video.mp4',
  duration: 4,
  rate: 25,
  spans: [
    { from: 0.4, to: 0.8, kind: 'silence', reason: 'Nobody speaks.' },
    { from: 1.6, to: 2.2, kind: 'passed', reason: 'The head is turned too far.' },
    { from: 2.6, to: 2.9, kind: 'low-sync', reason: 'The lips follow only roughly.' },
  ],
};

export const TRIED: Extract<Answer, { kind: 'tried' }> = {
  kind: 'tried',
  tried: {
    preview: { ...PREVIEW, spans: [] },
    at: 2.4,
    frames: 100,
    passed: 12,
    speechShare: 0.8,
    rough: true,
  },
};

/** A project whose text was broken by hand. */
export const BROKEN_VIEW: EditorView = view(undefined, {
  problems: [
    {
      code: 'syntax',
      severity: 'error',
      line: 12,
      column: 4,
      sentence: 'A comma or a closing brace is missing.',
      hint: 'Put it there, or undo the last change.',
    },
    {
      code: 'unknown-id',
      severity: 'warning',
      line: 31,
      column: 17,
      sentence: 'The pair names the audio “lesson-9”, which is not in the project.',
      hint: 'Add that audio, or take the pair out.',
    },
  ],
});

/** 40 videos x 5 audios. @param running how far the fourth pair is */
export function largeView(revision: number, running: number): EditorView {
  const videos = Array.from({ length: 40 }, (_, at) => videoSource(at, `Take ${at + 1}`));
  const audios = Array.from({ length: 5 }, (_, at) => audioSource(at, `Lesson ${at + 1}`));
  const pairs = videos.flatMap((video, row) =>
    audios.map((audio, column) => pair(video.id, audio.id, stateAt(row * 5 + column, running))),
  );
  const project = { ...EMPTY_PROJECT, title: 'Large', matrix: true, videos, audios, pairs };
  return view(project, {
    revision,
    run: { running: true, done: 3, failed: 0, total: 200, fraction: running / 50, eta: 900 },
  });
}

function stateAt(at: number, running: number): PairState {
  if (at < 3) return { kind: 'done', summary: 'lips follow well' };
  if (at > 3) return { kind: 'queued' };
  return { kind: 'running', stage: 'drawing', fraction: running, rate: 60, eta: 20 };
}

/** The same result, and one before it with more to be sorry for. */
export const COMPARISON: Answer = {
  kind: 'comparison',
  current: PREVIEW,
  previous: {
    ...PREVIEW,
    spans: [
      ...PREVIEW.spans,
      { from: 0.9, to: 1.4, kind: 'low-sync', reason: 'The lips move too little.' },
    ],
  },
};

/** The larger one, in the middle, first. */
export const TWO_FACES = [
  { x: 0.5, y: 0.45, width: 0.24, height: 0.43 },
  { x: 0.2, y: 0.4, width: 0.1, height: 0.18 },
];
