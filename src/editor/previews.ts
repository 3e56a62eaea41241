import { stat, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { HeygemError } from '../core/errors.js';
import type { PreviewRequest, StillRequest, TimeSpan } from '../core/inspection.js';
import type { OutputReport } from '../core/report.js';
import { editorText, lowSyncText, noFaceText } from '../core/strings/editorTexts.js';
import type { Locale } from '../core/strings/locale.js';
import type { Preview } from '../protocol/editor.js';
import type { TaskWatch } from '../engine/device.js';
import { makeEntry } from '../engine/cachePlace.js';
import { versionOf } from './cacheKey.js';
import { readReport } from './history.js';

export interface PreviewMaker {
  preview(request: PreviewRequest, watch: TaskWatch): Promise<void>;
  still(request: StillRequest, signal: AbortSignal): Promise<void>;
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
/** Pixels: enough for a list, on a screen of high density. */
const POSTER_SIZE = 320;
/** Seconds into a result: past a fade-in. A shorter one gives its last frame. */
const POSTER_TIME = 1;
/** Frames a second of a result whose report is gone: most footage has them. */
const COMMON_RATE = 25;

/** A result to be played beside what was filmed. Paths are absolute. */
export interface WantedPreview {
  readonly result: string;
  readonly source: string;
  /** Where nobody speaks. */
  readonly silences: readonly TimeSpan[];
}

/** A file on its way, and who wants to know how far it is. */
interface Making {
  readonly file: Promise<PageFile>;
  readonly listeners: Set<(fraction: number) => void>;
}

interface Wish {
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
    { result, source, silences }: WantedPreview,
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
      ...(report?.sourceFrames === undefined ? {} : { sourceFrames: report.sourceFrames }),
    };
  }

  /** The copies that `ofResult` will want, as long as the machine has nothing better to do. */
  async ahead({ result, source }: Omit<WantedPreview, 'silences'>): Promise<void> {
    const duration = (await readReport(result))?.duration ?? 0;
    await this.copy(result, undefined, { background: true });
    await this.copy(source, duration > 0 ? duration : undefined, { background: true });
  }

  /** A whole result, as every page can play it. */
  playable(result: string): Promise<PageFile> {
    return this.copy(result);
  }

  async frame(video: string, time: number): Promise<PageFile> {
    const moment = Math.max(0, Math.round(time * 1000));
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
    const steps = atLeast === undefined ? undefined : Math.ceil(atLeast / STEP_SECONDS);
    const seconds = steps === undefined ? {} : { seconds: steps * STEP_SECONDS };
    const name = steps === undefined ? 'whole.mp4' : `${steps * STEP_SECONDS}s.mp4`;
    const background = wish.background === true && { background: true };
    return this.made(
      path,
      'previews',
      name,
      (output, tell) => {
        const watch = {
          signal: this.signal,
          onProgress: ({ done }: { readonly done: number }) => {
            tell(done);
          },
        };
        return this.maker().preview({ path, output, ...seconds, ...background }, watch);
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
  const quiet = silences
    .filter(({ from }) => from < duration)
    .map(({ from, to }) => ({
      from,
      to: Math.min(to, duration),
      kind: 'silence' as const,
      reason,
    }));
  return [...passed, ...low, ...quiet].sort((a, b) => a.from - b.from);
}
