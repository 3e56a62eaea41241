import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { JobId, PairId } from '../../../src/core/ids.js';
import { timeLeftClock, timeLeftText } from '../../../src/core/strings/timeLeft.js';
import { sayIn } from '../../../src/core/strings/ui.js';
import { JsonReporter } from '../../../src/cli/jsonReporter.js';
import type { CliOutput } from '../../../src/cli/output.js';
import { progressLine } from '../../../src/cli/terminalReporter.js';
import { pairState } from '../../../src/editor/pairStates.js';
import { Runs, type RunRequest } from '../../../src/editor/runs.js';
import type { Watch } from '../../../src/engine/batch.js';
import type { Engine } from '../../../src/engine/engine.js';
import type { ProjectPlan } from '../../../src/engine/planProject.js';
import { ProgressFeed } from '../../../src/engine/progressFeed.js';

const PAIR = 'a' as PairId;
const ID = 'a' as JobId;

/** A run of an editor whose engine does nothing by itself. */
function running() {
  const runs = new Runs({
    onChange: () => undefined,
    onEvent: () => undefined,
    onRetry: () => undefined,
  });
  let feed: ProgressFeed | undefined;
  const startBatch = (_plan: unknown, _request: unknown, watch: Watch) => {
    feed = new ProgressFeed((latest) => watch.onProgress?.(latest));
    return { done: new Promise(() => undefined), cancel: () => undefined };
  };
  const request: RunRequest = {
    ...{ pairs: new Set([PAIR]), force: false, provider: 'cpu' },
    framesOf: () => undefined,
  };
  const engine = { startBatch } as unknown as Engine;
  void runs.start(engine, { jobs: [] } as unknown as ProjectPlan, request);
  if (!feed) throw new Error('not started');
  return { runs, feed };
}

it('is the same figure in the row, the header, the terminal and the JSON lines, at any moment', () => {
  const { runs, feed } = running();
  feed.queue([{ kind: 'queued', id: ID, expectedFrames: 1 }]);
  feed.push({ kind: 'started', id: ID, at: 0 });
  const lines: string[] = [];
  const json = new JsonReporter({ out: (line) => void lines.push(line) } as CliOutput, new Map());
  const knowledge = { folder: '/', plan: new Map(), ledger: new Map(), outcomes: new Map() };
  const told = new Set<number>();
  for (let done = 0; done <= 3000; done++) {
    // Now faster, now slower.
    const at = done * 40 + 900 * Math.sin(done / 90);
    const progress = { stage: 'render', done, total: 3000, rate: 25 } as const;
    feed.push({ kind: 'progress', id: ID, at, progress });
    if (done % 25 > 0) continue;
    const { eta } = runs.view;
    const row = pairState(
      { pair: PAIR, outputRelative: 'o.mp4' },
      { ...knowledge, jobs: runs.jobs },
      'en',
    );
    expect(row).toMatchObject({ kind: 'running', eta });
    json.onSnapshot(feed.snapshot);
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ eta });
    if (eta === null) continue;
    told.add(eta);
    expect(progressLine(feed.snapshot, new Map(), { locale: 'en' })).toMatch(
      new RegExp(`  ${timeLeftClock(eta)}$`),
    );
  }
  expect(told.size).toBeGreaterThan(90);
});

it.each([
  [0.2, '1 s left', '0:01'],
  [31.2, '31 s left', '0:31'],
  [59.6, '1 min left', '1:00'],
  [75, '1 min left', '1:15'],
  [100, '2 min left', '1:40'],
  [7830, '2 h 11 min left', '2:10:30'],
])('%d s are shown as the same seconds in words and on a clock', (seconds, words, clock) => {
  expect(timeLeftText(seconds, sayIn('en'))).toBe(words);
  expect(timeLeftClock(seconds)).toBe(clock);
});

it('is worded in one place: no other says how long is left', () => {
  const sources = ['src', 'webview'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts') && !/ui(En|Zh)\.ts$/.test(path))
      .map((path) => join(folder, path)),
  );
  const wording = sources.filter((path) => readFileSync(path, 'utf8').includes("'run-time-left'"));
  expect(wording).toEqual([join('src', 'core', 'strings', 'timeLeft.ts')]);
});
