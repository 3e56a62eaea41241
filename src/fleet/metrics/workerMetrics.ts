import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import {
  FLEET_TASKS,
  type FleetWorker,
  type FleetWorkerState,
} from '../../core/fleet/fleetSnapshot.js';
import { STAGES } from '../../core/job.js';
import type { TaskObservation } from '../worker/taskRunner.js';

/** Upper ends of the durations that are told apart: from a join of seconds to the study of a long video. */
const SECONDS = [1, 2.5, 5, 10, 20, 40, 60, 120, 300, 600, 1800, 3600];

const OUTCOMES: readonly TaskObservation['outcome'][] = [
  ...(['done', 'waiting', 'failed', 'cancelled', 'given-back', 'lost'] as const),
];
const STATES: readonly FleetWorkerState[] = ['working', 'idle', 'resting', 'leaving'];

export interface MeasuredWorker {
  /** How the worker stands now. */
  readonly worker: () => FleetWorker;
  /** Whether the queue is reached now. */
  readonly isConnected: () => boolean;
}

/**
 * What a worker tells Prometheus. Owns its counts since it started; how it stands now is asked of itself.
 * Labels come from closed sets, never from files, so that the number of series is bounded however much is
 * made.
 */
export class WorkerMetrics {
  private readonly registry = new Registry();
  private readonly of = { registers: [this.registry] };

  private readonly drawn = new Counter({
    ...this.of,
    name: 'heygem_frames_total',
    help: 'Frames drawn in tasks that were done.',
  });
  private readonly stages = new Counter({
    ...this.of,
    name: 'heygem_stage_seconds_total',
    help: 'Seconds spent in each stage, of all attempts that are over.',
    labelNames: ['stage'],
  });
  private readonly tasks = new Counter({
    ...this.of,
    name: 'heygem_tasks_total',
    help: 'Attempts at tasks that are over, by how they ended.',
    labelNames: ['kind', 'outcome'],
  });
  private readonly failures = new Counter({
    ...this.of,
    name: 'heygem_task_failures_total',
    help: 'Attempts at tasks that failed, by the code of what was wrong.',
    labelNames: ['kind', 'code'],
  });
  private readonly durations = new Histogram({
    ...this.of,
    name: 'heygem_task_seconds',
    help: 'Seconds that attempts took which came to their end.',
    labelNames: ['kind'],
    buckets: SECONDS,
  });
  private readonly running = new Gauge({
    ...this.of,
    name: 'heygem_tasks_running',
    help: 'Tasks that are being done now.',
    labelNames: ['kind'],
  });
  private readonly slots = new Gauge({
    ...this.of,
    name: 'heygem_slots',
    help: 'Tasks that the worker does at once at most.',
  });
  private readonly busy = new Gauge({
    ...this.of,
    name: 'heygem_slots_busy',
    help: 'Slots in which a task is being done now.',
  });
  private readonly states = new Gauge({
    ...this.of,
    name: 'heygem_worker_state',
    help: '1 for the state that the worker is in, 0 for the others.',
    labelNames: ['state'],
  });
  private readonly connected = new Gauge({
    ...this.of,
    name: 'heygem_queue_connected',
    help: 'Whether the queue is reached.',
  });
  private readonly info = new Gauge({
    ...this.of,
    name: 'heygem_worker_info',
    help: 'Always 1; its labels say who the worker is and what it draws with.',
    labelNames: ['name', 'engine', 'kit', 'provider'],
  });

  constructor(private readonly measured: MeasuredWorker) {
    const { name, kit } = measured.worker();
    const { engine, id, provider } = kit;
    this.info.set({ name, engine, kit: id, provider }, 1);
    this.beginAtZero();
    // Memory, processor time, when it started, and how long the event loop is held up: a lock on a task
    // is lost when that is too long.
    collectDefaultMetrics({ register: this.registry });
  }

  /** Of what `text` gives. */
  get contentType(): string {
    return this.registry.contentType;
  }

  /** One attempt at a task is over. */
  readonly observe = (told: TaskObservation): void => {
    const { kind, seconds, frames, outcome, failure, stages } = told;
    this.tasks.inc({ kind, outcome });
    this.drawn.inc(frames);
    if (outcome === 'done' || outcome === 'waiting') this.durations.observe({ kind }, seconds);
    if (failure) this.failures.inc({ kind, code: failure.code });
    for (const stage of STAGES) this.stages.inc({ stage }, stages[stage] ?? 0);
  };

  /** Prometheus' text exposition format 0.0.4. */
  async text(): Promise<string> {
    this.lookAtNow();
    return this.registry.metrics();
  }

  /** A series that is there from the start shows its first step as a step. */
  private beginAtZero(): void {
    for (const stage of STAGES) this.stages.inc({ stage }, 0);
    for (const kind of FLEET_TASKS) {
      this.durations.zero({ kind });
      for (const outcome of OUTCOMES) this.tasks.inc({ kind, outcome }, 0);
    }
  }

  private lookAtNow(): void {
    const { slots, tasks, state } = this.measured.worker();
    this.slots.set(slots);
    this.busy.set(tasks.length);
    for (const kind of FLEET_TASKS)
      this.running.set({ kind }, tasks.filter((task) => task.kind === kind).length);
    for (const each of STATES) this.states.set({ state: each }, each === state ? 1 : 0);
    this.connected.set(this.measured.isConnected() ? 1 : 0);
  }
}
