import { basename } from 'node:path';
import type { Box } from '../core/frame.js';
import type { LipSyncJob } from '../core/job.js';
import { coverSigns } from '../core/mouthCover.js';
import type { OwnSpeech } from '../core/ownSpeech.js';
import { treatmentOf } from '../core/pictureTreatment.js';
import {
  REPORT_VERSION,
  type LipsReport,
  type OutputReport,
  type OwnSpeechReport,
  type ReportWarning,
} from '../core/report.js';
import type { Settings } from '../core/settings.js';
import { usedParts, type UsedParts } from '../core/usedPart.js';
import { ratio, type VideoInfo } from '../core/videoInfo.js';
import { storedEvenSize } from '../media/encoder.js';
import type { PlanFacts } from './journal/outputPlan.js';
import type { OutputMeasures } from './outputMeasures.js';
import type { StageTimes } from './stageTimes.js';
import type { Workshop } from './workshop.js';

interface Made {
  readonly job: LipSyncJob;
  readonly facts: PlanFacts;
  readonly measures: OutputMeasures;
  readonly times: StageTimes;
  readonly workshop: Workshop;
}

export function composeReport({ job, facts, measures, times, workshop }: Made): OutputReport {
  const { info } = facts;
  const { sync, passed } = measures;
  return {
    version: REPORT_VERSION,
    aiGenerated: true,
    output: basename(job.output),
    video: basename(job.video),
    audio: basename(job.audio),
    frames: measures.frames,
    frameRate: rounded(ratio(info.frameRate), 6),
    sourceFrames: facts.sourceFrames,
    ...storedEvenSize(info),
    duration: rounded(facts.duration, 3),
    passedThrough: { frames: passed.frames, spans: passed.spans },
    ...partsUsed(job, facts),
    mostFaces: facts.mostFaces,
    ...(facts.peopleTurned > 0 && { peopleTurned: facts.peopleTurned }),
    ...(measures.mouth && { mouth: partOf(measures.mouth, info) }),
    sync: {
      frames: sync.frames,
      apertureR: roundedOrNull(sync.apertureR),
      lagFrames: roundedOrNull(sync.lagFrames),
      articulation: roundedOrNull(sync.articulation),
    },
    ...lipsOf(job, facts),
    ...(facts.voice && { voice: facts.voice }),
    ...(facts.subtitles && { subtitles: facts.subtitles }),
    ownSpeech: ownSpeechReport(facts.ownSpeech, job.settings),
    lowSync: measures.lowSync,
    sharpness: roundedOrNull(measures.sharpness),
    drawnInteriorShare: rounded(measures.drawnShare, 3),
    treatment: treatmentOf(info),
    actorCached: facts.actorCached,
    provider: workshop.provider,
    encoder: facts.encoder,
    stages: times.rounded,
    warnings: [...warnings(facts, measures), ...facts.warnings],
    versions: workshop.versions,
  };
}

/** The same in fractions of the picture, within it. */
function partOf({ x0, y0, x1, y1 }: Box, { width, height }: Pick<VideoInfo, 'width' | 'height'>) {
  const share = (value: number, whole: number) =>
    rounded(Math.min(1, Math.max(0, value / whole)), 4);
  const x = share(x0, width);
  const y = share(y0, height);
  const right = share(x1, width);
  const bottom = share(y1, height);
  return { x, y, width: rounded(right - x, 4), height: rounded(bottom - y, 4) };
}

/** Who made the lips, where it is not the engine itself. */
function lipsOf(
  { settings, lipModel }: LipSyncJob,
  { lipProvider }: PlanFacts,
): { readonly lips?: LipsReport } {
  const { backend, detail } = settings;
  if (backend === 'mesh' || lipModel === undefined) return {};
  const { name: model, sha256 } = lipModel;
  return { lips: { backend, detail, model, sha256, provider: lipProvider ?? 'cpu' } };
}

/** A single picture has no parts, whatever was wished for. */
function partsUsed(job: LipSyncJob, { info }: PlanFacts): UsedParts {
  const { videoPart, ...spoken } = usedParts(job);
  return { ...(videoPart && info.part && { videoPart }), ...spoken };
}

function warnings(
  { info, mostFaces, peopleTurned, cover }: PlanFacts,
  { passed, frames }: OutputMeasures,
): ReportWarning[] {
  const found: ReportWarning[] = [];
  const { track, interlaced, sourceRate, firstSize, backdrop, still } = treatmentOf(info);
  if (info.variableRate) found.push('variable-rate-made-constant');
  if (sourceRate) found.push('low-rate-repeated');
  if (track?.wished === false) found.push('picture-track-chosen');
  if (interlaced) found.push(interlaced.telecine ? 'telecine-deinterlaced' : 'deinterlaced');
  if (firstSize) found.push('size-made-one');
  if (backdrop !== undefined) found.push('backdrop-put-in');
  if (still) found.push('still-picture');
  if (info.width % 2 === 1 || info.height % 2 === 1) found.push('odd-size-cropped');
  if (passed.frames > frames / 4) found.push('much-passed-through');
  if (mostFaces > 1) found.push('several-faces');
  if (peopleTurned > 0) found.push('people-turned');
  found.push(...coverSigns(cover));
  return found;
}

function ownSpeechReport(
  { offset, verdict, gain }: OwnSpeech,
  { ownWay }: Pick<Settings, 'ownWay'>,
): OwnSpeechReport {
  return {
    offset: offset?.sure === true ? Math.round(offset.seconds * 1000) : null,
    way: ownWay ? (verdict === 'helps' ? 'used' : verdict) : 'off',
    gain: roundedOrNull(gain),
  };
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

function roundedOrNull(value: number | null): number | null {
  return value === null ? null : rounded(value, 3);
}
