import { join } from 'node:path';
import type { OutputReport } from '../src/core/report.js';
import { ratio, type VideoInfo } from '../src/core/videoInfo.js';
import { NO_LIMIT, runTool } from '../src/media/childProcess.js';
import { probeVideo } from '../src/media/probe.js';
import { probeAudio } from '../src/media/speechTrack.js';
import type { Clip } from './clipSets.js';
import { startsFast } from './mp4Layout.js';
import { changedOutside, type OutsideChange } from './outsideFace.js';
import type { Workbench } from './workbench.js';

export const CHECKS = [
  'made',
  'size',
  'rate',
  'rotation',
  'duration',
  'codec',
  'audio',
  'faststart',
  'same twice',
  'outside equal',
] as const;
export type Check = (typeof CHECKS)[number];

export interface InvariantRow {
  readonly clip: string;
  readonly audio: string;
  /** Null is a check that could not be made; a string is what is wrong. */
  readonly results: Readonly<Record<Check, true | string | null>>;
  readonly report?: OutputReport;
  readonly outside?: OutsideChange;
}

/** Makes one pair and checks what must hold of every output. Never throws for the pair's own sake. */
export async function checkPair(
  bench: Workbench,
  clip: Clip,
  audio: string,
): Promise<InvariantRow> {
  const names = { clip: clip.name, audio: audio.split(/[\\/]/).at(-1) ?? audio };
  const results: Record<Check, true | string | null> = {
    ...{ made: null, size: null, rate: null, rotation: null, duration: null },
    ...{ codec: null, audio: null, faststart: null, 'same twice': null, 'outside equal': null },
  };
  try {
    const render = (): ReturnType<Workbench['render']> =>
      bench.render({ video: clip.path, audio, name: 'invariants.mp4' });
    const { output, report } = await render();
    results.made = true;
    const first = await pictureHash(bench, output);
    Object.assign(results, await checkFile(bench, clip.path, audio, output));
    // The second time comes from the cached actor: that must make no difference either.
    results['same twice'] =
      (await pictureHash(bench, (await render()).output)) === first || 'differs';
    const outside = await outsideOf(bench, clip.path, audio);
    const drawn = outside.inside > 0 || report.passedThrough.frames === report.frames;
    results['outside equal'] = !drawn
      ? 'nothing was drawn at all'
      : outside.outside === 0 || `${outside.outside} values`;
    return { ...names, results, report, outside };
  } catch (error) {
    bench.signal.throwIfAborted();
    const message = error instanceof Error ? error.message : String(error);
    results.made = results.made === true ? results.made : message;
    if (results['same twice'] === null && results.made === true) results['same twice'] = message;
    else if (results['outside equal'] === null && results.made === true) {
      results['outside equal'] = message;
    }
    return { ...names, results };
  }
}

type FileChecks = Pick<
  InvariantRow['results'],
  'size' | 'rate' | 'rotation' | 'duration' | 'codec' | 'audio' | 'faststart'
>;

async function checkFile(
  { tools, signal }: Workbench,
  source: string,
  speech: string,
  output: string,
): Promise<FileChecks> {
  const [was, made] = [
    await probeVideo(tools, source, signal),
    await probeVideo(tools, output, signal),
  ];
  const wanted = (await probeAudio(tools, speech, signal)).duration;
  const sound = made.audio.at(0);
  const frame = 1 / ratio(made.frameRate);
  const late = (seconds: number): boolean => Math.abs(seconds - wanted) > frame + 0.001;
  const said = (seconds: number): string => `${seconds.toFixed(3)} s for ${wanted.toFixed(3)} s`;
  return {
    size: sameSize(was, made) || `${made.width}x${made.height} for ${was.width}x${was.height}`,
    rate:
      Math.abs(ratio(made.frameRate) - ratio(was.frameRate)) <= 0.01 ||
      `${ratio(made.frameRate).toFixed(3)} for ${ratio(was.frameRate).toFixed(3)}`,
    rotation: made.rotation === was.rotation || `${made.rotation} for ${was.rotation}`,
    duration: late(made.duration) ? said(made.duration) : true,
    codec:
      (made.codec === 'h264' && made.pixelFormat === 'yuv420p') ||
      `${made.codec} ${made.pixelFormat}`,
    audio: sound === undefined ? 'none' : late(sound.duration) ? said(sound.duration) : true,
    faststart: startsFast(output) || 'moov after mdat',
  };
}

/** H.264 in 4:2:0 has even sizes only: an odd source loses its last row or column. */
function sameSize(was: VideoInfo, made: VideoInfo): boolean {
  return made.width === (was.width & ~1) && made.height === (was.height & ~1);
}

/** sha256 of the encoded picture stream, container and sound left out. */
async function pictureHash({ tools, signal }: Workbench, path: string): Promise<string> {
  const args = ['-v', 'error', '-i', `file:${path}`, '-map', '0:v:0', '-c', 'copy'];
  const hash = [...args, '-f', 'hash', '-hash', 'sha256', '-'];
  const text = await runTool(tools.ffmpeg, hash, { signal, subject: path, limitMs: NO_LIMIT });
  return text.toString('utf8').trim();
}

/** Seconds of speech for the lossless comparison: enough to move, few enough to keep it quick. */
const OUTSIDE_SECONDS = 2;

/** With x264's lossless mode the decoded output is exactly what the renderer drew. */
async function outsideOf(bench: Workbench, video: string, audio: string): Promise<OutsideChange> {
  const speech = join(bench.scratch, 'invariants-speech.wav');
  await bench.ffmpeg(['-i', audio, '-t', String(OUTSIDE_SECONDS), '-vn', speech]);
  const settings = { crf: 0, preset: 'ultrafast' } as const;
  const request = { video, audio: speech, name: 'invariants-lossless.mp4', settings };
  const { output } = await bench.render(request);
  return changedOutside(bench, video, output);
}
