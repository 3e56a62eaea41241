import { spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { HeygemError, type ErrorParams } from '../core/errors.js';
import { keepFromHostConverters } from './hostConverters.js';
import { orphanGuard } from './orphanGuard.js';
import { HAS_GROUPS, signalTree } from './processGroup.js';
import { logStart, type Program } from './program.js';

/** How long a child may take to leave after SIGTERM. */
const KILL_AFTER_MS = 2000;
/** How long what a program started may live on after it, or keep its stderr open. */
const LEFTOVERS_MS = 1000;
/** Characters of stderr kept for the log. */
const STDERR_TAIL = 8192;

export interface ToolExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Set when the program could not be started at all. */
  readonly startError?: NodeJS.ErrnoException;
}

/** A running ffmpeg or ffprobe. */
export interface ToolRun {
  /** Undefined when it could not be started. */
  readonly pid: number | undefined;
  readonly stdin: Writable;
  readonly stdout: Readable;
  /** The last words on stderr so far. */
  stderrTail(): string;
  /** Resolves when the process has left and its pipes are closed. Never rejects. */
  readonly done: Promise<ToolExit>;
  /** SIGTERM, SIGKILL after two seconds; resolves when gone. Safe to call at any time. */
  stop(): Promise<void>;
}

export interface ToolSurroundings {
  /** The folder it is started in, and its environment; this process's unless told. */
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** For a program that may start others: what it started is stopped with it, and never outlives it. */
  readonly withChildren?: boolean;
}

/**
 * The one place that starts programs: argument arrays only, never a shell. The child is stopped
 * when `signal` aborts, and killed when this process dies by whatever cause.
 */
export function startTool(
  program: Program,
  args: readonly string[],
  signal?: AbortSignal,
  { withChildren = false, ...surroundings }: ToolSurroundings = {},
): ToolRun {
  keepFromHostConverters();
  const inGroup = withChildren && HAS_GROUPS;
  const child = spawn(program.path, args, {
    ...surroundings,
    stdio: ['pipe', 'pipe', 'pipe'],
    windowsHide: true,
    detached: inGroup,
  });
  const { pid } = child;
  const logEnd = logStart(program, pid, args);
  // What the system calls a whole group.
  const guarded = pid !== undefined && inGroup ? -pid : pid;
  if (guarded !== undefined) orphanGuard.watch(guarded);
  const kill = (how: NodeJS.Signals): void => {
    if (withChildren && pid !== undefined) signalTree(pid, how);
    else child.kill(how);
  };

  let tail = '';
  child.stderr.setEncoding('utf8');
  child.stderr.on('data', (text: string) => {
    tail = (tail + text).slice(-STDERR_TAIL);
  });
  // A reader that leaves early is no error here: the exit tells.
  child.stdin.on('error', () => undefined);
  child.stdout.on('error', () => undefined);

  let startError: NodeJS.ErrnoException | undefined;
  let gone = false;
  const done = new Promise<ToolExit>((resolve) => {
    const settle = (code: number | null, killedBy: NodeJS.Signals | null) => {
      gone = true;
      signal?.removeEventListener('abort', onAbort);
      const exit = { code, signal: killedBy, ...(startError && { startError }) };
      logEnd(endingText(exit));
      resolve(exit);
    };
    child.on('error', (error: NodeJS.ErrnoException) => {
      startError = error;
      if (pid === undefined) settle(null, null);
    });
    let leftovers: NodeJS.Timeout | undefined;
    child.on('exit', () => {
      if (!inGroup && guarded !== undefined) orphanGuard.forget(guarded);
      // Something that it left behind and that holds its pipes would keep this waiting for ever.
      leftovers = setTimeout(() => {
        if (withChildren) kill('SIGKILL');
        // What it said itself has been read by then, on a machine that stalls too: reading comes before.
        setImmediate(() => child.stderr.destroy());
      }, LEFTOVERS_MS);
    });
    child.on('close', (code, killedBy) => {
      clearTimeout(leftovers);
      if (inGroup) kill('SIGKILL');
      if (inGroup && guarded !== undefined) orphanGuard.forget(guarded);
      settle(code, killedBy);
    });
  });

  const stop = async () => {
    if (!gone) {
      // A child blocked on a full pipe does not see the signal until the pipe goes.
      child.stdin.destroy();
      child.stdout.destroy();
      kill('SIGTERM');
      const timer = setTimeout(kill, KILL_AFTER_MS, 'SIGKILL');
      await done;
      clearTimeout(timer);
    }
  };
  const onAbort = () => void stop();
  if (signal?.aborted === true) onAbort();
  else signal?.addEventListener('abort', onAbort, { once: true });

  return { pid, stdin: child.stdin, stdout: child.stdout, stderrTail: () => tail, done, stop };
}

