import { randomUUID } from 'node:crypto';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { ENGINE_VERSION } from '../../src/core/engineVersion.js';
import type { FleetKit } from '../../src/core/fleet/fleetSnapshot.js';
import { connectQueue } from '../../src/fleet/connection.js';
import { modelsId } from '../../src/fleet/modelsId.js';
import { Storage } from '../../src/fleet/storage.js';
import { FleetWorker } from '../../src/fleet/worker/fleetWorker.js';
import { Hands } from '../../src/fleet/worker/hands.js';
import type { TaskObservation } from '../../src/fleet/worker/taskRunner.js';
import { PretendingDevice, sumOf, type Pretence, type Pretended } from './pretendingDevice.js';

/** Where pretending machines meet. */
export interface Meeting {
  readonly queue: string;
  readonly storage: string;
  readonly modelsRoot: string;
}

export interface MachinesOrder extends Meeting {
  readonly count: number;
  readonly pretence: Pretence;
}

/** How machines of one process stand, since they started. */
export interface MachinesTold extends Pretended {
  readonly cpuSeconds: number;
  /** How late a process was with what it had to do: 99 of 100 times no more. */
  readonly lateMs: number;
  /** How long tasks took from being taken to being told as done: of segments, and all others. */
  readonly segmentTasksMs: number;
  readonly otherTasksMs: number;
}

export interface RunningMachines {
  told(): MachinesTold;
  stop(): Promise<void>;
}

/** The same for all that pretend, so that they share their work. */
export async function pretendedKit(modelsRoot: string): Promise<FleetKit> {
  const models = await modelsId(modelsRoot);
  return { id: 'pretending', engine: ENGINE_VERSION, models, ffmpeg: 'none', provider: 'cpu' };
}

/** A worker as on a machine of its own, with its own connections, but for its devices. */
export async function pretendingMachine(
  { queue, storage, modelsRoot }: Meeting,
  name: string,
  devices: readonly PretendingDevice[],
  observe: (told: TaskObservation) => void = () => undefined,
): Promise<() => Promise<void>> {
  const link = await connectQueue(queue, () => undefined);
  const kit = await pretendedKit(modelsRoot);
  const worker = new FleetWorker({
    ...{ link, storage: await Storage.open(storage), hands: new Hands(devices), provider: 'cpu' },
    identity: { id: randomUUID(), name, kit, slots: devices.length, since: link.now() },
    lipModels: { resolve: () => Promise.reject(new Error('no lip model is asked here')) },
    observe,
    log: () => undefined,
  });
  await worker.start();
  return async () => {
    await worker.stop();
    await link.close();
  };
}

/** Many machines in this process, with one hand each. */
export async function startMachines(order: MachinesOrder): Promise<RunningMachines> {
  const late = monitorEventLoopDelay();
  late.enable();
  const devices = Array.from({ length: order.count }, () => new PretendingDevice(order.pretence));
  const stops: (() => Promise<void>)[] = [];
  let [segmentTasksMs, otherTasksMs] = [0, 0];
  const observe = ({ kind, seconds }: TaskObservation) => {
    if (kind === 'segments') segmentTasksMs += 1000 * seconds;
    else otherTasksMs += 1000 * seconds;
  };
  for (const [k, device] of devices.entries()) {
    stops.push(await pretendingMachine(order, `machine ${process.pid}-${k}`, [device], observe));
  }
  return {
    told: () => {
      const { user, system } = process.cpuUsage();
      const cpuSeconds = (user + system) / 1e6;
      return {
        ...sumOf(devices.map((one) => one.pretended)),
        cpuSeconds,
        ...{ lateMs: late.percentile(99) / 1e6, segmentTasksMs, otherTasksMs },
      };
    },
    stop: async () => {
      await Promise.all(stops.map((stop) => stop()));
    },
  };
}

/** The whole life of a process of machines: its parent asks, and it answers. */
export async function serveMachines(order: MachinesOrder): Promise<void> {
  const machines = await startMachines(order);
  const answer = () => process.send?.(machines.told());
  process.on('message', (word) => {
    if (word === 'tell') answer();
    else void machines.stop().then(() => process.exit());
  });
  // Whose parent is gone pretends for nobody.
  process.on('disconnect', () => process.exit());
  answer();
}
