import { beforeEach, describe, expect, it } from 'vitest';
import { FLEET_TASKS, type FleetTaskKind } from '../../../src/core/fleet/fleetSnapshot.js';
import { TasksUnderWay } from '../../../src/core/fleet/tasksUnderWay.js';
import { WorkerMetrics } from '../../../src/fleet/metrics/workerMetrics.js';
import type { TaskObservation } from '../../../src/fleet/worker/taskRunner.js';
import { readExposition, valueOf } from './exposition.js';

const KIT = { id: 'k1', engine: '9', models: 'm', ffmpeg: '8.1', provider: 'cpu' };

let under: TasksUnderWay;
let isConnected: boolean;
let metrics: WorkerMetrics;
beforeEach(() => {
  isConnected = true;
  metrics = metricsOf('rack 1');
});

function metricsOf(name: string): WorkerMetrics {
  under = new TasksUnderWay({ id: 'w1', name, kit: KIT, slots: 3, since: 0 });
  const mine = under;
  return new WorkerMetrics({ worker: () => mine.worker, isConnected: () => isConnected });
}

const read = async () => readExposition(await metrics.text());

/** One attempt is over. */
function ended(
  kind: FleetTaskKind,
  outcome: TaskObservation['outcome'],
  more: Partial<TaskObservation> = {},
): void {
  metrics.observe({ kind, outcome, seconds: 1, frames: 0, stages: {}, ...more });
}

