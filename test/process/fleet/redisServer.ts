import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../rig/freePort.js';
import { infoField, redisTalk } from './redisTalk.js';

/** Whichever is here; the two speak alike. */
const PROGRAM = ['redis-server', 'valkey-server'].find(
  (name) => spawnSync(name, ['--version']).status === 0,
);

/** Tests without it are skipped by name: `describe.skipIf(!redisHere)`. */
export const redisHere = PROGRAM !== undefined;

/** For the name of a group of tests: says why it is skipped, where it is. */
export function withRedis(name: string): string {
  return redisHere ? name : `${name} (no redis-server here)`;
}

export interface RedisWishes {
  readonly password?: string;
  /** What is thrown away when memory is short; nothing unless told, as a queue needs it. */
  readonly evicts?: string;
}

/**
 * A Redis of its own on loopback, as an operator should run it: every change is kept on disk. Owns the
 * process and a folder, so what was written is there again after `restart`. It ends with this process.
 */
export class RedisServer {
  private readonly folder = mkdtempSync(join(tmpdir(), 'heygem-redis-'));
  private child: ChildProcess | undefined;
  private readonly endWithUs = () => this.child?.kill('SIGKILL');

  private constructor(
    readonly port: number,
    private readonly wishes: RedisWishes,
  ) {
    process.once('exit', this.endWithUs);
  }

  /** Resolves when it answers. */
  static async start(wishes: RedisWishes = {}): Promise<RedisServer> {
    const server = new RedisServer(await freePort(), wishes);
    await server.begin();
    return server;
  }

  get url(): string {
    const { password } = this.wishes;
    const who = password === undefined ? '' : `:${encodeURIComponent(password)}@`;
    return `redis://${who}127.0.0.1:${this.port}`;
  }

  /** Ends it and removes what it kept. */
  async stop(): Promise<void> {
    await this.end('SIGTERM');
    process.off('exit', this.endWithUs);
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** As a machine that lost power would; `restart` brings back what had come to its disk. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  /** Ends it, unless it is dead already, and starts it anew at the same place. */
  async restart(): Promise<void> {
    await this.end('SIGTERM');
    await this.begin();
  }

  /** Bytes that its data and buffers take. */
  async memory(): Promise<number> {
    return infoField(await this.talk('INFO memory'), 'used_memory');
  }

  /** How many commands it has carried out since it started. */
  async commands(): Promise<number> {
    return infoField(await this.talk('INFO stats'), 'total_commands_processed');
  }

  /** What it answers to inline commands, as it goes over the line. */
  async talk(...commands: readonly string[]): Promise<string> {
    const { password } = this.wishes;
    const login = password === undefined ? [] : [`AUTH ${JSON.stringify(password)}`];
    return redisTalk(this.port, [...login, ...commands]);
  }

  private async begin(): Promise<void> {
    if (PROGRAM === undefined) throw new Error('no redis-server here');
    const log = openSync(join(this.folder, 'log'), 'a');
    const child = spawn(PROGRAM, this.options(), { stdio: ['ignore', log, log] });
    closeSync(log);
    this.child = child;
    const end = Date.now() + 10_000;
    while (!(await this.answers())) {
      if (Date.now() > end || child.exitCode !== null) throw new Error(this.lastWords());
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  private options(): readonly string[] {
    const { password, evicts = 'noeviction' } = this.wishes;
    return [
      ...['--port', String(this.port), '--bind', '127.0.0.1', '--dir', this.folder],
      ...['--appendonly', 'yes', '--save', '', '--maxmemory-policy', evicts],
      ...(password === undefined ? [] : ['--requirepass', password]),
    ];
  }

  /** Not while it still reads what it kept. */
  private async answers(): Promise<boolean> {
    const answer = await this.talk('PING').catch(() => '');
    return answer.includes('+PONG');
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const { child } = this;
    this.child = undefined;
    if (child?.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }

  private lastWords(): string {
    return `${PROGRAM ?? ''} did not start: ${readFileSync(join(this.folder, 'log'), 'utf8')}`;
  }
}
