import { rename, rm, writeFile } from 'node:fs/promises';
import { rgbFromYuv } from '../core/colorMatrix.js';
import { chromaWidth, type ColorCoding, type YuvFrame } from '../core/frame.js';
import { encodePng } from '../media/png.js';

/** Pixels of the longer side: enough for a thumbnail on a screen of high density. */
const LONGEST = 160;
/** Milliseconds between two pictures, at least. */
const PAUSE_MS = 1_000;

/**
 * A small picture of what was drawn last, for whoever watches: a file that is replaced about once a
 * second. Owns no more than one write at a time; one that fails is left out, as nothing hangs on it.
 */
export class DrawnPicture {
  private written = 0;
  private due = 0;
  private writing: Promise<void> | undefined;

  /** @param path whose folder is there */
  constructor(
    private readonly path: string,
    private readonly color: ColorCoding,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Milliseconds since 1970 of the picture that lies there now; undefined before the first. */
  get version(): number | undefined {
    return this.written === 0 ? undefined : this.written;
  }

  /** Keeps this frame if a picture is due. The frame is read before this returns. */
  look(frame: YuvFrame): void {
    if (this.writing || this.now() < this.due) return;
    this.due = this.now() + PAUSE_MS;
    const { rgb, width, height } = shrunk(frame, this.color);
    this.writing = encodePng(rgb, width, height)
      .then((png) => this.write(png))
      .catch(() => undefined)
      .finally(() => {
        this.writing = undefined;
      });
  }

  /** Nothing is written after this. */
  async settled(): Promise<void> {
    this.due = Infinity;
    await this.writing;
  }

  /** Several processes may draw one output. */
  private async write(png: Uint8Array): Promise<void> {
    const aside = `${this.path}.${process.pid}`;
    try {
      await writeFile(aside, png);
      await rename(aside, this.path);
      this.written = Date.now();
    } catch {
      await rm(aside, { force: true });
    }
  }
}

/** Every so many-th pixel, as RGB. */
function shrunk(frame: YuvFrame, color: ColorCoding) {
  const { width: fullWidth, height: fullHeight, y, u, v } = frame;
  const step = Math.max(1, Math.max(fullWidth, fullHeight) / LONGEST);
  const width = Math.max(1, Math.floor(fullWidth / step));
  const height = Math.max(1, Math.floor(fullHeight / step));
  const chroma = chromaWidth(fullWidth);
  const rgb = new Uint8Array(width * height * 3);
  for (let row = 0, at = 0; row < height; row++) {
    const fromRow = Math.floor((row + 0.5) * step);
    for (let column = 0; column < width; column++, at += 3) {
      const fromColumn = Math.floor((column + 0.5) * step);
      const c = (fromRow >> 1) * chroma + (fromColumn >> 1);
      const pixel = rgbFromYuv(y[fromRow * fullWidth + fromColumn], u[c], v[c], color);
      for (const [k, part] of pixel.entries()) {
        rgb[at + k] = Math.max(0, Math.min(255, Math.round(part * 255)));
      }
    }
  }
  return { rgb, width, height };
}