describe('WorkerMetrics', () => {
  it('writes format 0.0.4, with help and a type for each metric', async () => {
    ended('learn', 'failed', { failure: { code: 'no-face', params: {} } });
    expect(metrics.contentType).toBe('text/plain; version=0.0.4; charset=utf-8');
    const families = await read();
    for (const [name, { help, type, samples }] of families) {
      expect.soft(help, name).not.toBe('');
      expect.soft(['counter', 'gauge', 'histogram', 'summary'], name).toContain(type);
      if (name.startsWith('heygem_')) expect.soft(samples.length, name).toBeGreaterThan(0);
    }
    const counters = [...families].filter(([, { type }]) => type === 'counter');
    expect(counters.map(([name]) => name).filter((name) => !name.endsWith('_total'))).toEqual([]);
  });

  it('counts frames and seconds by stage', async () => {
    ended('segments', 'done', { frames: 40, stages: { render: 1.5, track: 3 } });
    ended('segments', 'done', { frames: 2, stages: { render: 0.25 } });
    ended('segments', 'lost', { stages: { render: 8 } });
    const families = await read();
    const seconds = (stage: string) => valueOf(families, 'heygem_stage_seconds_total', { stage });
    expect(valueOf(families, 'heygem_frames_total')).toBe(42);
    expect([seconds('render'), seconds('track'), seconds('finish')]).toEqual([9.75, 3, 0]);
  });

  it('tells how tasks ended, and why they failed', async () => {
    ended('segments', 'done');
    ended('segments', 'lost');
    ended('prepare', 'waiting');
    ended('join', 'failed', { failure: { code: 'disk-full', params: { path: '/a/talk.mp4' } } });
    const families = await read();
    const tasks = (kind: string, outcome: string) =>
      valueOf(families, 'heygem_tasks_total', { kind, outcome });
    expect(tasks('segments', 'done')).toBe(1);
    expect(tasks('segments', 'lost')).toBe(1);
    expect(tasks('segments', 'failed')).toBe(0);
    expect(tasks('prepare', 'waiting')).toBe(1);
    expect(tasks('join', 'failed')).toBe(1);
    const name = 'heygem_task_failures_total';
    expect(families.get(name)?.samples).toEqual([
      { name, labels: { kind: 'join', code: 'disk-full' }, value: 1 },
    ]);
    expect(await metrics.text()).not.toContain('talk.mp4');
  });

  it('puts how long tasks took that came to their end into buckets that add up', async () => {
    for (const seconds of [0.4, 7, 7, 9000]) ended('learn', 'done', { seconds });
    ended('learn', 'cancelled', { seconds: 50 });
    ended('prepare', 'waiting', { seconds: 3 });
    const families = await read();
    const upTo = (le: string) =>
      valueOf(families, 'heygem_task_seconds_bucket', { kind: 'learn', le });
    expect([upTo('1'), upTo('5'), upTo('10'), upTo('3600'), upTo('+Inf')]).toEqual([1, 1, 3, 3, 4]);
    expect(valueOf(families, 'heygem_task_seconds_count', { kind: 'learn' })).toBe(4);
    expect(valueOf(families, 'heygem_task_seconds_sum', { kind: 'learn' })).toBe(9014.4);
    expect(valueOf(families, 'heygem_task_seconds_count', { kind: 'prepare' })).toBe(1);
    expect(valueOf(families, 'heygem_task_seconds_count', { kind: 'join' })).toBe(0);
  });

  it('tells what the worker does now, whenever it is asked', async () => {
    const about = { name: 'talk.mp4', project: 'course', attempt: 1 };
    for (const job of ['a', 'b']) under.begin(job, { ...about, kind: 'segments' });
    under.begin('c', { ...about, kind: 'learn' });
    under.done('a');
    const families = await read();
    expect(valueOf(families, 'heygem_slots')).toBe(3);
    expect(valueOf(families, 'heygem_slots_busy')).toBe(2);
    expect(valueOf(families, 'heygem_tasks_running', { kind: 'segments' })).toBe(1);
    under.done('b');
    const later = await read();
    expect(valueOf(later, 'heygem_slots_busy')).toBe(1);
    expect(valueOf(later, 'heygem_tasks_running', { kind: 'segments' })).toBe(0);
  });

  it('is in one state', async () => {
    const state = async () => {
      const states = (await read()).get('heygem_worker_state')?.samples ?? [];
      return states.filter(({ value }) => value === 1).map(({ labels }) => labels.state);
    };
    expect(await state()).toEqual(['idle']);
    under.rests({ code: 'disk-full', params: {} });
    expect(await state()).toEqual(['resting']);
    under.leaves();
    expect(await state()).toEqual(['leaving']);
  });

  it('tells whether the queue is reached', async () => {
    expect(valueOf(await read(), 'heygem_queue_connected')).toBe(1);
    isConnected = false;
    expect(valueOf(await read(), 'heygem_queue_connected')).toBe(0);
  });

  it.each(['rack "1"', 'C:\\rack', 'two\nlines', '\\n', '机器 1'])(
    'names a worker called %j',
    async (name) => {
      metrics = metricsOf(name);
      const labels = { name, engine: '9', kit: 'k1', provider: 'cpu' };
      expect(valueOf(await read(), 'heygem_worker_info', labels)).toBe(1);
    },
  );

  it('has memory and start of the process under the usual names', async () => {
    const families = await read();
    const bytes = valueOf(families, 'process_resident_memory_bytes');
    expect(bytes / process.memoryUsage().rss).toBeCloseTo(1, 0);
    const started = valueOf(families, 'process_start_time_seconds');
    expect(Date.now() / 1000 - started).toBeCloseTo(process.uptime(), -1);
  });

  it('has as many series after a thousand tasks as before', async () => {
    const series = async () =>
      [...(await read())]
        .filter(([name]) => name.startsWith('heygem_'))
        .reduce((sum, [, { samples }]) => sum + samples.length, 0);
    const before = await series();
    for (let n = 0; n < 1000; n += 1)
      ended(FLEET_TASKS[n % FLEET_TASKS.length], 'done', { seconds: n, frames: n });
    expect(await series()).toBe(before);
  });

  it('keeps the counts of two workers in one process apart', async () => {
    ended('segments', 'done', { frames: 5 });
    metrics = metricsOf('rack 2');
    expect(valueOf(await read(), 'heygem_frames_total')).toBe(0);
  });
});
