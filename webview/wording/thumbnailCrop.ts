import type { SourceView } from '../../src/protocol/editorView.js';

/** Width over height of the places where thumbnails are shown. */
const FRAME = 16 / 9;

interface Point {
  readonly x: number;
  readonly y: number;
}

export interface ThumbnailCrop {
  /** For the style `object-position` of a picture that covers its frame. */
  readonly position: string;
  /** Where the chosen face is in the frame, percent; absent where none is chosen or it is cut off. */
  readonly mark?: { readonly left: number; readonly top: number };
}

/**
 * Which part of a video's still is shown: around the chosen face, else the largest one, so that a
 * portrait does not lose its head. Undefined where there is nothing to go by.
 */
export function thumbnailCrop({ facts, face }: SourceView): ThumbnailCrop | undefined {
  if (facts.kind !== 'ready' || !facts.picture) return undefined;
  const focus: Point | undefined = face ?? facts.faces?.[0];
  if (!focus) return undefined;
  const aspect = facts.picture.width / facts.picture.height;
  const across = window(focus.x, Math.min(1, FRAME / aspect));
  const down = window(focus.y, Math.min(1, aspect / FRAME));
  const position = `${across.position} ${down.position}`;
  if (!face) return { position };
  const [left, top] = [across.inFrame(face.x), down.inFrame(face.y)];
  const seen = [left, top].every((at) => at >= 0 && at <= 100);
  return { position, ...(seen && { mark: { left, top } }) };
}

/** The part of one side that is seen, as near around a point as it goes. @param share of the side, 0..1 */
function window(at: number, share: number) {
  const spare = 1 - share;
  const from = Math.max(0, Math.min(spare, at - share / 2));
  return {
    position: spare > 0 ? `${((100 * from) / spare).toFixed(1)}%` : '50%',
    inFrame: (point: number) => (100 * (point - from)) / share,
  };
}
