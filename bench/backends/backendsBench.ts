import { mkdirSync, rmSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import type { JobId } from '../../src/core/ids.js';
import type { ExecutionProvider } from '../../src/core/model.js';
import { createLipSyncService } from '../../src/lipsync/createService.js';
import { cpuSeconds } from '../processUsage.js';
import { ROOT } from '../root.js';
import { makeSheet } from '../sheet.js';
import { makeInputs, type Inputs } from '../speed.js';
import type { Workbench } from '../workbench.js';
import { backendsMarkdown, type Measured, type MeasuredWay } from './backendsTable.js';
import type { Way } from './ways.js';

export interface BackendsRequest {
  readonly clip: string;
  readonly audio: string;
  readonly ways: readonly Way[];
  readonly runs: number;
  /** Of the output. */
  readonly seconds: number;
  readonly provider: ExecutionProvider;
  /** Folder for a contact sheet of each way. */
  readonly sheets?: string;
  readonly say: (line: string) => void;
}

/**
 * The same clip with the same speech by each way of making lips, in turn: with a new actor, which is learnt alike for
 * all, then with that actor known. A run is all that a worker does for a job, with its models' loading; only the
 * processes' own start is left out.
 */
export async function benchBackends(bench: Workbench, request: BackendsRequest): Promise<string> {
  const { ways, runs, seconds, provider, say } = request;
  const load = loadavg()[0].toFixed(1);
  const inputs = await makeInputs(bench, request);
  const measured: MeasuredWay[] = ways.map(({ name }) => ({ name, fresh: [], known: [] }));
  for (let run = 0; run < runs; run++) {
    for (const [i, way] of ways.entries()) {
      const cache = bench.path(`backends-cache-${run}-${i}`);
      measured[i].fresh.push(await makeOnce(bench, way, inputs, { cache, provider }));
      measured[i].known.push(await makeOnce(bench, way, inputs, { cache, provider }));
      rmSync(cache, { recursive: true, force: true });
      say(`${way.name}: run ${run + 1} of ${runs}`);
      if (run === 0 && request.sheets !== undefined) {
        await sheetOf(bench, way, inputs, request.sheets);
      }
    }
  }
  return backendsMarkdown(measured, {
    ...{ seconds, runs, frames: inputs.frames, provider },
    machine: `${cpus().length} cores (${cpus()[0].model.trim()}), load ${load} before the first run`,
  });
}

async function makeOnce(
  bench: Workbench,
  way: Way,
  { video, audio }: Inputs,
  { cache, provider }: { readonly cache: string; readonly provider: ExecutionProvider },
): Promise<Measured> {
  const output = outputOf(bench, way);
  rmSync(output, { force: true });
  const [started, cpuBefore] = [performance.now(), cpuSeconds()];
  const service = createLipSyncService({
    modelsRoot: join(ROOT, 'models'),
    cacheRoot: cache,
    log: () => undefined,
  });
  try {
    const { settings, lipModel } = way;
    const { report } = await service.run(
      {
        id: 'bench' as JobId,
        ...{ video, audio, output, target: output, provider, settings },
        ...(lipModel && { lipModel }),
      },
      { signal: bench.signal, onProgress: () => undefined },
    );
    const seconds = (performance.now() - started) / 1000;
    return { seconds, cpuSeconds: cpuSeconds() - cpuBefore, report };
  } finally {
    await service.dispose();
  }
}

async function sheetOf(bench: Workbench, way: Way, { video }: Inputs, folder: string) {
  mkdirSync(folder, { recursive: true });
  await makeSheet(bench, {
    ...{ source: video, result: outputOf(bench, way) },
    output: join(folder, `${fileNameOf(way)}.png`),
    ...{ from: 10, every: 3, columns: 8, rows: 3, zoom: 1 },
  });
}

function outputOf(bench: Workbench, way: Way): string {
  return bench.path(`backends-${fileNameOf(way)}.mp4`);
}

function fileNameOf({ name }: Way): string {
  return name.replaceAll(/[^\w.-]+/g, '-');
}
