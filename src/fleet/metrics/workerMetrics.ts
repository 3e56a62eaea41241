import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { ErrorCode } from '../../core/errors.js';
import {
  FLEET_TASKS,
  type FleetKit,
  type FleetTaskKind,
  type FleetWorkerState,
} from '../../core/fleet/fleetSnapshot.js';
import { STAGES, type Stage } from '../../core/job.js';

/** Upper ends of the durations that are told apart: from a join of seconds to the study of a long video. */
const SECONDS = [1, 2.5, 5, 10, 20, 40, 60, 120, 300, 600, 1800, 3600];

const OUTCOMES = ['done', 'failed', 'cancelled', 'lost'] as const;
const STATES: readonly FleetWorkerState[] = ['working', 'idle', 'resting', 'leaving'];

/** How a task ended. `lost`: another worker has it now, since this one did not renew its claim in time. */
export type TaskEnd =
  | { readonly outcome: 'done' | 'cancelled' | 'lost' }
  | { readonly outcome: 'failed'; readonly code: ErrorCode };

export interface MeasuredWorker {
  readonly name: string;
  readonly kit: FleetKit;
  readonly slots: number;
}

/**
 * What a worker tells Prometheus. Owns its counts since it started. Labels come from closed sets, never
 * from files, so that the number of series is bounded however much is made.
 */
export class WorkerMetrics {
  private readonly registry = new Registry();
  private readonly of = { registers: [this.registry] };

  private readonly drawn = new Counter({
    ...this.of,
    name: 'heygem_frames_total',
    help: 'Frames drawn.',
  });
  private readonly stages = new Counter({
    ...this.of,
    name: 'heygem_stage_seconds_total',
    help: 'Seconds spent in each stage of making, of all tasks together.',
    labelNames: ['stage'],
  });
  private readonly tasks = new Counter({
    ...this.of,
    name: 'heygem_tasks_total',
    help: 'Tasks that ended, by how.',
    labelNames: ['kind', 'outcome'],
  });
  private readonly failures = new Counter({
    ...this.of,
    name: 'heygem_task_failures_total',
    help: 'Tasks that failed, by the code of what was wrong.',
    labelNames: ['kind', 'code'],
  });
  private readonly durations = new Histogram({
    ...this.of,
    name: 'heygem_task_seconds',
    help: 'Seconds that tasks took which were done.',
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

  constructor({ name, kit, slots }: MeasuredWorker) {
    const { engine, id, provider } = kit;
    this.info.set({ name, engine, kit: id, provider }, 1);
    this.slots.set(slots);
    this.state('idle');
    this.beginAtZero();
    // Memory, processor time, when it started, and how long the event loop is held up: a lock on a task
    // is lost when that is too long.
    collectDefaultMetrics({ register: this.registry });
  }

  /** Of what `text` gives. */
  get contentType(): string {
    return this.registry.contentType;
  }

  began(kind: FleetTaskKind): void {
    this.running.inc({ kind });
    this.busy.inc();
  }

  /** Once for each that began. */
  ended(kind: FleetTaskKind, seconds: number, end: TaskEnd): void {
    this.running.dec({ kind });
    this.busy.dec();
    this.tasks.inc({ kind, outcome: end.outcome });
    if (end.outcome === 'done') this.durations.observe({ kind }, seconds);
    if (end.outcome === 'failed') this.failures.inc({ kind, code: end.code });
  }

  /** @param count of frames drawn since this was last told */
  frames(count: number): void {
    this.drawn.inc(count);
  }

  /** @param seconds spent since this was last told */
  stageSeconds(stage: Stage, seconds: number): void {
    this.stages.inc({ stage }, seconds);
  }

  state(now: FleetWorkerState): void {
    for (const state of STATES) this.states.set({ state }, state === now ? 1 : 0);
  }

  queueConnected(yes: boolean): void {
    this.connected.set(yes ? 1 : 0);
  }

  /** Prometheus' text exposition format 0.0.4. */
  async text(): Promise<string> {
    return this.registry.metrics();
  }

  /** A series that is there from the start shows its first step as a step. */
  private beginAtZero(): void {
    for (const stage of STAGES) this.stages.inc({ stage }, 0);
    for (const kind of FLEET_TASKS) {
      this.running.set({ kind }, 0);
      this.durations.zero({ kind });
      for (const outcome of OUTCOMES) this.tasks.inc({ kind, outcome }, 0);
    }
  }
}
