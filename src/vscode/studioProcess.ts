import { spawn, type ChildProcess } from 'node:child_process';
import { HeygemError } from '../core/errors.js';
import { FLEET_VARIABLES, type FleetWords } from '../core/fleet/fleetWish.js';
import type { ExecutionProvider } from '../core/model.js';
import type { Locale } from '../core/strings/locale.js';
import { findNode } from '../engine/nodeRuntime.js';
import type { Parallel } from '../engine/parallelism.js';
import { killTree, OWN_GROUP } from '../engine/processTree.js';
import { TextTail } from '../engine/textTail.js';
import { failureShape } from '../protocol/failureShape.js';

/** What a studio is started with besides its folder: as the person set it for this window. */
export interface StudioSettings {
  readonly locale: Locale;
  readonly provider: ExecutionProvider;
  readonly parallel: Parallel;
  readonly ffmpeg?: string;
  /** Told by the environment: a queue's address may hold a password, and arguments are for all to read. */
  readonly fleet?: FleetWords;
}

export interface StudioWish extends StudioSettings {
  /** The command line's bundle. */
  readonly entry: string;
  /** Absolute. */
  readonly folder: string;
  /** 0: any that is free. */
  readonly port: number;
  /** The origin under which it is passed on. */
  readonly passedOn?: string;
}

/** Where a folder's studio is, good once; with the process if it was started now, and not before. */
export interface StudioStart {
  readonly address: string;
  readonly process?: StudioProcess;
}

const START_MS = 60_000;
const STOP_MS = 10_000;
const LAST_WORDS_MS = 500;

/**
 * `heygem studio` of one folder as a child: all code that speaks to a network is in it. Owns the child, which
 * ends when its channel to this process does, and so never outlives it.
 */
export class StudioProcess {
  /** Resolves when the process is gone. Never rejects. */
  readonly ended: Promise<void>;
  private readonly tail = new TextTail();

  private constructor(
    private readonly child: ChildProcess,
    log: (line: string) => void,
  ) {
    child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
      this.tail.append(chunk);
      log(`studio: ${chunk.trimEnd()}`);
    });
    this.ended = new Promise((resolve) => {
      child.once('error', (error) => {
        this.tail.append(error.message);
        resolve();
      });
      child.once('exit', (code, signal) => {
        log(`studio: it ended with ${signal ?? `code ${code ?? '?'}`}`);
        // `close` does not come to a child whose channel was closed from this side.
        void this.lastWords().then(resolve);
      });
    });
  }

  /**
   * Starts the studio of a folder, or asks the one that runs for an address.
   * @throws HeygemError studio-ended, and what the command itself says, port-in-use among it
   */
  static async start(wish: StudioWish, log: (line: string) => void): Promise<StudioStart> {
    const runtime = await findNode();
    const child = spawn(runtime.command, [wish.entry, ...argumentsOf(wish)], {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      detached: OWN_GROUP,
      windowsHide: true,
      env: { ...process.env, ...runtime.env, ...fleetVariables(wish.fleet) },
    });
    const studio = new StudioProcess(child, log);
    try {
      const { event, address } = await studio.firstWords();
      if (event === 'studio-at') return { address, process: studio };
      await studio.stop();
      return { address };
    } catch (error) {
      await studio.stop();
      throw error;
    }
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  /** Resolves when it and its children are gone. */
  async stop(): Promise<void> {
    if (this.child.connected) this.child.disconnect();
    const impatience = setTimeout(() => {
      if (this.child.pid !== undefined) killTree(this.child.pid);
    }, STOP_MS);
    await this.ended;
    clearTimeout(impatience);
  }

  /** Lets what it wrote last arrive, for half a second at most. */
  private lastWords(): Promise<void> {
    const { stderr } = this.child;
    if (stderr === null || stderr.readableEnded) return Promise.resolve();
    return new Promise((resolve) => {
      const limit = setTimeout(resolve, LAST_WORDS_MS);
      stderr.once('close', () => {
        clearTimeout(limit);
        resolve();
      });
    });
  }

  private async firstWords(): Promise<Words> {
    const late = setTimeout(() => {
      this.tail.append('it said nothing when it was started');
      if (this.child.pid !== undefined) killTree(this.child.pid);
    }, START_MS);
    try {
      const line = await Promise.race([this.firstLine(), this.ended]);
      if (line === undefined) throw new HeygemError('studio-ended', {}, this.tail.toString());
      return wordsOf(line);
    } finally {
      clearTimeout(late);
    }
  }

  private firstLine(): Promise<string> {
    return new Promise((resolve) => {
      let said = '';
      this.child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
        said += chunk;
        const end = said.indexOf('\n');
        if (end >= 0) resolve(said.slice(0, end));
      });
    });
  }
}

function argumentsOf(wish: StudioWish): readonly string[] {
  const { folder, port, locale, provider, parallel, ffmpeg, passedOn } = wish;
  return [
    ...['studio', folder, '--json', '--no-open', '--port', String(port), '--lang', locale],
    ...['--provider', provider, '--parallel', String(parallel)],
    ...(ffmpeg === undefined ? [] : ['--ffmpeg', ffmpeg]),
    ...(passedOn === undefined ? [] : ['--also-at', passedOn]),
  ];
}

function fleetVariables({ queue, storage }: FleetWords = {}): NodeJS.ProcessEnv {
  return {
    ...(queue !== undefined && { [FLEET_VARIABLES.queue]: queue }),
    ...(storage !== undefined && { [FLEET_VARIABLES.storage]: storage }),
  };
}

/** What the command says first, in JSON. */
interface Words {
  readonly event: 'studio-at' | 'studio-again';
  readonly address: string;
}

/** @throws HeygemError what the command says that went wrong */
function wordsOf(line: string): Words {
  const said = parsed(line);
  if (said.event === 'error' && failureShape.problem(said, 'error') === undefined) {
    const { code, params } = said as unknown as Pick<HeygemError, 'code' | 'params'>;
    throw new HeygemError(code, params);
  }
  const { event, address } = said;
  if (event !== 'studio-at' && event !== 'studio-again')
    throw new HeygemError('studio-ended', {}, line);
  if (typeof address !== 'string' || !URL.canParse(address))
    throw new HeygemError('studio-ended', {}, line);
  return { event, address };
}

function parsed(line: string): Readonly<Record<string, unknown>> {
  try {
    return Object(JSON.parse(line)) as Record<string, unknown>;
  } catch {
    return {};
  }
}
