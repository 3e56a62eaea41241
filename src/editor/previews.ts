import { stat, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { HeygemError } from '../core/errors.js';
import type {
  FaceBox,
  FacesRequest,
  PreviewRequest,
  StillRequest,
  TimeSpan,
} from '../core/inspection.js';
import type { Part } from '../core/part.js';
import type { OutputReport } from '../core/report.js';
import { inOutput } from '../core/usedTime.js';
import { editorText, lowSyncText, noFaceText } from '../core/strings/editorTexts.js';
import type { Locale } from '../core/strings/locale.js';
import type { Preview } from '../protocol/editorView.js';
import { readSmallText } from '../files/readSmallFile.js';
import { replaceFile } from '../files/replaceFile.js';
import { faceBoxesShape } from '../protocol/inspectionShapes.js';
import type { TaskWatch } from '../engine/device.js';
import { makeEntry } from '../engine/cachePlace.js';
import { versionOf } from './cacheKey.js';
import { readReport } from './history.js';

export interface PreviewMaker {
  preview(request: PreviewRequest, watch: TaskWatch): Promise<void>;
  still(request: StillRequest, signal: AbortSignal): Promise<void>;
  faces(request: FacesRequest, signal: AbortSignal): Promise<readonly FaceBox[]>;
}

/** What a page may load, and what tells one content from another. */
export interface PageFile {
  readonly path: string;
  readonly version: string;
}

/** Sources are copied in steps of so many seconds, so that outputs of like length share a copy. */
const STEP_SECONDS = 15;
/** Pixels: enough to point at a face. */
const FRAME_SIZE = 1280;
/** Pixels: enough for one of a strip of stills, on a screen of high density. */
const STRIP_SIZE = 192;
/** Pixels: enough for a list, on a screen of high density. */
const POSTER_SIZE = 320;
/** Seconds into a result: past a fade-in. A shorter one gives its last frame. */
const POSTER_TIME = 1;
/** A dozen faces have a fraction of it. */
const MOST_FACES_BYTES = 64 * 1024;
/** Frames a second of a result whose report is gone: most footage has them. */
const COMMON_RATE = 25;

/** A result to be played beside what was filmed. Paths are absolute. */
export interface WantedPreview {
  readonly result: string;
  readonly source: string;
  /** What of the source would be used now; what its report says of a result goes before. */
  readonly part?: Part | undefined;
  /** Where nobody speaks, in seconds of the recording. */
  readonly silences: readonly TimeSpan[];
}

/** A file on its way, and who wants to know how far it is. */
interface Making {
  readonly file: Promise<PageFile>;
  readonly listeners: Set<(fraction: number) => void>;
}

interface Wish {
  /** What of the file is wanted. */
  readonly part?: Part | undefined;
  /** Hears how far it is, 0..1. */
  readonly onProgress?: (fraction: number) => void;
  /** Nobody waits for it. */
  readonly background?: boolean;
}

/** Playable copies and single frames, in the cache by their files' content. */
export class Previews {
  private readonly making = new Map<string, Making>();

  constructor(
    private readonly cacheRoot: string,
    private readonly maker: () => PreviewMaker,
    private readonly signal: AbortSignal,
  ) {}

  /** Rejects with input errors, `disk-full`, `ffmpeg-failed` or `cancelled`. */
  async ofResult(
    { result, source, part, silences }: WantedPreview,
    locale: Locale,
    address: (file: PageFile) => string,
    onProgress: (fraction: number) => void = () => undefined,
  ): Promise<Preview> {
    const report = await readReport(result);
    const duration = report?.duration ?? 0;
    const [made, filmed] = [
      await this.copy(result, undefined, {
        onProgress: (done) => {
          onProgress(done / 2);
        },
      }),
      await this.copy(source, duration > 0 ? duration : undefined, {
        ...{ part: report?.videoPart ?? part },
        onProgress: (done) => {
          onProgress(0.5 + done / 2);
        },
      }),
    ];
    return {
      result: address(made),
      source: address(filmed),
      spans: spansOf(report, silences, locale),
      duration,
      rate: report?.frameRate ?? COMMON_RATE,
      ...(report?.mouth && { mouth: report.mouth }),
      ...(report?.sourceFrames === undefined ? {} : { sourceFrames: report.sourceFrames }),
    };
  }

  /** The copies that `ofResult` will want, as long as the machine has nothing better to do. */
  async ahead({ result, source, part }: Omit<WantedPreview, 'silences'>): Promise<void> {
    const report = await readReport(result);
    const duration = report?.duration ?? 0;
    await this.copy(result, undefined, { background: true });
    const used = { part: report?.videoPart ?? part, background: true };
    await this.copy(source, duration > 0 ? duration : undefined, used);
  }

  /** A whole result, as every page can play it. */
  playable(result: string): Promise<PageFile> {
    return this.copy(result);
  }

  /** All of a source: a video with its own sound, or what is heard of a recording. */
  ofSource(path: string, list: 'audios' | 'videos', track?: number): Promise<PageFile> {
    if (list === 'videos') return this.copy(path);
    const sound = track === undefined ? {} : { track };
    return this.made(path, 'previews', `sound-${track ?? 'likeliest'}.mp4`, (output) =>
      this.maker().preview(
        { path, output, sound },
        { signal: this.signal, onProgress: () => undefined },
      ),
    );
  }

  /** One of a strip of stills. */
  async stripStill(video: string, time: number): Promise<PageFile> {
    const moment = momentOf(time);
    return this.still(video, moment / 1000, `strip-${moment}.jpg`, STRIP_SIZE);
  }

  /** The faces in a frame; what was found once is kept beside its picture. */
  async faces(video: string, time: number): Promise<readonly FaceBox[]> {
    const moment = momentOf(time);
    const { path } = await this.made(video, 'stills', `${moment}.faces.json`, async (output) => {
      const faces = await this.maker().faces({ path: video, time: moment / 1000 }, this.signal);
      await replaceFile(output, JSON.stringify(faces));
    });
    const faces: unknown = JSON.parse(await readSmallText(path, MOST_FACES_BYTES));
    const problem = faceBoxesShape.problem(faces, 'faces');
    if (problem !== undefined) throw new HeygemError('internal', {}, problem);
    return faces as readonly FaceBox[];
  }

  async frame(video: string, time: number): Promise<PageFile> {
    const moment = momentOf(time);
    return this.still(video, moment / 1000, `${moment}.jpg`, FRAME_SIZE);
  }

  /** A small still of a result. */
  async poster(result: string): Promise<PageFile> {
    return this.still(result, POSTER_TIME, 'poster.jpg', POSTER_SIZE);
  }

  private still(path: string, time: number, name: string, longest: number): Promise<PageFile> {
    return this.made(path, 'stills', name, (output) =>
      this.maker().still({ path, time, output, longest }, this.signal),
    );
  }

  private copy(path: string, atLeast?: number, wish: Wish = {}): Promise<PageFile> {
    const { from = 0, to } = wish.part ?? {};
    const steps = atLeast === undefined ? undefined : Math.ceil(atLeast / STEP_SECONDS);
    const most = to === undefined ? Infinity : to - from;
    const length = steps === undefined ? most : Math.min(steps * STEP_SECONDS, most);
    const limits = {
      ...(from > 0 && { from }),
      ...(length < Infinity && { seconds: length }),
      ...(wish.background === true && { background: true }),
    };
    const name = [
      ...(from > 0 ? [`from-${Math.round(from * 1000)}`] : []),
      length < Infinity ? `${Math.round(length * 1000) / 1000}s` : 'whole',
    ].join('-');
    return this.made(
      path,
      'previews',
      `${name}.mp4`,
      (output, tell) => {
        const watch = {
          signal: this.signal,
          onProgress: ({ done }: { readonly done: number }) => {
            tell(done);
          },
        };
        return this.maker().preview({ path, output, ...limits }, watch);
      },
      wish.onProgress,
    );
  }

  private async made(
    path: string,
    kind: string,
    name: string,
    make: (output: string, tell: (fraction: number) => void) => Promise<void>,
    onProgress?: (fraction: number) => void,
  ): Promise<PageFile> {
    const version = await versionOf(path);
    if (!version) throw new HeygemError('input-missing', { path });
    const folder = join(this.cacheRoot, kind, version.key);
    const output = join(folder, name);
    const file = { path: output, version: version.key };
    const now = new Date();
    if (await stat(output).catch(() => undefined)) {
      await utimes(folder, now, now).catch(() => undefined);
      return file;
    }
    // Two panels may ask for one copy at the same time.
    const making = this.making.get(output) ?? this.begin(file, make);
    if (onProgress) making.listeners.add(onProgress);
    return making.file;
  }

  private begin(
    file: PageFile,
    make: (output: string, tell: (fraction: number) => void) => Promise<void>,
  ): Making {
    const { path } = file;
    const listeners: Making['listeners'] = new Set();
    const tell = (fraction: number): void => {
      for (const listener of listeners) listener(fraction);
    };
    const made = makeEntry(dirname(path))
      .then(() => make(path, tell))
      .then(() => file)
      .finally(() => this.making.delete(path));
    const making = { file: made, listeners };
    this.making.set(path, making);
    return making;
  }
}

/** Milliseconds. */
function momentOf(time: number): number {
  return Math.max(0, Math.round(time * 1000));
}

function spansOf(
  report: OutputReport | undefined,
  silences: readonly TimeSpan[],
  locale: Locale,
): Preview['spans'] {
  if (!report) return [];
  const { frameRate, duration, passedThrough } = report;
  const passed = passedThrough.spans.map(({ from, to, reason }) => ({
    from: from / frameRate,
    to: to / frameRate,
    kind: 'passed' as const,
    reason: noFaceText(locale, reason),
  }));
  const low = (report.lowSync ?? []).map(({ from, to, reason }) => ({
    from: from / frameRate,
    to: to / frameRate,
    kind: 'low-sync' as const,
    reason: lowSyncText(locale, reason),
  }));
  const reason = editorText(locale, 'quiet-stretch');
  const quiet = inOutput(silences, report)
    .filter(({ from }) => from < duration)
    .map(({ from, to }) => ({
      from,
      to: Math.min(to, duration),
      kind: 'silence' as const,
      reason,
    }));
  return [...passed, ...low, ...quiet].sort((a, b) => a.from - b.from);
}
