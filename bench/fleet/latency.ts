import { QueueEvents, Queue } from 'bullmq';
import { randomUUID } from 'node:crypto';
import { PREFIX, drawingQueue } from '../../src/fleet/names.js';
import { placeJob } from '../../src/fleet/planner/placedJob.js';
import { sentJob } from '../../src/fleet/planner/sentJob.js';
import { Storage } from '../../src/fleet/storage.js';
import { BenchPlace } from './benchPlace.js';
import { MachinePark } from './machinePark.js';
import { pretendedKit } from './machines.js';
import { PretendedProject } from './pretendedProject.js';

/** Milliseconds. */
export interface Latency {
  readonly workers: number;
  readonly median: number;
  /** 95 of 100 are no longer. */
  readonly most: number;
}

/** From when a task is put into the queue of an idle fleet to when a machine begins it, one after the other. */
export async function measureLatency(
  workers: number,
  processes: number,
  tries: number,
): Promise<Latency> {
  const place = await BenchPlace.open();
  const pretence = { segments: 1, segmentMs: 1 };
  const storage = await Storage.open(place.meeting.storage);
  const options = { connection: place.eye, prefix: PREFIX };
  const name = drawingQueue((await pretendedKit(place.meeting.modelsRoot)).id, storage.id);
  const queue = new Queue(name, options);
  const events = new QueueEvents(name, options);
  const park = await MachinePark.open({ ...place.meeting, count: workers, pretence }, processes);
  const waited: number[] = [];
  try {
    await events.waitUntilReady();
    const [job] = place.project('talks', 1).jobs;
    const sent = await sentJob(job, storage, PretendedProject.files);
    for (let k = 0; k < tries; k += 1) {
      const about = { name: 'talk', project: 'talks', refusals: [], run: randomUUID() };
      const task = { ...about, kind: 'learn', job: sent } as const;
      await placeJob(queue, place.eye, { id: `L${k}`, task, options: { priority: 1 } });
      const placed = await queue.getJob(`L${k}`);
      await placed?.waitUntilFinished(events);
      const { timestamp, processedOn = NaN } = (await queue.getJob(`L${k}`)) ?? { timestamp: NaN };
      waited.push(processedOn - timestamp);
    }
  } finally {
    await events.close();
    await queue.close();
    await park.close();
    await place.close();
  }
  waited.sort((a, b) => a - b);
  const at = (share: number) => waited[Math.floor(share * (waited.length - 1))];
  return { workers, median: at(0.5), most: at(0.95) };
}
