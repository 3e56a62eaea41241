import { drawnRate, type FleetSnapshot } from '../core/fleet/fleetSnapshot.js';
import type { FleetTask, FleetWorker } from '../core/fleet/fleetSnapshot.js';
import type { Stage } from '../core/job.js';
import type { Locale } from '../core/strings/locale.js';
import { plainLine } from '../core/strings/plainText.js';
import type { FleetTaskView, FleetView, FleetWorkerView } from '../protocol/fleetViews.js';
import { failureNotice, stageWords } from './pairStates.js';

/** Stages whose units are frames of a video. */
const IN_FRAMES: ReadonlySet<Stage> = new Set(['track', 'render', 'finish']);

/** A snapshot in words. What other machines are called, and say, is shown and does nothing else. */
export function fleetView(snapshot: FleetSnapshot, locale: Locale, folder: string): FleetView {
  switch (snapshot.kind) {
    case 'connecting':
      return { kind: 'connecting' };
    case 'unreachable':
      return { kind: 'unreachable', notice: failureNotice(snapshot.failure, locale, folder) };
    case 'connected': {
      const { queue, workers, waiting, strangers } = snapshot;
      return {
        kind: 'connected',
        queue: plainLine(queue),
        workers: workers.map((worker) => workerView(worker, locale, folder)),
        rate: tenths(drawnRate(workers)),
        waiting,
        strangers,
      };
    }
  }
}

function workerView(worker: FleetWorker, locale: Locale, folder: string): FleetWorkerView {
  const { id, name, state, reason, kit, tasks, made, lastFailure } = worker;
  const { engine, ffmpeg, provider } = kit;
  return {
    ...{ id, name: plainLine(name), state, made },
    kit: {
      engine: plainLine(engine),
      ffmpeg: plainLine(ffmpeg),
      provider: plainLine(provider),
    },
    tasks: tasks.map((task) => taskView(task, locale)),
    ...(reason && { reason: failureNotice(reason, locale, folder) }),
    ...(lastFailure && {
      lastFailure: {
        name: plainLine(lastFailure.name),
        notice: failureNotice(lastFailure.failure, locale, folder),
        at: lastFailure.at,
      },
    }),
  };
}

function taskView(task: FleetTask, locale: Locale): FleetTaskView {
  const { kind, name, project, stage, done, total, rate, attempt } = task;
  return {
    ...{ kind, name: plainLine(name), project: plainLine(project), attempt },
    stage: stageWords(stage, locale),
    rate: IN_FRAMES.has(stage) ? tenths(rate) : 0,
    ...(total > 0 && { fraction: Math.round(1000 * Math.min(1, done / total)) / 1000 }),
  };
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
