import { spawn, type ChildProcess } from 'node:child_process';
import { HeygemError } from '../core/errors.js';
import type { VoiceWishes } from '../core/voice/voiceCommand.js';
import { readStalledWords } from '../core/stalledModel.js';
import { RUNTIME_ENVIRONMENT } from '../core/runtimeEnvironment.js';
import { RpcClient } from '../protocol/rpcClient.js';
import { workerConversation, type WorkerConversation } from '../protocol/worker.js';
import { OWN_GROUP_VARIABLE } from '../protocol/workerEnvironment.js';
import type { NodeRuntime } from './nodeRuntime.js';
import { OWN_GROUP, killTree } from './processTree.js';
import { TextTail } from './textTail.js';

export interface WorkerSettings {
  /** The worker's bundle. */
  readonly entry: string;
  readonly modelsRoot: string;
  readonly cacheRoot: string;
  /** Folder for what is needed only while one output is made; in the cache unless told. */
  readonly scratchRoot?: string;
  readonly ffmpeg?: string;
  /** Folder of the voices pack, where it is not beside the models. */
  readonly voicesRoot?: string;
  /** The person's own voices beside the system's. */
  readonly voiceWishes?: VoiceWishes;
  /** Milliseconds without a task after which the worker ends itself. */
  readonly idleMs: number;
}

const START_MS = 60_000;
const PING_MS = 10_000;
/** Two minutes: loading a model on a cold GPU may hold the main thread for long. */
const MISSED_PINGS = 12;
/**
 * Raw frames pass through the worker in pieces that lie outside V8's heap but count against it, so by its own
 * measure V8 marks a heap of 10 MB some 50 times in 20 s of video. With these it does so once: 10 % less CPU
 * for some 40 MB. They are V8's, in megabytes, and known to every Node and Electron that we run on.
 */
const HEAP_FLAGS = ['--initial-old-space-size=64', '--min-semi-space-size=16'];
/** How long the last words of a dead process may take to arrive. */
const LAST_WORDS_MS = 500;

/** One worker process from its start to its end. Owns the child; once ended it is of no more use. */
export class WorkerProcess {
  readonly rpc: RpcClient<WorkerConversation>;
  /** Resolves when the process and its children are gone. Never rejects. */
  readonly ended: Promise<void>;
  private readonly tail = new TextTail();
  private killedFor: HeygemError | undefined;
  private heartbeat: NodeJS.Timeout | undefined;

  private constructor(
    private readonly child: ChildProcess,
    private readonly log: (line: string) => void,
  ) {
    this.rpc = new RpcClient(
      workerConversation,
      {
        send: (message) => {
          if (child.connected) child.send(message, () => undefined);
        },
        onMessage: (listener) => {
          child.on('message', listener);
        },
      },
      (problem) => {
        log(`worker: dropped ${problem}`);
      },
    );
    this.rpc.on('log', ({ line }) => {
      log(`worker: ${line}`);
    });
    child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
      this.tail.append(chunk);
      log(`worker: ${chunk.trimEnd()}`);
    });
    this.ended = new Promise((resolve) => {
      child.once('error', (error) => {
        this.end(`it could not be started: ${error.message}`);
        resolve();
      });
      child.once('exit', (code, signal) => {
        void this.lastWords().then(() => {
          this.end(
            signal === null ? `it ended with code ${code ?? '?'}` : `it was ended by ${signal}`,
          );
          resolve();
        });
      });
    });
  }

  /** Rejects with `worker-crashed` when the process does not come up. */
  static async start(
    runtime: NodeRuntime,
    settings: WorkerSettings,
    log: (line: string) => void,
  ): Promise<WorkerProcess> {
    const { entry, ...params } = settings;
    const child = spawn(runtime.command, [...HEAP_FLAGS, entry], {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      serialization: 'json',
      detached: OWN_GROUP,
      windowsHide: true,
      env: workerEnvironment(runtime),
    });
    const worker = new WorkerProcess(child, log);
    const late = setTimeout(() => {
      worker.kill(new HeygemError('worker-unresponsive', {}, 'it did not answer when started'));
    }, START_MS);
    try {
      const { pid, node } = await worker.rpc.request('start', params);
      log(`worker ${pid} started on ${runtime.command} ${node}`);
    } finally {
      clearTimeout(late);
    }
    worker.watchHeartbeat();
    return worker;
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  get alive(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null && this.child.connected;
  }

  /** Ends the process and its children at once; what waits is rejected with `reason`. */
  kill(reason: HeygemError): void {
    this.killedFor ??= reason;
    if (this.child.pid !== undefined) killTree(this.child.pid);
  }

  /** A process that sleeps with its machine misses no ping: ticks are counted, not time. */
  private watchHeartbeat(): void {
    let missed = 0;
    this.heartbeat = setInterval(() => {
      missed += 1;
      if (missed > MISSED_PINGS) {
        this.kill(new HeygemError('worker-unresponsive', {}, this.tail.toString()));
        return;
      }
      this.rpc.request('ping', {}).then(
        () => (missed = 0),
        () => undefined,
      );
    }, PING_MS);
    this.heartbeat.unref();
  }

  /** Ends what a dead leader left behind and lets its error output arrive. */
  private async lastWords(): Promise<void> {
    if (this.child.pid !== undefined && OWN_GROUP) killTree(this.child.pid);
    await new Promise<void>((resolve) => {
      const limit = setTimeout(resolve, LAST_WORDS_MS);
      this.child.once('close', () => {
        clearTimeout(limit);
        resolve();
      });
    });
  }

  private end(how: string): void {
    clearInterval(this.heartbeat);
    this.log(`worker: ${how}`);
    const words = this.tail.toString();
    const detail = words === '' ? how : `${how}\n${words}`;
    const stalled = readStalledWords(words);
    const reason = stalled
      ? new HeygemError('lip-model-stalled', { ...stalled }, detail)
      : new HeygemError('worker-crashed', {}, detail);
    this.rpc.close(this.killedFor ?? reason);
  }
}

/** Ours wins over what the person's shell says of the same variables. */
function workerEnvironment(runtime: NodeRuntime): NodeJS.ProcessEnv {
  const group = { [OWN_GROUP_VARIABLE]: OWN_GROUP ? '1' : '0' };
  return { ...process.env, ...RUNTIME_ENVIRONMENT, ...runtime.env, ...group };
}
