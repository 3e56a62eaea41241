import { allocateFrame, type YuvFrame } from '../../core/frame.js';
import { LANDMARK_FLOATS } from '../../core/faceTrack.js';
import { MOVED } from '../../core/landmarkSets.js';
import { MOVED_FLOATS } from '../../core/lowerFace.js';
import { ratio } from '../../core/videoInfo.js';
import { fitPose, gatherPoints, toCanonical } from '../../face/canonical.js';
import { FaceLandmarker, squareOfLandmarks } from '../../face/landmarker.js';
import { BasisFit } from '../../motion/basisFit.js';
import { MouthMotion } from '../../motion/mouthMotion.js';
import { PicturePaster } from '../../wav2lip/paste.js';
import type { PlanRequest } from '../backend.js';
import { FaceScript, type WishedFace } from '../faceScript.js';
import { framesAtOnce, FrameQueue, type QueuedFrame } from '../frameQueue.js';
import type { LoadedModels } from '../loadedModels.js';
import type { LipNet } from './lipNet.js';
import type { NetPictures } from './netPictures.js';

/** Below this the mesh's landmarks are no face's. */
const SURE = 0.5;

/**
 * The motion that a net's pictures show: each is put into its frame, the lips are found there as they are found in
 * footage, and their shape is told in the engine's own basis, which keeps what is no lips out of it. As with speech
 * that is heard, the mouth rests where nobody speaks and opens as far as this person's does.
 */
export async function netMotion(
  models: LoadedModels,
  { net, pictures }: { readonly net: LipNet; readonly pictures: NetPictures },
  request: PlanRequest,
): Promise<MouthMotion> {
  const reader = new ShapeReader(models, net, pictures, request);
  const { info, actor, motion, frames, play, signal, onFrame, settings } = request;
  const script = new FaceScript(models, { info, actor, motion, settings });
  const queue = new FrameQueue(framesAtOnce(net.batch, info), info);
  const scratch = allocateFrame(info.width, info.height);
  let output = 0;
  for await (const { index, frame: source } of play()) {
    signal.throwIfAborted();
    const face = script.wish(output, index);
    if (queue.push({ output, face, source, result: scratch })) await reader.read(queue.take());
    output += 1;
    onFrame(output);
  }
  await reader.read(queue.take());
  const rate = ratio(info.frameRate);
  const activity = Float32Array.from({ length: frames }, (_, t) => motion.activityAt(t / rate));
  const { smoothing } = settings;
  const seen = new MouthMotion(models.basis, reader.coefficients, activity, { rate, smoothing });
  return seen.suitedTo(actor.spread);
}

/** Reads lip shapes off a net's pictures. Owns the coefficients, a frame of the output each. */
class ShapeReader {
  private readonly rows: Float32Array[];
  private readonly known: Uint8Array;
  private readonly fit: BasisFit;
  private readonly landmarker: FaceLandmarker;
  private readonly paster: PicturePaster;
  private readonly canonical = new Float32Array(LANDMARK_FLOATS);
  private readonly shape = new Float32Array(MOVED_FLOATS);

  constructor(
    private readonly models: LoadedModels,
    net: LipNet,
    private readonly pictures: NetPictures,
    private readonly request: PlanRequest,
  ) {
    const { info, frames, settings } = request;
    const { basis, tracker } = models;
    this.rows = basis.components.map(() => new Float32Array(frames));
    this.known = new Uint8Array(frames);
    this.fit = new BasisFit(basis);
    this.landmarker = new FaceLandmarker(tracker.landmarks, info.color);
    const { size } = net.shape;
    const colors = settings.modelColors;
    this.paster = new PicturePaster({ size, colors, color: info.color, sharpen: 0 });
  }

  /** Frames that were not read have what is between their neighbours. */
  get coefficients() {
    const { rows, known } = this;
    const frames = known.length;
    const data = new Float32Array(rows.length * frames);
    rows.forEach((row, k) => {
      data.set(bridged(row, known), k * frames);
    });
    return { count: rows.length, frames, data };
  }

  async read(frames: readonly QueuedFrame[]): Promise<void> {
    const asked = frames.flatMap(({ output, face, source, result }) =>
      face === undefined || face.speaking === 0 ? [] : [{ output, face, source, result }],
    );
    if (asked.length === 0) return;
    const { first } = this.request;
    const pictures = await this.pictures.of(
      asked.map(({ output, source, face: { landmarks, pose } }) => ({
        frame: first + output,
        ...{ source, landmarks, pose },
      })),
    );
    for (const [i, { output, face, source, result }] of asked.entries()) {
      result.data.set(source.data);
      const { landmarks } = face;
      this.paster.paste(result, pictures[i], { landmarks, weight: 1 });
      await this.readOne(output, result, face);
    }
  }

  private async readOne(output: number, picture: YuvFrame, face: WishedFace): Promise<void> {
    const { canonical, shape, models, request } = this;
    const { neutral } = request.actor;
    const found = await this.landmarker.locate(picture, squareOfLandmarks(face.landmarks));
    if (found.score < SURE || neutral === undefined) return;
    toCanonical(found.landmarks, fitPose(found.landmarks, models.canonical), canonical);
    gatherPoints(canonical, MOVED, shape);
    for (let i = 0; i < shape.length; i++) shape[i] -= neutral[i];
    this.fit.coefficients(shape).forEach((value, k) => {
      this.rows[k][output] = value;
    });
    this.known[output] = 1;
  }
}

/** Straight lines across what is not known; its ends stay as they are. */
function bridged(row: Float32Array, known: Uint8Array): Float32Array {
  const whole = row.slice();
  let last = -1;
  for (let t = 0; t < row.length; t++) {
    if (known[t] === 0) continue;
    const before = last < 0 ? row[t] : row[last];
    for (let gap = last + 1; gap < t; gap++) {
      whole[gap] = before + ((row[t] - before) * (gap - last)) / (t - last);
    }
    last = t;
  }
  if (last >= 0) whole.fill(row[last], last + 1);
  return whole;
}
