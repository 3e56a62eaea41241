import { NO_FACE_REASONS, type FaceChoice, type NoFaceReason } from '../core/faceTrack.js';
import type { Fingerprint, JobId, PairId } from '../core/ids.js';
import {
  STAGES,
  type ExpectedInputs,
  type JobProgress,
  type LipSyncJob,
  type StageUnits,
} from '../core/job.js';
import type { Kit } from '../core/kit.js';
import { BACKEND_NAMES, COLOR_ORDERS, MODEL_DETAILS, type JobLipModel } from '../core/lipModel.js';
import { EXECUTION_PROVIDERS } from '../core/model.js';
import type { WrittenFile } from '../core/outputFiles.js';
import type { JoinResult, PreparedOutput, SegmentResult } from '../core/outputSegments.js';
import type { Part } from '../core/part.js';
import type { PictureTreatment } from '../core/pictureTreatment.js';
import {
  LOW_SYNC_REASONS,
  REPORT_VERSION,
  REPORT_WARNINGS,
  WAY_USES,
  type MadeFor,
  type OutputReport,
  type LipsReport,
  type SubtitleReport,
  type SyncMeasure,
} from '../core/report.js';
import type { UsedPart } from '../core/usedPart.js';
import { ENCODER_PRESETS, SUBTITLE_WAYS, type Settings } from '../core/settings.js';
import {
  array,
  boolean,
  branded,
  literal,
  nullable,
  number,
  object,
  record,
  string,
  union,
  type Shape,
} from './shape.js';

export const faceChoiceShape: Shape<FaceChoice> = object({ time: number, x: number, y: number });

export const partShape: Shape<Part> = object({}, { from: number, to: number });

const usedPartShape: Shape<UsedPart> = object({ from: number }, { to: number });

export const settingsShape: Shape<Settings> = object({
  strength: number,
  smoothing: number,
  ownWay: boolean,
  silenceThreshold: number,
  maxYaw: number,
  minEyeDistance: number,
  noFace: literal('fail', 'pass'),
  crf: number,
  preset: literal(...ENCODER_PRESETS),
  encoder: literal('software', 'auto'),
  label: boolean,
  producer: string,
  videoTrack: number,
  backdrop: string,
  subtitles: literal(...SUBTITLE_WAYS),
  backend: literal(...BACKEND_NAMES),
  model: string,
  detail: literal(...MODEL_DETAILS),
  modelColors: literal(...COLOR_ORDERS),
  modelSharpen: number,
});

const lipModelShape: Shape<JobLipModel> = object({ name: string, sha256: string, path: string });

/** What is to be made, without where it is written to. */
export const jobFields = {
  video: string,
  audio: string,
  output: string,
  settings: settingsShape,
  provider: literal(...EXECUTION_PROVIDERS),
};

const expectsShape: Shape<ExpectedInputs> = object(
  { video: string, audio: string },
  { transcript: string },
);

export const jobOptions = {
  face: faceChoiceShape,
  audioTrack: number,
  videoPart: partShape,
  audioPart: partShape,
  speechOffset: number,
  transcript: string,
  lipModel: lipModelShape,
  expects: expectsShape,
};

export const kitShape: Shape<Kit> = object({
  ...{ id: string, engine: string, ffmpeg: string, provider: string },
});

export const jobShape: Shape<LipSyncJob> = object(
  { ...jobFields, id: branded<JobId>(), target: string },
  { ...jobOptions, picture: string },
);

const unitsShape: Shape<StageUnits> = object(
  {},
  {
    ...{ speak: number, probe: number, track: number },
    ...{ speech: number, model: number, render: number, finish: number },
  },
);

export const progressShape: Shape<JobProgress> = object(
  { stage: literal(...STAGES), done: number, total: number, rate: number },
  { expected: unitsShape, picture: number, by: array(string) },
);

const noFaceReasonShape: Shape<NoFaceReason> = literal(...NO_FACE_REASONS);

const sizeShape = object({ width: number, height: number });

export const treatmentShape: Shape<PictureTreatment> = object(
  {},
  {
    track: object({ number, of: number, wished: boolean }),
    interlaced: object({ first: literal('top', 'bottom'), telecine: boolean }),
    wholeFields: boolean,
    sourceRate: object({ num: number, den: number }),
    firstSize: sizeShape,
    backdrop: string,
    still: boolean,
  },
);

const syncShape: Shape<SyncMeasure> = object({
  frames: number,
  apertureR: nullable(number),
  lagFrames: nullable(number),
  articulation: nullable(number),
});

const fileShape: Shape<WrittenFile> = object({ bytes: number, sha256: string });

const madeForShape: Shape<MadeFor> = object(
  { project: string, pair: branded<PairId>() },
  { fingerprint: branded<Fingerprint>() },
);

const subtitlesShape: Shape<SubtitleReport> = object(
  {
    way: literal(...SUBTITLE_WAYS),
    from: literal('script', 'transcript'),
    language: string,
    cues: array(object({ from: number, to: number, text: string })),
  },
  { font: string, top: number, missing: string },
);

const lipsShape: Shape<LipsReport> = object({
  backend: literal(...BACKEND_NAMES),
  detail: literal(...MODEL_DETAILS),
  model: string,
  sha256: string,
  provider: string,
});

const reportFields = {
  version: literal(REPORT_VERSION),
  aiGenerated: literal(true),
  output: string,
  video: string,
  audio: string,
  frames: number,
  frameRate: number,
  width: number,
  height: number,
  duration: number,
  passedThrough: object({
    frames: number,
    spans: array(object({ from: number, to: number, reason: noFaceReasonShape })),
  }),
  sync: syncShape,
  sharpness: nullable(number),
  drawnInteriorShare: number,
  actorCached: boolean,
  provider: string,
  encoder: string,
  stages: record(object({ seconds: number, frames: number })),
  warnings: array(literal(...REPORT_WARNINGS)),
  versions: record(string),
};

export const reportShape: Shape<OutputReport> = object(reportFields, {
  treatment: treatmentShape,
  sourceFrames: number,
  ownSpeech: object({
    offset: nullable(number),
    way: literal(...WAY_USES),
    gain: nullable(number),
  }),
  videoPart: usedPartShape,
  audioPart: usedPartShape,
  speechOffset: number,
  voice: object({ id: string, name: string, version: string }),
  subtitles: subtitlesShape,
  lips: lipsShape,
  mostFaces: number,
  mouth: object({ x: number, y: number, width: number, height: number }),
  peopleTurned: number,
  lowSync: array(object({ from: number, to: number, reason: literal(...LOW_SYNC_REASONS) })),
  file: fileShape,
  madeFor: madeForShape,
});

export const preparedOutputShape: Shape<PreparedOutput> = object({
  journal: string,
  segments: array(object({ from: number, to: number })),
  kept: array(number),
});

const unpreparedShape = object({ kind: literal('unprepared') });

export const segmentResultShape: Shape<SegmentResult> = union(
  object({ kind: literal('made') }),
  unpreparedShape,
);

export const joinResultShape: Shape<JoinResult> = union(
  unpreparedShape,
  object({ kind: literal('missing'), segments: array(number) }),
  object({ kind: literal('joined'), report: reportShape, file: fileShape }),
);
