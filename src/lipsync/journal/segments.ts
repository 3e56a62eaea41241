import type { StageTime } from '../../core/report.js';
import type { Run } from '../../core/runs.js';
import type { SegmentMeasures } from '../outputMeasures.js';
import type { Journal } from './journal.js';
import type { OutputPlan } from './outputPlan.js';

/** What is known of a segment that is made. */
export interface SegmentRecord {
  /** Digest of the plan that it was drawn by. */
  readonly plan: string;
  readonly from: number;
  readonly to: number;
  /** Of the encoder's parameter sets: see `EncodedPicture`. */
  readonly setup: string;
  readonly measures: SegmentMeasures;
  readonly stages: Readonly<Record<string, StageTime>>;
}

export interface KeptSegment extends SegmentRecord {
  /** The encoded frames. */
  readonly picture: string;
}

/** What a segment belongs to. */
export interface SegmentPlace {
  readonly journal: Journal;
  readonly plan: OutputPlan;
  readonly segments: readonly Run[];
}

/** A segment that is there, whole, and drawn by this plan; else undefined. */
export async function readSegment(
  { journal, plan, segments }: SegmentPlace,
  index: number,
): Promise<KeptSegment | undefined> {
  const piece = await journal.read<SegmentRecord>(segmentName(index));
  if (piece === undefined) return undefined;
  const { body, file } = piece;
  const { from, to } = segments[index];
  const fits = body.plan === plan.digest && body.from === from && body.to === to;
  return fits ? { ...body, picture: file } : undefined;
}

/** Keeps a segment whose frames lie in `picture`, a temporary file of the journal. */
export async function keepSegment(
  { journal }: SegmentPlace,
  index: number,
  picture: string,
  record: SegmentRecord,
): Promise<void> {
  await journal.publish(segmentName(index), picture, record);
}

function segmentName(index: number): string {
  return `segment-${String(index).padStart(5, '0')}`;
}