/** Bytes of stdout kept; more is an error. */
const MOST_OUTPUT = 64 * 1024 * 1024;

/**
 * How long a probe, a still or a question may take: ten thousand times what it takes, so that only one
 * that hangs (a share that is gone, a file that sends a decoder round in circles) is met by it.
 */
const SHORT_RUN_MS = 60_000;
/** For work as long as its input, which somebody watches and may cancel. */
export const NO_LIMIT = Number.POSITIVE_INFINITY;

export interface RunOptions {
  readonly signal?: AbortSignal | undefined;
  /** The file an error is about. */
  readonly subject: string;
  /** Bytes for the program's stdin; it is closed at once without. */
  readonly input?: Uint8Array;
  /** Milliseconds after which it is stopped and has failed; a minute unless told, or `NO_LIMIT`. */
  readonly limitMs?: number;
}

/**
 * Runs a program to its end and gives its stdout.
 * @throws HeygemError cancelled, disk-full, ffmpeg-missing
 * @throws ToolFailure ffmpeg-failed (detail: the stderr tail)
 */
export async function runTool(
  program: Program,
  args: readonly string[],
  { signal, subject, input, limitMs = SHORT_RUN_MS }: RunOptions,
): Promise<Buffer> {
  throwIfAborted(signal);
  const run = startTool(program, args, signal);
  const tooLong = new AbortController();
  const onLimit = (): void => {
    tooLong.abort();
    void run.stop();
  };
  const timer = Number.isFinite(limitMs) ? setTimeout(onLimit, limitMs) : undefined;
  const chunks: Buffer[] = [];
  let size = 0;
  run.stdout.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > MOST_OUTPUT) void run.stop();
    else chunks.push(chunk);
  });
  run.stdin.end(input);
  const exit = await run.done;
  clearTimeout(timer);
  throwIfAborted(signal);
  if (tooLong.signal.aborted) {
    const detail = `${run.stderrTail().trim()}\n(no end within ${limitMs / 1000} s)`.trim();
    throw new ToolFailure('stopped', { path: subject }, detail);
  }
  if (size > MOST_OUTPUT) throw new ToolFailure('stopped', { path: subject }, 'too much output');
  if (hasFailed(exit, run.stderrTail())) throw toolError(exit, run.stderrTail(), subject);
  return Buffer.concat(chunks);
}

/** @throws HeygemError cancelled, or the HeygemError that the signal was aborted with */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted !== true) return;
  const reason: unknown = signal.reason;
  throw reason instanceof HeygemError ? reason : new HeygemError('cancelled');
}

/**
 * Whether a run failed. ffmpeg before version 6 ends with 0 even when the end of its file could not
 * be written (a full disk, 4 GB on FAT32), and the file does not play: only its words tell.
 */
export function hasFailed({ code }: ToolExit, stderr: string): boolean {
  return code !== 0 || /^Error (?:writing trailer|closing file)\b/m.test(stderr);
}

/**
 * How a failed run ended: of its own accord with a code that says so, by a crash or somebody's signal,
 * or stopped by us because it took too long or said too much.
 */
export type ToolEnding = 'refused' | 'killed' | 'stopped';

/** A run that failed, with the code `ffmpeg-failed`. Only one that `refused` says something of its file. */
export class ToolFailure extends HeygemError {
  constructor(
    readonly ending: ToolEnding,
    params: ErrorParams,
    detail: string,
  ) {
    super('ffmpeg-failed', params, detail);
  }
}

/** What a failed run means to a person. */
export function toolError(exit: ToolExit, stderr: string, subject: string): HeygemError {
  const { startError } = exit;
  if (startError !== undefined) {
    const code = startError.code === 'ENOENT' ? 'ffmpeg-missing' : 'ffmpeg-failed';
    return new HeygemError(code, { path: subject }, startError.message, startError);
  }
  const detail = `${stderr.trim()}\n(${endingText(exit)})`.trim();
  const params = { path: subject };
  if (isDiskFull(stderr)) return new HeygemError('disk-full', params, detail);
  return new ToolFailure(exit.signal === null ? 'refused' : 'killed', params, detail);
}

function endingText({ code, signal, startError }: ToolExit): string {
  if (startError !== undefined) return startError.message;
  return signal === null ? `exit code ${code ?? '?'}` : `signal ${signal}`;
}

function isDiskFull(stderr: string): boolean {
  return /No space left|ENOSPC|not enough space on the disk|Disk quota exceeded/i.test(stderr);
}
