import {
  FINDING_CODES,
  SEVERITIES,
  type AudioCheck,
  type CheckReport,
  type CheckRequest,
  type Finding,
  type VideoCheck,
} from '../core/check.js';
import type { Shortfall } from '../core/shortfall.js';
import { failureShape } from './failureShape.js';
import { faceChoiceShape, partShape, treatmentShape } from './jobShapes.js';
import {
  array,
  boolean,
  literal,
  nullable,
  number,
  object,
  record,
  string,
  union,
  type Shape,
} from './shape.js';

export const checkRequestShape: Shape<CheckRequest> = object(
  {
    settings: object({
      maxYaw: number,
      minEyeDistance: number,
      silenceThreshold: number,
      videoTrack: number,
      backdrop: string,
    }),
  },
  {
    video: string,
    audio: string,
    face: faceChoiceShape,
    audioTrack: number,
    videoPart: partShape,
    audioPart: partShape,
  },
);

const shortfallShape: Shape<Shortfall> = object({ claimed: number, found: number });

const videoCheckShape: Shape<VideoCheck> = object(
  {
    width: number,
    height: number,
    frameRate: number,
    variableRate: boolean,
    treatment: treatmentShape,
    duration: number,
    sample: object({ whole: boolean, segments: number, frames: number }),
    noFaceShare: number,
    turnedShare: number,
    profileShare: number,
    tinyShare: number,
    eyeDistance: nullable(object({ median: number, min: number })),
    mostFaces: number,
    cover: object({ coveredShare: number, cutShare: number, lettered: boolean }),
    soundOffset: nullable(number),
    peopleTurned: number,
  },
  { breaksOff: shortfallShape },
);

const audioCheckShape: Shape<AudioCheck> = object(
  {
    duration: number,
    sampleRate: number,
    channels: number,
    loudness: nullable(number),
    peak: nullable(number),
    clippedShare: number,
    silenceShare: number,
    noiseFloor: nullable(number),
    speechLevel: nullable(number),
    signalToNoise: nullable(number),
    speechShare: number,
    otherSoundShare: number,
    listenedSeconds: number,
    track: number,
    tracks: number,
  },
  { mix: literal('turned', 'weighed'), breaksOff: shortfallShape },
);

const findingShape: Shape<Finding> = object({
  code: literal(...FINDING_CODES),
  severity: literal(...SEVERITIES),
  params: record(union(string, number)),
});

export const checkReportShape: Shape<CheckReport> = object(
  {
    findings: array(findingShape),
    failures: array(object({ input: literal('video', 'audio'), failure: failureShape })),
  },
  { video: videoCheckShape, audio: audioCheckShape },
);
