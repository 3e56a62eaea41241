import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import type { FleetPriority } from '../../src/core/fleet/turns.js';
import type { Fleet } from '../../src/engine/fleetPart.js';
import { openFleet } from '../../src/fleet/planner/openFleet.js';
import { RedisServer } from '../../test/process/fleet/redisServer.js';
import type { Meeting } from './machines.js';
import { PretendedProject } from './pretendedProject.js';

/** A Redis and a storage for one measurement. Owns both. */
export class BenchPlace {
  readonly meeting: Meeting;
  /** For whoever looks from aside. */
  readonly eye: Redis;

  private constructor(
    readonly folder: string,
    private readonly server: RedisServer,
  ) {
    // As queues ask it of whoever uses them.
    this.eye = new Redis(server.url, { maxRetriesPerRequest: null });
    const [storage, modelsRoot] = ['share', 'models'].map((name) => join(folder, name));
    for (const each of [storage, modelsRoot]) mkdirSync(each);
    writeFileSync(join(modelsRoot, 'manifest.json'), JSON.stringify({ version: 1, models: [] }));
    this.meeting = { queue: server.url, storage, modelsRoot };
  }

  static async open(): Promise<BenchPlace> {
    return new BenchPlace(mkdtempSync(join(tmpdir(), 'heygem-bench-')), await RedisServer.start());
  }

  planner(priority: FleetPriority = 'normal'): Promise<Fleet> {
    const { files } = PretendedProject;
    return openFleet({ ...this.meeting, files, priority, log: () => undefined });
  }

  project(name: string, pairs: number, videos?: number): PretendedProject {
    return new PretendedProject(this.meeting.storage, name, pairs, videos);
  }

  async close(): Promise<void> {
    this.eye.disconnect();
    await this.server.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
