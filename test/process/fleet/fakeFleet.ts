import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { bundle } from '../engine/bundle.js';
import { makeTextProject, type FleetProject } from './fleetProject.js';
import { FleetRig } from './fleetRig.js';
import type { RedisWishes } from './redisServer.js';

/** A fleet whose machines draw nothing, but behave as their recordings say. */
export class FakeFleet {
  private static entry: string | undefined;

  private constructor(
    readonly rig: FleetRig,
    private readonly folder: string,
  ) {}

  static async start(wishes: RedisWishes = {}): Promise<FakeFleet> {
    FakeFleet.entry ??= bundle('test/fixtures/fakeWorker.ts');
    const folder = mkdtempSync(join(tmpdir(), 'heygem fake '));
    writeModels(folder);
    const environment = {
      HEYGEM_WORKER: FakeFleet.entry,
      HEYGEM_MODELS: folder,
      HEYGEM_FAKE_LOG: join(folder, 'log'),
      HEYGEM_TONE_LOG: join(folder, 'said'),
      HEYGEM_TONE_VOICES: join(folder, 'voices'),
    };
    return new FakeFleet(await FleetRig.start(environment, wishes), folder);
  }

  project(
    name: string,
    videos: readonly string[],
    audios: Readonly<Record<string, string>>,
  ): FleetProject {
    return makeTextProject(join(this.rig.storage, name), videos, audios);
  }

  /** Outputs that were prepared, by all machines, in order. */
  prepared(): readonly string[] {
    const lines = this.lines('log');
    return lines.map((line) => basename(line.split(' ')[1], '.mp4'));
  }

  /** Sentences that were spoken, by all machines, in order. */
  said(): readonly string[] {
    return this.lines('said');
  }

  private lines(name: string): readonly string[] {
    const path = join(this.folder, name);
    return existsSync(path) ? readFileSync(path, 'utf8').trim().split('\n') : [];
  }

  async end(): Promise<void> {
    await this.rig.end();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A folder of models whose hashes plans take in. @param id none, or of one that is only named */
export function writeModels(folder: string, id?: string): void {
  mkdirSync(folder, { recursive: true });
  const models = id === undefined ? [] : [{ id, sha256: 'f'.repeat(64) }];
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ version: 1, models }));
}
