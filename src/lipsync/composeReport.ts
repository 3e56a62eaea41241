import { basename } from 'node:path';
import type { LipSyncJob } from '../core/job.js';
import { REPORT_VERSION, type OutputReport, type ReportWarning } from '../core/report.js';
import { ratio, type VideoInfo } from '../core/videoInfo.js';
import type { FrameDrawer } from './drawFrames.js';
import type { Workshop } from './workshop.js';
import type { StageClock } from './stageClock.js';

interface Made {
  readonly job: LipSyncJob;
  readonly info: VideoInfo;
  readonly drawer: FrameDrawer;
  readonly clock: StageClock;
  readonly workshop: Workshop;
  readonly duration: number;
  readonly cached: boolean;
  readonly encoder: { readonly name: string; readonly width: number; readonly height: number };
}

export function composeReport(made: Made): OutputReport {
  const { job, info, drawer, clock, workshop, encoder } = made;
  const { sync } = drawer;
  return {
    version: REPORT_VERSION,
    aiGenerated: true,
    output: basename(job.output),
    video: basename(job.video),
    audio: basename(job.audio),
    frames: drawer.frames,
    frameRate: rounded(ratio(info.frameRate), 6),
    sourceFrames: drawer.sourceFrames,
    width: encoder.width,
    height: encoder.height,
    duration: rounded(made.duration, 3),
    passedThrough: { frames: drawer.passed.frames, spans: drawer.passed.spans },
    sync: {
      frames: sync.frames,
      apertureR: roundedOrNull(sync.apertureR),
      lagFrames: roundedOrNull(sync.lagFrames),
      articulation: roundedOrNull(sync.articulation),
    },
    lowSync: drawer.lowSync,
    sharpness: roundedOrNull(drawer.sharpness.measure),
    learntInteriorShare: rounded(drawer.drawnShare, 3),
    actorCached: made.cached,
    provider: workshop.provider,
    encoder: encoder.name,
    stages: clock.stages,
    warnings: warnings(made),
    versions: workshop.versions,
  };
}

function warnings({ info, drawer }: Made): ReportWarning[] {
  const found: ReportWarning[] = [];
  if (info.variableRate) found.push('variable-rate-made-constant');
  if (info.width % 2 === 1 || info.height % 2 === 1) found.push('odd-size-cropped');
  if (drawer.passed.frames > drawer.frames / 4) found.push('much-passed-through');
  return found;
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

function roundedOrNull(value: number | null): number | null {
  return value === null ? null : rounded(value, 3);
}
