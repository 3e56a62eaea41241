import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HeygemError } from '../../core/errors.js';
import type { YuvFrame } from '../../core/frame.js';
import type { SubtitleReport } from '../../core/report.js';
import type { Run } from '../../core/runs.js';
import { burntLayout, textsAtOnce, type BurntLayout } from '../../core/subtitles/burntLayout.js';
import { burntTop, type MouthRows } from '../../core/subtitles/burntPlace.js';
import type { Cue } from '../../core/subtitles/cue.js';
import { ratio, type VideoInfo } from '../../core/videoInfo.js';
import type { FfmpegTools } from '../../media/locate.js';
import { drawTexts, setsRightToLeft, type TextLine } from '../../media/textPictures.js';
import { labelHeight } from '../../render/visibleLabel.js';
import { paintText, type TextPicture } from '../../subtitles/paintText.js';
import type { Workshop } from '../workshop.js';
import { fontFor, type ChosenFont } from './systemFonts.js';

interface ShownText {
  /** Frames of the output. */
  readonly from: number;
  readonly to: number;
  readonly picture: TextPicture;
}

/** What a segment's frames have written in them. What a frame shows depends on its number alone. */
export class BurntSubtitles {
  private constructor(
    private readonly shown: readonly ShownText[],
    private readonly layout: BurntLayout,
  ) {}

  /**
   * Draws the texts of a segment; undefined where none is to be in the picture.
   * @param run frames of the output
   * @throws HeygemError ffmpeg-failed, cancelled
   */
  static async of(
    { tools, scratch }: Workshop,
    { subtitles, info, label }: BurntRequest,
    run: Run,
    signal: AbortSignal,
  ): Promise<BurntSubtitles | undefined> {
    if (subtitles?.way !== 'burned' || subtitles.font === undefined) return undefined;
    const rate = ratio(info.frameRate);
    const frames = ({ from, to }: Cue): Run => ({
      from: Math.round(from * rate),
      to: Math.round(to * rate),
    });
    const cues = subtitles.cues.filter(
      (cue) => frames(cue).from < run.to && frames(cue).to > run.from,
    );
    if (cues.length === 0) return undefined;
    const font = await fontOf(subtitles);
    if (font?.face.family !== subtitles.font) {
      const detail = `the subtitles were planned with ${subtitles.font}`;
      throw new HeygemError('internal', {}, detail);
    }
    const layout = layoutOf(subtitles, font, { info, label });
    const folder = await scratch.take();
    try {
      const path = font.path ?? join(folder, 'font.otf');
      if (font.path === undefined) await writeFile(path, font.face.alone());
      const texts = cues.map((cue) => linesOf(drawn(cue.text, font), layout));
      const { size, outline, width, height } = layout;
      const pictures: TextPicture[] = [];
      const most = textsAtOnce(layout);
      for (let at = 0; at < texts.length; at += most) {
        const some = texts.slice(at, at + most);
        const request = { texts: some, font: path, size, outline, width, height, folder, signal };
        pictures.push(...picturesIn(await drawTexts(tools, request), layout, some.length));
      }
      const shown = cues.map((cue, at) => ({ ...frames(cue), picture: pictures[at] }));
      return new BurntSubtitles(shown, layout);
    } finally {
      await scratch.giveBack(folder);
    }
  }

  paint(frame: YuvFrame, number: number): void {
    const { x, y } = this.layout;
    for (const { from, to, picture } of this.shown) {
      if (number >= from && number < to) paintText(frame, picture, x, y);
    }
  }
}

export interface BurntRequest {
  readonly subtitles: SubtitleReport | undefined;
  readonly info: VideoInfo;
  /** Whether the visible label is painted too. */
  readonly label: boolean;
}

/** Subtitles with the font that they are drawn with on this machine; without one where they cannot be. */
export async function withFont(
  tools: FfmpegTools,
  subtitles: SubtitleReport,
): Promise<SubtitleReport> {
  if (subtitles.way !== 'burned') return subtitles;
  const font = await fontOf(subtitles);
  const letters = lettersOf(subtitles);
  // Rather none than words whose letters stand in the wrong order.
  const inOrder = !RIGHT_TO_LEFT.test(letters) || (await setsRightToLeft(tools));
  if (font === undefined || !inOrder) return { ...subtitles, missing: letters };
  const { missing, face } = font;
  return { ...subtitles, font: face.family, ...(missing !== '' && { missing }) };
}

/** Burnt lines where they do not lie over a mouth. @param mouths while something is to be read */
export async function clearOfMouths(
  subtitles: SubtitleReport,
  picture: Omit<BurntRequest, 'subtitles'>,
  mouths: readonly MouthRows[],
): Promise<SubtitleReport> {
  const font = subtitles.font === undefined ? undefined : await fontOf(subtitles);
  if (font === undefined) return subtitles;
  const top = burntTop(picture.info, layoutOf(subtitles, font, picture), mouths);
  return top === undefined ? subtitles : { ...subtitles, top };
}

function layoutOf(
  subtitles: SubtitleReport,
  font: ChosenFont,
  { info, label }: Omit<BurntRequest, 'subtitles'>,
): BurntLayout {
  const kept = label ? labelHeight(info.height) : 0;
  return burntLayout(info, widest(subtitles, font), kept, subtitles.top);
}

const RIGHT_TO_LEFT =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

function fontOf({ cues, language }: SubtitleReport): Promise<ChosenFont | undefined> {
  return fontFor(cues.map(({ text }) => text).join(''), language);
}

function lettersOf({ cues }: SubtitleReport): string {
  return [...new Set(cues.map(({ text }) => text).join(''))]
    .filter((each) => /\S/.test(each))
    .join('');
}

function widest({ cues }: SubtitleReport, font: ChosenFont): number {
  const lines = cues.flatMap(({ text }) => drawn(text, font).split('\n'));
  return lines.reduce((most, line) => Math.max(most, font.face.widthOf(line)), 0);
}

/** Without what the font would show as an empty box. */
function drawn(text: string, { face }: ChosenFont): string {
  return Array.from(text)
    .filter((letter) => letter === '\n' || face.has(letter.codePointAt(0) ?? 0))
    .join('');
}

function linesOf(text: string, { lower, upper }: BurntLayout): readonly TextLine[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (lines.length < 2) return lines.map((line) => ({ text: line, baseline: lower }));
  return [
    { text: lines[0], baseline: upper },
    { text: lines.slice(1).join(' '), baseline: lower },
  ];
}

function picturesIn(
  pixels: Uint8Array,
  { width, height }: BurntLayout,
  count: number,
): readonly TextPicture[] {
  const area = width * height;
  return Array.from({ length: count }, (_, k) => {
    const ink = new Uint8Array(area);
    const cover = new Uint8Array(area);
    for (let at = 0; at < area; at++) {
      const from = 3 * (k * area + at);
      ink[at] = pixels[from];
      cover[at] = Math.min(255, pixels[from] + pixels[from + 1]);
    }
    return { width, height, ink, cover };
  });
}
