import { describe, expect, it } from 'vitest';
import { FLEET_TASKS } from '../../../src/core/fleet/fleetSnapshot.js';
import { WorkerMetrics } from '../../../src/fleet/metrics/workerMetrics.js';
import { readExposition, valueOf } from './exposition.js';

const KIT = { id: 'k1', engine: '9', models: 'm', ffmpeg: '8.1', provider: 'cpu' };

function metricsOf(name = 'rack 1'): WorkerMetrics {
  return new WorkerMetrics({ name, kit: KIT, slots: 3 });
}

const read = async (metrics: WorkerMetrics) => readExposition(await metrics.text());

describe('WorkerMetrics', () => {
  it('writes format 0.0.4, with help and a type for each metric', async () => {
    const metrics = metricsOf();
    metrics.began('learn');
    metrics.ended('learn', 1, { outcome: 'failed', code: 'no-face' });
    expect(metrics.contentType).toBe('text/plain; version=0.0.4; charset=utf-8');
    const families = await read(metrics);
    for (const [name, { help, type, samples }] of families) {
      expect.soft(help, name).not.toBe('');
      expect.soft(['counter', 'gauge', 'histogram', 'summary'], name).toContain(type);
      if (name.startsWith('heygem_')) expect.soft(samples.length, name).toBeGreaterThan(0);
    }
    const counters = [...families].filter(([, { type }]) => type === 'counter');
    expect(counters.map(([name]) => name).filter((name) => !name.endsWith('_total'))).toEqual([]);
  });

  it('counts frames and seconds by stage', async () => {
    const metrics = metricsOf();
    metrics.frames(40);
    metrics.frames(2);
    metrics.stageSeconds('render', 1.5);
    metrics.stageSeconds('render', 0.25);
    metrics.stageSeconds('track', 3);
    const families = await read(metrics);
    const seconds = (stage: string) => valueOf(families, 'heygem_stage_seconds_total', { stage });
    expect(valueOf(families, 'heygem_frames_total')).toBe(42);
    expect([seconds('render'), seconds('track'), seconds('finish')]).toEqual([1.75, 3, 0]);
  });

  it('tells how tasks ended, and why they failed', async () => {
    const metrics = metricsOf();
    for (const outcome of ['done', 'cancelled', 'lost'] as const) {
      metrics.began('segments');
      metrics.ended('segments', 4, { outcome });
    }
    metrics.began('join');
    metrics.ended('join', 1, { outcome: 'failed', code: 'disk-full' });
    const families = await read(metrics);
    const tasks = (kind: string, outcome: string) =>
      valueOf(families, 'heygem_tasks_total', { kind, outcome });
    expect(tasks('segments', 'done')).toBe(1);
    expect(tasks('segments', 'lost')).toBe(1);
    expect(tasks('segments', 'failed')).toBe(0);
    expect(tasks('join', 'failed')).toBe(1);
    expect(families.get('heygem_task_failures_total')?.samples).toEqual([
      {
        name: 'heygem_task_failures_total',
        labels: { kind: 'join', code: 'disk-full' },
        value: 1,
      },
    ]);
  });

  it('puts how long done tasks took into buckets that add up', async () => {
    const metrics = metricsOf();
    for (const seconds of [0.4, 7, 7, 9000]) {
      metrics.began('learn');
      metrics.ended('learn', seconds, { outcome: 'done' });
    }
    metrics.began('learn');
    metrics.ended('learn', 50, { outcome: 'cancelled' });
    const families = await read(metrics);
    const upTo = (le: string) =>
      valueOf(families, 'heygem_task_seconds_bucket', { kind: 'learn', le });
    expect([upTo('1'), upTo('5'), upTo('10'), upTo('3600'), upTo('+Inf')]).toEqual([1, 1, 3, 3, 4]);
    expect(valueOf(families, 'heygem_task_seconds_count', { kind: 'learn' })).toBe(4);
    expect(valueOf(families, 'heygem_task_seconds_sum', { kind: 'learn' })).toBe(9014.4);
    expect(valueOf(families, 'heygem_task_seconds_count', { kind: 'join' })).toBe(0);
  });

  it('tells what it does now', async () => {
    const metrics = metricsOf();
    metrics.began('segments');
    metrics.began('segments');
    metrics.began('learn');
    metrics.ended('segments', 1, { outcome: 'done' });
    metrics.state('working');
    const families = await read(metrics);
    expect(valueOf(families, 'heygem_slots')).toBe(3);
    expect(valueOf(families, 'heygem_slots_busy')).toBe(2);
    expect(valueOf(families, 'heygem_tasks_running', { kind: 'segments' })).toBe(1);
    const states = families.get('heygem_worker_state')?.samples ?? [];
    expect(states.filter(({ value }) => value === 1).map(({ labels }) => labels.state)).toEqual([
      'working',
    ]);
  });

  it('tells whether the queue is reached', async () => {
    const metrics = metricsOf();
    expect(valueOf(await read(metrics), 'heygem_queue_connected')).toBe(0);
    metrics.queueConnected(true);
    expect(valueOf(await read(metrics), 'heygem_queue_connected')).toBe(1);
  });

  it.each(['rack "1"', 'C:\\rack', 'two\nlines', '\\n', '机器 1'])(
    'names a worker called %j',
    async (name) => {
      const families = await read(metricsOf(name));
      const labels = { name, engine: '9', kit: 'k1', provider: 'cpu' };
      expect(valueOf(families, 'heygem_worker_info', labels)).toBe(1);
    },
  );

  it('has memory and start of the process under the usual names', async () => {
    const families = await read(metricsOf());
    const bytes = valueOf(families, 'process_resident_memory_bytes');
    expect(bytes / process.memoryUsage().rss).toBeCloseTo(1, 0);
    const started = valueOf(families, 'process_start_time_seconds');
    expect(Date.now() / 1000 - started).toBeCloseTo(process.uptime(), -1);
  });

  it('has as many series after a thousand tasks as after one of each', async () => {
    const metrics = metricsOf();
    const series = async () =>
      [...(await read(metrics))]
        .filter(([name]) => name.startsWith('heygem_'))
        .reduce((sum, [, { samples }]) => sum + samples.length, 0);
    const before = await series();
    for (let n = 0; n < 1000; n += 1) {
      const kind = FLEET_TASKS[n % FLEET_TASKS.length];
      metrics.began(kind);
      metrics.ended(kind, n, { outcome: 'done' });
    }
    expect(await series()).toBe(before);
  });

  it('keeps the counts of two workers in one process apart', async () => {
    const [one, other] = [metricsOf(), metricsOf()];
    one.frames(5);
    expect(valueOf(await read(other), 'heygem_frames_total')).toBe(0);
  });
});
