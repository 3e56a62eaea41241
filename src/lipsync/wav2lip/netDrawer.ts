import type { Box } from '../../core/frame.js';
import type { Settings } from '../../core/settings.js';
import { PicturePaster } from '../../wav2lip/paste.js';
import { framesAtOnce } from '../frameQueue.js';
import type { DrawerRequest, LipDrawer, LipFrame } from '../backend.js';
import type { MeshDrawer } from '../mesh/meshDrawer.js';
import type { LipNet } from './lipNet.js';
import type { NetPictures } from './netPictures.js';

/**
 * Shows a net's own pictures of the mouth while somebody speaks, and the person's own mouth, as the engine draws it
 * at rest, where nobody does; one fades into the other. Owns the paster's buffers.
 */
export class NetDrawer implements LipDrawer {
  private readonly paster: PicturePaster;

  constructor(
    private readonly net: LipNet,
    private readonly pictures: NetPictures,
    private readonly rest: MeshDrawer,
    private readonly request: Pick<DrawerRequest, 'first' | 'info'>,
    { modelColors, modelSharpen }: Pick<Settings, 'modelColors' | 'modelSharpen'>,
  ) {
    const { size } = net.shape;
    const { color } = request.info;
    const how = { colors: modelColors, color, sharpen: modelSharpen };
    this.paster = new PicturePaster({ size, ...how });
  }

  get batch(): number {
    return framesAtOnce(this.net.batch, this.request.info);
  }

  get drawnInteriors(): number {
    return this.rest.drawnInteriors;
  }

  async draw(frames: readonly LipFrame[]): Promise<readonly Box[]> {
    const asked = frames.filter(({ face }) => weightOf(face) > 0);
    const pictures = await this.pictures.of(
      asked.map(({ output, source, face: { landmarks, pose } }) => ({
        frame: this.request.first + output,
        ...{ source, landmarks, pose },
      })),
    );
    let next = 0;
    return frames.map((frame) => {
      const weight = weightOf(frame.face);
      const mouth = weight < 1 ? this.rest.drawOne(frame) : undefined;
      if (weight === 0) return mouth ?? this.rest.drawOne(frame);
      const { landmarks } = frame.face;
      const pasted = this.paster.paste(frame.result, pictures[next++], { landmarks, weight });
      return mouth ?? pasted;
    });
  }
}

/** How much of the net's picture is seen. */
function weightOf({ speaking, weight }: LipFrame['face']): number {
  return speaking * weight;
}
