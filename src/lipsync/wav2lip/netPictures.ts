import type { Pose } from '../../core/faceTrack.js';
import type { YuvFrame } from '../../core/frame.js';
import type { ColorOrder } from '../../core/lipModel.js';
import { ratio, type VideoInfo } from '../../core/videoInfo.js';
import { PatchSampler } from '../../face/patchSampler.js';
import { MEL_BANDS, MEL_STEPS } from '../../core/lipModel.js';
import { faceCrop, type FaceCrop } from '../../wav2lip/crop.js';
import { askedPlanes, givenPlanes } from '../../wav2lip/modelColors.js';
import type { LipNet } from './lipNet.js';
import type { SpeechMel } from './speechMel.js';

/** A face that a net is to give new lips. */
export interface AskedFace {
  /** Frame of the whole output. */
  readonly frame: number;
  readonly source: YuvFrame;
  readonly pose: Pose;
}

/** A net's picture of a face, and where in the frame it belongs. Valid until the next are asked for. */
export interface NetPicture {
  readonly crop: FaceCrop;
  /** 3 x size x size, red, green and blue, 0..1. */
  readonly picture: Float32Array;
  /** The same of the frame, as it was cut out. */
  readonly face: Float32Array;
}

export interface NetPicturesOptions {
  readonly info: VideoInfo;
  readonly colors: ColorOrder;
  /** Of the person's head with the mouth shut, canonical space (`headOutline`). */
  readonly outline: Float32Array;
}

/** Asks a lip model for pictures of faces that say what is heard. Owns the pictures of one run. */
export class NetPictures {
  private readonly sampler: PatchSampler;
  private readonly faces: readonly Float32Array[];
  private readonly pictures: readonly Float32Array[];

  constructor(
    private readonly net: LipNet,
    private readonly mel: SpeechMel,
    private readonly options: NetPicturesOptions,
  ) {
    const { size } = net.shape;
    const { color } = options.info;
    this.sampler = new PatchSampler({
      side: size,
      color,
      gain: 1,
      offset: 0,
      outside: 'replicate',
    });
    const planes = () => Array.from({ length: net.batch }, () => new Float32Array(3 * size ** 2));
    this.faces = planes();
    this.pictures = planes();
  }

  /** @param asked at most as many as the net's batch @throws HeygemError lip-model-failed */
  async of(asked: readonly AskedFace[]): Promise<readonly NetPicture[]> {
    if (asked.length === 0) return [];
    const { net, options } = this;
    const { size } = net.shape;
    await this.hear(asked);
    const crops = asked.map(({ source, pose }, i) => {
      const crop = faceCrop(options.outline, pose);
      const { width, height } = crop;
      const stretch = height / width;
      this.sampler.sample(source, { ...crop, size: width, stretch }, this.faces[i]);
      const out = net.faces.subarray(6 * i * size ** 2, 6 * (i + 1) * size ** 2);
      askedPlanes(this.faces[i], size, options.colors, out);
      return crop;
    });
    const given = await net.run();
    return crops.map((crop, i) => {
      const picture = this.pictures[i];
      const from = given.subarray(3 * i * size ** 2, 3 * (i + 1) * size ** 2);
      givenPlanes(from, size, options.colors, picture);
      return { crop, picture, face: this.faces[i] };
    });
  }

  private async hear(asked: readonly AskedFace[]): Promise<void> {
    const { net, mel, options } = this;
    const rate = ratio(options.info.frameRate);
    const frames = asked.map(({ frame }) => frame);
    const from = Math.min(...frames);
    const stretch = await mel.of({ from, to: Math.max(...frames) + 1 });
    frames.forEach((frame, i) => {
      stretch.window(frame, rate, net.mel, i * MEL_BANDS * MEL_STEPS);
    });
  }
}
