import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ratio } from '../../src/core/videoInfo.js';
import { FaceTracker, type TrackerModels } from '../../src/face/tracker.js';
import { decodeFrames } from '../../src/media/frameSource.js';
import { probeVideo } from '../../src/media/probe.js';
import { ROOT } from '../root.js';
import type { Workbench } from '../workbench.js';
import { FaceSeriesBuilder, KEPT, type FaceSeries } from './faceSeries.js';

/** To be raised when what is measured of a frame changes. */
const VERSION = 1;
const FOLDER = join(ROOT, 'out', 'bench', 'faces');

/**
 * Faces of real videos, which never change from run to run. Owns the measurements in memory and on disk
 * (`out/bench/faces`, by the video's content and the scorer's weights).
 */
export class RealVideos {
  private readonly known = new Map<string, Promise<FaceSeries>>();

  constructor(
    private readonly bench: Workbench,
    private readonly models: TrackerModels,
    private readonly modelHash: string,
  ) {}

  face(path: string): Promise<FaceSeries> {
    const known = this.known.get(path) ?? this.load(path);
    this.known.set(path, known);
    return known;
  }

  private async load(path: string): Promise<FaceSeries> {
    const key = createHash('sha256')
      .update(readFileSync(path))
      .update(`${this.modelHash} ${VERSION} ${KEPT.join()}`);
    const file = join(FOLDER, `${key.digest('hex')}.json`);
    if (existsSync(file)) return revive(JSON.parse(readFileSync(file, 'utf8')) as Stored);
    const series = await trackFace(this.bench, this.models, path);
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(`${file}.partial`, JSON.stringify(stored(series)));
    renameSync(`${file}.partial`, file);
    return series;
  }
}

/** Tracks a file from its first frame to its last, unsmoothed. */
export async function trackFace(
  { tools, signal }: Workbench,
  models: TrackerModels,
  path: string,
): Promise<FaceSeries> {
  const info = await probeVideo(tools, path, signal);
  const frameRate = ratio(info.frameRate);
  const tracker = new FaceTracker(models, { color: info.color, frameRate });
  const builder = new FaceSeriesBuilder();
  for await (const frame of decodeFrames(tools, path, info, { signal })) {
    const step = await tracker.track(frame);
    builder.push(step.kind === 'face' ? step.landmarks : undefined);
  }
  return builder.build(frameRate);
}

/** Numbers as base64 of their bytes, little-endian as every machine this runs on. */
interface Stored {
  readonly frameRate: number;
  readonly frames: number;
  readonly aperture: string;
  readonly width: string;
  readonly unit: string;
  readonly points: string;
}

function stored(series: FaceSeries): Stored {
  const text = ({ buffer, byteOffset, byteLength }: Float64Array | Float32Array): string =>
    Buffer.from(buffer, byteOffset, byteLength).toString('base64');
  const { frameRate, frames, aperture, width, unit, points } = series;
  return {
    ...{ frameRate, frames, aperture: text(aperture), width: text(width) },
    ...{ unit: text(unit), points: text(points) },
  };
}

function revive({ frameRate, frames, aperture, width, unit, points }: Stored): FaceSeries {
  const bytes = (text: string): ArrayBuffer => Uint8Array.from(Buffer.from(text, 'base64')).buffer;
  return {
    ...{ frameRate, frames },
    aperture: new Float64Array(bytes(aperture)),
    width: new Float64Array(bytes(width)),
    unit: new Float64Array(bytes(unit)),
    points: new Float32Array(bytes(points)),
  };
}
