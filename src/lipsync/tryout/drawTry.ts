import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Run } from '../../core/runs.js';
import type { TryRequest } from '../../core/tryout.js';
import { ratio, type VideoInfo } from '../../core/videoInfo.js';
import { hashFile } from '../../files/hashFile.js';
import { replaceWith } from '../../files/replaceFile.js';
import { FrameEncoder } from '../../media/encoder.js';
import { LoopedVideo } from '../../media/loopedVideo.js';
import type { FfmpegTools } from '../../media/locate.js';
import { muxPlayable, type PlayableSound } from '../../media/playableSound.js';
import type { Actor } from '../actor/actor.js';
import { aiLabel } from '../aiLabel.js';
import type { LipDrawer, PlayedFrame } from '../backend.js';
import { FrameDrawer } from '../drawFrames.js';
import type { FaceScript } from '../faceScript.js';
import { StageTimes } from '../stageTimes.js';
import type { Workshop } from '../workshop.js';

/** Which frames of a video a try shows. */
export interface TriedFrameChoice {
  readonly info: VideoInfo;
  readonly actor: Actor;
  /** Positions of the output. */
  readonly output: Run;
  /** Frame of the video that is the actor's first. */
  readonly base: number;
  /** Frames of the video, of which it turns round after the last. */
  readonly frames: number;
  readonly signal: AbortSignal;
}

export interface TriedDrawing extends TriedFrameChoice {
  /** Of the actor's frames; its output is counted from the first position drawn. */
  readonly script: FaceScript;
  readonly drawer: LipDrawer;
  readonly speech: PlayableSound;
  /** The video's own sound there; none where it runs backward or has none. */
  readonly filmed: PlayableSound | undefined;
  readonly onFrame: (done: number) => void;
}

/** Quick to make and good enough to judge a mouth by: it is looked at once. */
const QUALITY = { crf: 18, preset: 'superfast', encoder: 'software', codec: 'libx264' } as const;

/** Of the shorter side: a page shows no more, and large pictures are most of the work. */
const MOST_PIXELS = 720;

/**
 * Draws a try and puts its sound beside it; the same frames as filmed beside that, where they are not there.
 * Owns its folder for what is half done.
 * @returns how many frames stayed as filmed
 */
export async function drawTry(
  workshop: Workshop,
  { job, folder, result, source }: TryRequest,
  drawing: TriedDrawing,
): Promise<number> {
  const { tools, scratch } = workshop;
  const { speech, output, info, signal, filmed: sound } = drawing;
  const filmed = join(folder, source);
  const isFilmed = (await stat(filmed).catch(() => undefined)) !== undefined;
  const own = await scratch.take();
  try {
    const pictures = { result: join(own, 'result.mp4'), source: join(own, 'source.mp4') };
    const passed = await draw(workshop, job.video, drawing, {
      result: pictures.result,
      source: isFilmed ? undefined : pictures.source,
      label: job.settings.label,
    });
    const seconds = (output.to - output.from) / ratio(info.frameRate);
    if (!isFilmed) {
      await replaceWith(filmed, (staged) =>
        muxPlayable(tools, {
          ...{ picture: pictures.source, sound, output: staged, seconds, tags: {}, signal },
        }),
      );
    }
    const mediaHash = await hashFile(pictures.result);
    const tags = aiLabel({ output: result, producer: job.settings.producer, mediaHash });
    await replaceWith(join(folder, result), (staged) =>
      muxPlayable(tools, {
        ...{ picture: pictures.result, sound: speech, output: staged, seconds, tags, signal },
      }),
    );
    return passed;
  } finally {
    await scratch.giveBack(own);
  }
}

interface Pictures {
  readonly result: string;
  readonly source: string | undefined;
  readonly label: boolean;
}

async function draw(
  { tools, models }: Workshop,
  path: string,
  drawing: TriedDrawing,
  pictures: Pictures,
): Promise<number> {
  const { info, script, drawer: lips, onFrame, signal } = drawing;
  const times = new StageTimes();
  const { label } = pictures;
  const request = { info, script, drawer: lips, label, from: 0, times, measured: false };
  const drawer = new FrameDrawer(models, request);
  // Upright, as a page shows it.
  const upright = { ...info, rotation: 0 as const, mirrored: false };
  const start = (path: string) =>
    FrameEncoder.start(tools, {
      ...{ output: path, info: upright, mostPixels: MOST_PIXELS, signal },
      ...QUALITY,
    });
  const drawn = await start(pictures.result);
  const filmed = pictures.source === undefined ? undefined : await start(pictures.source);
  const encoders = filmed ? [drawn, filmed] : [drawn];
  try {
    let done = 0;
    for await (const { index, frame } of playTried(tools, path, drawing)) {
      await Promise.all([
        filmed?.write(frame),
        drawer.next(index, frame, (picture) => drawn.write(picture)),
      ]);
      done += 1;
      onFrame(done);
    }
    await drawer.drained();
    await Promise.all(encoders.map((encoder) => encoder.finish()));
    return drawer.measures.passed.reduce((sum, { from, to }) => sum + to - from, 0);
  } catch (error) {
    await Promise.all(encoders.map((encoder) => encoder.abort()));
    throw error;
  }
}

/** The frames that a try shows, each with its number among the actor's. */
export async function* playTried(
  tools: FfmpegTools,
  path: string,
  { info, actor, output, base, frames, signal }: TriedFrameChoice,
): AsyncGenerator<PlayedFrame> {
  const checksums = checksumsOf(actor, base, frames);
  const video = new LoopedVideo(tools, path, info, { checksums, signal });
  try {
    for await (const { index, frame } of video.play(output.from, output.to)) {
      yield { index: index - base, frame };
    }
  } finally {
    await video.close();
  }
}

/** Of every frame of the video as far as its actor knows them; the others are not asked for. */
function checksumsOf({ checksums }: Actor, base: number, frames: number): Uint32Array {
  if (base === 0 && checksums.length >= frames) return checksums;
  const all = new Uint32Array(Math.max(frames, base + checksums.length));
  all.set(checksums, base);
  return all;
}
