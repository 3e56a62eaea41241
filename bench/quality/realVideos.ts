import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ratio } from '../../src/core/videoInfo.js';
import { FaceTracker, type TrackerModels } from '../../src/face/tracker.js';
import { replaceFile } from '../../src/files/replaceFile.js';
import { decodeFrames } from '../../src/media/frameSource.js';
import { runTool } from '../../src/media/childProcess.js';
import type { FfmpegTools } from '../../src/media/locate.js';
import { probeVideo } from '../../src/media/probe.js';
import { ROOT } from '../root.js';
import type { Workbench } from '../workbench.js';
import { FaceSeriesBuilder, KEPT, type FaceSeries } from './faceSeries.js';

/** To be raised when what is measured of a frame changes. */
const VERSION = 2;
const FOLDER = join(ROOT, 'out', 'bench', 'faces');

/**
 * Faces of real videos, which never change from run to run. Owns the measurements in memory and on disk
 * (`out/bench/faces`, by the video's content and the scorer's weights).
 */
export class RealVideos {
  /** By content: a path may hold another video a minute later. */
  private readonly known = new Map<string, Promise<FaceSeries>>();

  constructor(
    private readonly bench: Workbench,
    private readonly models: TrackerModels,
    private readonly modelHash: string,
  ) {}

  face(path: string): Promise<FaceSeries> {
    const key = createHash('sha256')
      .update(readFileSync(path))
      .update(`${this.modelHash} ${VERSION} ${KEPT.join()}`)
      .digest('hex');
    const known = this.known.get(key) ?? this.load(path, key);
    this.known.set(key, known);
    return known;
  }

  private async load(path: string, key: string): Promise<FaceSeries> {
    const file = join(FOLDER, `${key}.json`);
    if (existsSync(file)) return revive(JSON.parse(readFileSync(file, 'utf8')) as Stored);
    const series = await trackFace(this.bench, this.models, path);
    mkdirSync(FOLDER, { recursive: true });
    await replaceFile(file, JSON.stringify(stored(series)));
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
  return builder.build(frameRate, await pictureStart(tools, path, signal));
}

/** Seconds from the start of a file's time to its first picture. */
async function pictureStart(
  tools: FfmpegTools,
  path: string,
  signal: AbortSignal,
): Promise<number> {
  const asked = ['-select_streams', 'v:0', '-show_entries', 'stream=start_time:format=start_time'];
  const args = ['-v', 'error', ...asked, '-of', 'json', `file:${path}`];
  const text = await runTool(tools.ffprobe, args, { signal, subject: path });
  const { streams, format } = JSON.parse(text.toString('utf8')) as StartTimes;
  const start = Number(streams[0]?.start_time) - Number(format.start_time);
  return Number.isFinite(start) ? start : 0;
}

interface StartTimes {
  readonly streams: readonly { readonly start_time?: string }[];
  readonly format: { readonly start_time?: string };
}

/** Numbers as base64 of their bytes, little-endian as every machine this runs on. */
interface Stored {
  readonly frameRate: number;
  readonly start: number;
  readonly frames: number;
  readonly aperture: string;
  readonly width: string;
  readonly unit: string;
  readonly points: string;
}

function stored(series: FaceSeries): Stored {
  const text = ({ buffer, byteOffset, byteLength }: Float64Array | Float32Array): string =>
    Buffer.from(buffer, byteOffset, byteLength).toString('base64');
  const { frameRate, start, frames, aperture, width, unit, points } = series;
  return {
    ...{ frameRate, start, frames, aperture: text(aperture), width: text(width) },
    ...{ unit: text(unit), points: text(points) },
  };
}

function revive({ frameRate, start, frames, ...stored }: Stored): FaceSeries {
  const bytes = (text: string): ArrayBuffer => Uint8Array.from(Buffer.from(text, 'base64')).buffer;
  return {
    ...{ frameRate, start, frames },
    aperture: new Float64Array(bytes(stored.aperture)),
    width: new Float64Array(bytes(stored.width)),
    unit: new Float64Array(bytes(stored.unit)),
    points: new Float32Array(bytes(stored.points)),
  };
}
