import { mkdtempSync, rmSync } from 'node:fs';
import { setPriority, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { JobId } from '../src/core/ids.js';
import type { OutputReport } from '../src/core/report.js';
import { DEFAULT_SETTINGS, type Settings } from '../src/core/settings.js';
import { ModelStore } from '../src/inference/modelStore.js';
import { createLipSyncService } from '../src/lipsync/createService.js';
import type { LipSyncService } from '../src/lipsync/service.js';
import { NO_LIMIT, runTool } from '../src/media/childProcess.js';
import { locateFfmpeg, type FfmpegTools } from '../src/media/locate.js';
import { ROOT } from './root.js';

export interface RenderRequest {
  readonly video: string;
  readonly audio: string;
  /** File name inside the scratch folder. */
  readonly name: string;
  readonly settings?: Partial<Settings>;
}

/**
 * Owns the scratch folder, the engine under measurement and the tools around it. Everything in the
 * scratch folder, rendered faces included, is removed at the end unless it is to be kept.
 */
export class Workbench {
  readonly scratch: string;
  private service: LipSyncService | undefined;
  private jobs = 0;

  private constructor(
    readonly tools: FfmpegTools,
    readonly signal: AbortSignal,
    keep: string | undefined,
  ) {
    this.kept = keep !== undefined;
    this.scratch = keep ?? mkdtempSync(join(tmpdir(), 'heygem-bench-'));
  }

  private readonly kept: boolean;

  /** @param keep an existing folder for the outputs; a temporary one that is removed when absent */
  static async open(signal: AbortSignal, keep?: string): Promise<Workbench> {
    // A bench that takes the machine from its user measures the user.
    setPriority(10);
    const { tools } = await locateFfmpeg({ env: process.env });
    return new Workbench(tools, signal, keep === undefined ? undefined : resolve(keep));
  }

  path(name: string): string {
    return join(this.scratch, name);
  }

  /** Makes one output in the scratch folder; an older one of the same name is replaced. */
  async render({ video, audio, name, settings }: RenderRequest): Promise<Rendered> {
    const output = this.path(name);
    rmSync(output, { force: true });
    this.service ??= createLipSyncService({
      modelsRoot: join(ROOT, 'models'),
      cacheRoot: this.path('cache'),
      log: () => undefined,
    });
    this.jobs += 1;
    const started = performance.now();
    const { report } = await this.service.run(
      {
        id: `bench-${this.jobs}` as JobId,
        ...{ video, audio, output, target: output, provider: 'cpu' },
        settings: { ...DEFAULT_SETTINGS, ...settings },
      },
      { signal: this.signal, onProgress: () => undefined },
    );
    return { output, report, seconds: (performance.now() - started) / 1000 };
  }

  /** Runs ffmpeg with the arguments given, overwriting outputs. */
  async ffmpeg(args: readonly string[]): Promise<Buffer> {
    const all = ['-hide_banner', '-loglevel', 'error', '-nostdin', '-y', ...args];
    return runTool(this.tools.ffmpeg, all, {
      signal: this.signal,
      subject: 'bench',
      limitMs: NO_LIMIT,
    });
  }

  /** Models of `models/` or, for `bench`, of `bench/models/`, on one CPU thread. */
  modelStore(of: 'product' | 'bench'): ModelStore {
    const root = join(ROOT, of === 'product' ? 'models' : 'bench/models');
    return new ModelStore({ root, provider: 'cpu', log: () => undefined });
  }

  async close(): Promise<void> {
    await this.service?.dispose();
    if (!this.kept) rmSync(this.scratch, { recursive: true, force: true });
  }
}

export interface Rendered {
  readonly output: string;
  readonly report: OutputReport;
  readonly seconds: number;
}
