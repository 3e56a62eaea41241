import type { Box } from '../../core/frame.js';
import { DrawnInterior } from '../../render/drawn/drawnInterior.js';
import { pictureBlur, restMouth } from '../../render/drawn/restMouth.js';
import { FaceRenderer } from '../../render/faceRenderer.js';
import type { FaceMesh } from '../../render/mesh/faceMesh.js';
import { showsInside } from '../../render/own/mouthPatch.js';
import type { DrawerRequest, LipDrawer, LipFrame } from '../backend.js';

type Shown = Pick<DrawerRequest, 'actor' | 'script' | 'info'>;

/** Draws wished faces by moving the skin of the filmed ones. Owns a renderer for each person. */
export class MeshDrawer implements LipDrawer {
  readonly batch = 1;
  private readonly renderers = new Map<number, FaceRenderer>();

  constructor(
    private readonly mesh: FaceMesh,
    private readonly shown: Shown,
  ) {}

  get drawnInteriors(): number {
    return [...this.renderers.values()].reduce((sum, { drawnFrames }) => sum + drawnFrames, 0);
  }

  draw(frames: readonly LipFrame[]): Promise<readonly Box[]> {
    return Promise.resolve(frames.map((frame) => this.drawOne(frame)));
  }

  /** @returns around the outer lips in the result */
  drawOne({ face, source, result }: LipFrame): Box {
    return this.rendererOf(face.person).render({ ...face, source }, result).mouth;
  }

  private rendererOf(person: number): FaceRenderer {
    const known = this.renderers.get(person);
    if (known) return known;
    const renderer = new FaceRenderer(this.mesh, drawnMouth(this.shown, person));
    this.renderers.set(person, renderer);
    return renderer;
  }
}

/** An inside for people who never open the mouth. */
function drawnMouth({ actor, script, info }: Shown, person: number): DrawnInterior | undefined {
  const { tone } = actor;
  const patches = script.ownMouths.of(person);
  const rest = restMouth(patches);
  if (tone === undefined || rest === undefined || showsInside(patches)) return undefined;
  return new DrawnInterior({ rest, tone, blur: pictureBlur(patches) }, info.color);
}
