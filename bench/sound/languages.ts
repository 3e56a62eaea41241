import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { YuvFrame } from '../../src/core/frame.js';
import { lipShape } from '../../src/core/measure/lipShape.js';
import { ratio } from '../../src/core/videoInfo.js';
import { FaceTracker, type TrackerModels } from '../../src/face/tracker.js';
import { decodeFrames } from '../../src/media/frameSource.js';
import { writePng } from '../../src/media/picture.js';
import { probeVideo } from '../../src/media/probe.js';
import { chooseMarks, MARK_KINDS, type MarkedSound } from './languageMarks.js';
import { scoreMarks, type MarkScore } from './languageScore.js';
import { scorerModels } from '../quality/scorers.js';
import { cellSheet, mouthCell } from './mouthCells.js';
import type { Workbench } from '../workbench.js';

export interface LanguageOptions {
  readonly faces: readonly string[];
  readonly sounds: readonly MarkedSound[];
  /** Folder of the sheets. */
  readonly sheets: string;
  readonly onSheet: (line: string) => void;
}

/** What a result shows, frame by frame at `rate` a second. */
export interface Watched {
  readonly rate: number;
  /** Eye distances; NaN without a face. */
  readonly aperture: Float64Array;
  readonly width: Float64Array;
  readonly cells: ReadonlyMap<number, YuvFrame>;
}

export interface LanguageResult {
  readonly face: string;
  readonly language: string;
  readonly score: MarkScore;
}

/** Events of a kind on a sheet, and the frames shown around each: every second one. */
const EVENTS = 10;
const STEPS = [-4, -2, 0, 2, 4];
const EVENTS_A_ROW = 2;

/** Every face says every sound; a sheet a face and language, and what the lips did at the marks. */
export async function benchLanguages(
  bench: Workbench,
  { faces, sounds, sheets, onSheet }: LanguageOptions,
): Promise<LanguageResult[]> {
  mkdirSync(sheets, { recursive: true });
  const models = await scorerModels(bench, 'landmarker');
  const results: LanguageResult[] = [];
  for (const path of faces) {
    const face =
      path
        .split('/')
        .at(-1)
        ?.replace(/\.\w+$/, '') ?? path;
    for (const language of new Set(sounds.map((sound) => sound.language))) {
      const own = sounds.filter((sound) => sound.language === language);
      const shown = MARK_KINDS.flatMap((kind) => chooseMarks(own, kind, EVENTS));
      const watched = new Map<MarkedSound, Watched>();
      for (const sound of own) {
        const name = `${face}-${sound.name}.mp4`;
        const { output } = await bench.render({ video: path, audio: sound.path, name });
        const times = shown.filter((one) => one.sound === sound).map(({ mark }) => mark.at);
        watched.set(sound, await watch(bench, models, output, times));
      }
      const score = scoreMarks(watched);
      results.push({ face, language, score });
      onSheet(await writeSheets(bench, own, watched, join(sheets, `${language}-${face}`)));
    }
  }
  return results;
}

/** Tracks a result with the scorer's mesh and keeps the mouths around the given times. */
async function watch(
  { tools, signal }: Workbench,
  models: TrackerModels,
  path: string,
  times: readonly number[],
): Promise<Watched> {
  const info = await probeVideo(tools, path, signal);
  const rate = ratio(info.frameRate);
  const wanted = new Set(
    times.flatMap((time) => STEPS.map((step) => Math.round(time * rate) + step)),
  );
  const tracker = new FaceTracker(models, { color: info.color, frameRate: rate });
  const aperture: number[] = [];
  const width: number[] = [];
  const cells = new Map<number, YuvFrame>();
  for await (const frame of decodeFrames(tools, path, info, { signal })) {
    const step = await tracker.track(frame);
    const index = aperture.length;
    const shape = step.kind === 'face' ? lipShape(step.landmarks) : { aperture: NaN, width: NaN };
    aperture.push(shape.aperture);
    width.push(shape.width);
    if (step.kind === 'face' && wanted.has(index)) {
      cells.set(index, mouthCell(frame, step.landmarks));
    }
  }
  return {
    rate,
    aperture: Float64Array.from(aperture),
    width: Float64Array.from(width),
    cells,
  };
}

/**
 * Ten events of each kind, two in a row, five frames each with the marked one in the middle: the
 * closures above the open vowels on one sheet, the round ones on another. Gives their legend.
 */
async function writeSheets(
  { tools, signal }: Workbench,
  sounds: readonly MarkedSound[],
  watched: ReadonlyMap<MarkedSound, Watched>,
  base: string,
): Promise<string> {
  const legend: string[] = [];
  const rowsOf = (kind: (typeof MARK_KINDS)[number]): (YuvFrame | undefined)[][] => {
    const events = chooseMarks(sounds, kind, EVENTS);
    const rows: (YuvFrame | undefined)[][] = [];
    events.forEach(({ sound, mark }, i) => {
      const seen = watched.get(sound);
      const middle = Math.round(mark.at * (seen?.rate ?? 25));
      const cells = STEPS.map((step) => seen?.cells.get(middle + step));
      if (i % EVENTS_A_ROW === 0) rows.push(cells);
      else rows[rows.length - 1].push(...cells);
      const apertures = STEPS.map((step) => seen?.aperture[middle + step]?.toFixed(3) ?? '-');
      const place = `row ${rows.length} ${i % EVENTS_A_ROW === 0 ? 'left' : 'right'}`;
      legend.push(
        `${kind} ${place}: ${mark.phone} ${sound.name} ${mark.at} s, frame ${middle}: ${apertures.join(' ')}`,
      );
    });
    return rows;
  };
  const color = { matrix: 'bt709', fullRange: false } as const;
  const lips = cellSheet([...rowsOf('closed'), [], ...rowsOf('open')], STEPS.length);
  await writePng(tools, lips, color, `${base}.png`, signal);
  const rounds = cellSheet(rowsOf('round'), STEPS.length);
  await writePng(tools, rounds, color, `${base}-round.png`, signal);
  return [`${base}.png`, ...legend].join('\n  ');
}
