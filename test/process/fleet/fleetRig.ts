import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import type { FleetWorker } from '../../../src/core/fleet/fleetSnapshot.js';
import { CuttableLine } from './cuttableLine.js';
import { FleetProject, makeProject, type ProjectWish } from './fleetProject.js';
import { RedisServer, type RedisWishes } from './redisServer.js';
import { StartedProgram } from './startedProgram.js';

type Variables = Readonly<Record<string, string>>;

export interface WorkerWish {
  /** Where it finds the queue; straight there unless told. */
  readonly queue?: string;
  /** Where it has the storage. */
  readonly storage?: string;
  readonly scratch?: string;
  readonly parallel?: number;
  readonly environment?: Variables;
}

/**
 * A queue, a storage, and machines that share both: each program has a cache and temporary files of its own, as on a
 * machine of its own. Owns all of it, and every program that it started.
 */
export class FleetRig {
  readonly folder = mkdtempSync(join(tmpdir(), 'heygem fleet 机群 '));
  readonly storage = join(this.folder, 'share');
  private readonly started: { readonly machine: string; readonly program: StartedProgram }[] = [];
  private readonly eye: Redis;

  private constructor(
    readonly redis: RedisServer,
    /** By which whoever is told to may come to the queue. */
    readonly line: CuttableLine,
    /** In the environment of every program. */
    private readonly environment: Variables,
  ) {
    mkdirSync(this.storage);
    this.eye = new Redis(redis.url);
    // It comes back by itself where a test kills the queue.
    this.eye.on('error', () => undefined);
  }

  static async start(environment: Variables = {}, wishes: RedisWishes = {}): Promise<FleetRig> {
    const redis = await RedisServer.start(wishes);
    return new FleetRig(redis, await CuttableLine.to(redis.port), environment);
  }

  /** In the storage, where every machine sees it. */
  project(name: string, wish: ProjectWish): Promise<FleetProject> {
    return makeProject(join(this.storage, name), wish);
  }

  worker(name: string, wish: WorkerWish = {}): StartedProgram {
    const { queue, storage, scratch, parallel = 1 } = wish;
    const args = ['worker', '--name', name, '--parallel', String(parallel)];
    const place = scratch === undefined ? [] : ['--scratch', scratch];
    return this.run(name, [...args, ...place, ...this.shared(queue, storage)], wish.environment);
  }

  /** Makes a project by the fleet. */
  batch(project: FleetProject, args: readonly string[] = [], queue = this.redis.url) {
    return this.run('planner', ['batch', project.path, ...args, ...this.shared(queue)]);
  }

  /** The command on a machine of that name. */
  run(machine: string, args: readonly string[], environment: Variables = {}): StartedProgram {
    const own = (name: string) => join(this.folder, 'machines', machine, name);
    mkdirSync(own('tmp'), { recursive: true });
    const places = { HEYGEM_CACHE: own('cache'), TMPDIR: own('tmp'), HOME: own('home') };
    const variables = { ...this.environment, ...places, ...environment };
    const program = new StartedProgram([...args, '--json'], variables);
    this.started.push({ machine, program });
    return program;
  }

  /** As they tell themselves, by name; those that were not heard of for some seconds are not among them. */
  async workers(): Promise<ReadonlyMap<string, FleetWorker>> {
    const keys = await this.eye.keys('heygem:worker:*');
    const texts = keys.length === 0 ? [] : await this.eye.mget(keys);
    const workers = texts.flatMap((text) =>
      text === null ? [] : [JSON.parse(text) as FleetWorker],
    );
    return new Map(workers.map((worker) => [worker.name, worker]));
  }

  /** What the fleet keeps in the storage and what machines keep for themselves, below the folder. */
  files(): readonly string[] {
    if (!existsSync(this.folder)) return [];
    return readdirSync(this.folder, { recursive: true, encoding: 'utf8' }).sort();
  }

  /** What every machine wrote into its log, and what was told of pairs: for whoever looks into a test that failed. */
  story(): string {
    const parts = this.started.map(({ machine, program }) => {
      const told = program.output
        .split('\n')
        .filter((line) => !line.includes('"event":"progress"'));
      return [`--- ${machine} says`, ...told.map((line) => line.slice(0, 400))].join('\n');
    });
    const machines = new Set(this.started.map(({ machine }) => machine));
    const logs = [...machines].map((machine) => {
      const path = join(this.folder, 'machines', machine, 'cache', 'logs', 'heygem.log');
      const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n') : [];
      const told = lines.filter((line) => !/ff(mpeg|probe) \d+: /.test(line));
      return [`--- ${machine} writes`, ...told].join('\n');
    });
    return [...parts, ...logs].join('\n');
  }

  async end(): Promise<void> {
    for (const { program } of this.started) await program.end();
    this.eye.disconnect();
    await this.line.cut();
    await this.redis.stop();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 3 });
  }

  /** Where the fleet is, as every command is told. */
  shared(queue = this.redis.url, storage = this.storage): readonly string[] {
    return ['--queue', queue, '--storage', storage];
  }
}
