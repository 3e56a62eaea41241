import { DEFAULT_SETTINGS } from '../src/core/settings.js';
import { ratio } from '../src/core/videoInfo.js';
import type { TrackerModels } from '../src/face/tracker.js';
import { FrameEncoder } from '../src/media/encoder.js';
import { decodeFrames } from '../src/media/frameSource.js';
import { probeVideo } from '../src/media/probe.js';
import { clipsOf, thinOut, type Clip } from './clipSets.js';
import { scorerModels, trackLips, withoutPassed, type LipTrack, type Scorer } from './lipTrack.js';
import { scoreSync, type SyncScore } from './syncScore.js';
import type { Workbench } from './workbench.js';

/** What each row of the table is. `real` and `untouched` bound what the others can reach. */
export const ROWS = {
  real: 'the real video, encoded as ours is (ceiling)',
  ours: 'ours: the clip made to speak its own audio',
  late: 'control: its own audio 200 ms late, against the real lips',
  early: 'control: its own audio 200 ms early, against the real lips',
  mismatched: "control: another clip's audio, against the real lips",
  driven: "ours with another clip's audio, against that other clip's lips",
  untouched: "the untouched source against that other clip's lips (floor)",
} as const;
export type Row = keyof typeof ROWS;

export interface ClipScores {
  readonly set: string;
  readonly clip: string;
  readonly rows: Partial<Record<Row, SyncScore>>;
  /** Share of the output's frames shown as filmed, which are not scored. */
  readonly passedShare: number;
  readonly failure?: string;
}

export interface SyncOptions {
  readonly sets: readonly string[];
  readonly clips: string;
  readonly limit?: number;
  readonly controls: boolean;
  readonly scorer: Scorer;
  readonly onClip: (scores: ClipScores, done: number, total: number) => void;
}

const SHIFT_SECONDS = 0.2;

/** Makes every clip speak its own audio, and the controls, and scores the lips of the results. */
export async function benchSync(bench: Workbench, options: SyncOptions): Promise<ClipScores[]> {
  const models = await scorerModels(bench, options.scorer);
  const all: ClipScores[] = [];
  const sets = options.sets.map((set) => ({
    clips: thinOut(clipsOf(set, options.clips), options.limit),
    donors: donorsFor(set, options.clips),
  }));
  const total = sets.reduce((sum, { clips }) => sum + clips.length, 0);
  for (const { clips, donors } of sets) {
    for (const [i, clip] of clips.entries()) {
      const other = donorOf(clip, donors, i);
      const scores = await scoreOrExplain(bench, models, clip, other, options);
      all.push(scores);
      options.onClip(scores, all.length, total);
    }
  }
  return all;
}

/**
 * Whose audio serves as the mismatched one. All sentences of GRID are of one form spoken to a beat,
 * so that any two have the same rhythm of openings: its donors are the other people of talk/.
 */
function donorsFor(set: string, folder: string): readonly Clip[] {
  if (set !== 'grid') return clipsOf(set, folder);
  return clipsOf('talk', folder).filter(({ name }) => !name.startsWith('grid_'));
}

/** Half a list away is another sentence and, where one person's clips lie together, another person. */
function donorOf(clip: Clip, donors: readonly Clip[], turn: number): Clip {
  const own = donors.findIndex(({ path }) => path === clip.path);
  const from = own >= 0 ? own : turn;
  return donors[(from + Math.max(1, Math.floor(donors.length / 2))) % donors.length];
}

async function scoreOrExplain(
  bench: Workbench,
  models: TrackerModels,
  clip: Clip,
  other: Clip,
  options: SyncOptions,
): Promise<ClipScores> {
  try {
    return await new ClipBench(bench, models, clip).score(other, options.controls);
  } catch (error) {
    bench.signal.throwIfAborted();
    const failure = error instanceof Error ? error.message : String(error);
    return { set: clip.set, clip: clip.name, rows: {}, passedShare: 0, failure };
  }
}

/** Owns the renders and tracks of one clip. */
class ClipBench {
  private passedShare = 0;

  constructor(
    private readonly bench: Workbench,
    private readonly models: TrackerModels,
    private readonly clip: Clip,
  ) {}

  async score(other: Clip, controls: boolean): Promise<ClipScores> {
    const { clip } = this;
    const real = await this.track(clip.path);
    const ours = await this.render(clip.path);
    const { passedShare } = this;
    const rows: Partial<Record<Row, SyncScore>> = { ours: scoreSync(real, ours) };
    if (controls) {
      rows.real = scoreSync(real, await this.reencoded());
      rows.late = scoreSync(real, await this.render(await this.shifted(SHIFT_SECONDS)));
      rows.early = scoreSync(real, await this.render(await this.shifted(-SHIFT_SECONDS)));
      if (other.path !== clip.path) Object.assign(rows, await this.mismatched(real, other));
    }
    return { set: clip.set, clip: clip.name, rows, passedShare };
  }

  private async mismatched(real: LipTrack, other: Clip): Promise<Partial<Record<Row, SyncScore>>> {
    const made = await this.render(other.path);
    const rows = { mismatched: scoreSync(real, made) };
    if (!(await this.sameRate(other.path))) return rows;
    const theirs = await this.track(other.path);
    return { ...rows, driven: scoreSync(theirs, made), untouched: scoreSync(theirs, real) };
  }

  private async render(audio: string): Promise<LipTrack> {
    const { output, report } = await this.bench.render({
      video: this.clip.path,
      audio,
      name: `sync-${this.clip.name}.mp4`,
    });
    const { frames, spans } = report.passedThrough;
    this.passedShare = frames / Math.max(1, report.frames);
    return withoutPassed(await this.track(output), spans);
  }

  /** The source's own frames through the product's decoder and encoder. */
  private async reencoded(): Promise<LipTrack> {
    const { tools, signal } = this.bench;
    const output = this.bench.path('sync-real.mp4');
    const info = await probeVideo(tools, this.clip.path, signal);
    const encoder = await FrameEncoder.start(tools, { ...DEFAULT_SETTINGS, output, info, signal });
    try {
      for await (const frame of decodeFrames(tools, this.clip.path, info, { signal })) {
        await encoder.write(frame);
      }
      await encoder.finish();
    } catch (error) {
      await encoder.abort();
      throw error;
    }
    return this.track(output);
  }

  private async shifted(seconds: number): Promise<string> {
    const path = this.bench.path('sync-shifted.wav');
    const shift =
      seconds > 0
        ? `adelay=${Math.round(seconds * 1000)}:all=1`
        : `atrim=start=${-seconds},asetpts=PTS-STARTPTS,apad=pad_dur=${-seconds}`;
    // Audio that starts late in the clip stays late.
    const filter = `aresample=async=1:first_pts=0,${shift}`;
    await this.bench.ffmpeg(['-i', this.clip.path, '-vn', '-af', filter, path]);
    return path;
  }

  private async sameRate(path: string): Promise<boolean> {
    const [own, theirs] = await Promise.all(
      [this.clip.path, path].map((file) => probeVideo(this.bench.tools, file, this.bench.signal)),
    );
    return Math.abs(ratio(own.frameRate) / ratio(theirs.frameRate) - 1) < 0.005;
  }

  private track(path: string): Promise<LipTrack> {
    return trackLips(this.bench, this.models, path);
  }
}
