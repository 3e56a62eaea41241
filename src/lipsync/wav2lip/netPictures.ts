import type { YuvFrame } from '../../core/frame.js';
import type { ColorOrder } from '../../core/lipModel.js';
import { ratio, type VideoInfo } from '../../core/videoInfo.js';
import { faceCrop, type PosedFace } from '../../wav2lip/crop.js';
import { FaceSampler } from '../../wav2lip/faceSampler.js';
import { MEL_BANDS, MEL_STEPS } from '../../wav2lip/mel.js';
import type { NetPicture } from '../../wav2lip/paste.js';
import type { LipNet } from './lipNet.js';
import type { SpeechMel } from './speechMel.js';

/** A face that a net is to give new lips. */
export interface AskedFace extends Pick<PosedFace, 'landmarks' | 'pose'> {
  /** Frame of the whole output. */
  readonly frame: number;
  readonly source: YuvFrame;
}

export interface NetPicturesOptions {
  readonly info: VideoInfo;
  readonly colors: ColorOrder;
  /** The person's lower face with the mouth shut, canonical space, MOVED order. */
  readonly neutral: Float32Array | undefined;
}

/** Asks a lip model for pictures of faces that say what is heard. Owns the way in which they are cut out. */
export class NetPictures {
  private readonly sampler: FaceSampler;

  constructor(
    private readonly net: LipNet,
    private readonly mel: SpeechMel,
    private readonly options: NetPicturesOptions,
  ) {
    const { size } = net.shape;
    const { colors, info } = options;
    this.sampler = new FaceSampler({ size, colors, color: info.color });
  }

  /**
   * @param asked at most as many as the net's batch
   * @returns valid until the next are asked for
   * @throws HeygemError lip-model-failed
   */
  async of(asked: readonly AskedFace[]): Promise<readonly NetPicture[]> {
    if (asked.length === 0) return [];
    const { net, options } = this;
    const area = net.shape.size ** 2;
    await this.hear(asked);
    const crops = asked.map(({ source, landmarks, pose }, i) => {
      const crop = faceCrop({ landmarks, pose, neutral: options.neutral });
      this.sampler.sample(source, crop, net.faces.subarray(6 * i * area, 6 * (i + 1) * area));
      return crop;
    });
    const given = await net.run();
    return crops.map((crop, i) => ({
      crop,
      pixels: given.subarray(3 * i * area, 3 * (i + 1) * area),
    }));
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
