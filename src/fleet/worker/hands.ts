import type { Device } from '../../engine/device.js';

/** Gives each task a device of its own. Owns which are idle. */
export class Hands {
  private readonly idle: Device[];

  /** As many as tasks are made at once. */
  constructor(private readonly all: readonly Device[]) {
    this.idle = [...all];
  }

  get count(): number {
    return this.all.length;
  }

  async lend<T>(work: (device: Device) => Promise<T>): Promise<T> {
    const device = this.idle.pop();
    if (!device) throw new Error('more tasks than hands');
    try {
      return await work(device);
    } finally {
      this.idle.push(device);
    }
  }

  /** Resolves when no child is left. */
  async dispose(): Promise<void> {
    await Promise.all(this.all.map((device) => device.dispose()));
  }
}
