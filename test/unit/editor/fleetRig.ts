import type { FleetSnapshot, FleetWorker } from '../../../src/core/fleet/fleetSnapshot.js';
import type { FleetWatch } from '../../../src/editor/fleetFeed.js';

export function worker(name: string, more: Partial<FleetWorker> = {}): FleetWorker {
  return {
    ...{ id: name, name, state: 'idle', slots: 1, tasks: [], since: 0 },
    kit: { id: 'kit', engine: '0.9.0', ffmpeg: '7.1', provider: 'cpu', models: 'm' },
    made: { tasks: 0, frames: 0, failures: 0 },
    ...more,
  };
}

/** A fleet of one machine that made so much, and in which nothing else changes. */
export function fleetAfter(frames: number): FleetSnapshot {
  const made = { tasks: 1, frames, failures: 0 };
  return {
    ...{ kind: 'connected', queue: 'redis://host', waiting: 0, strangers: 0 },
    workers: [worker('rack-1', { made })],
  };
}

/** A fleet that tells what a test says. */
export class FakeFleet implements FleetWatch {
  private readonly listeners = new Set<(snapshot: FleetSnapshot) => void>();

  get watched(): number {
    return this.listeners.size;
  }

  watch(listener: (snapshot: FleetSnapshot) => void): () => void {
    this.listeners.add(listener);
    listener({ kind: 'connecting' });
    return () => this.listeners.delete(listener);
  }

  tell(snapshot: FleetSnapshot): void {
    for (const listener of this.listeners) listener(snapshot);
  }
}
