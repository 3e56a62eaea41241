import type { ChildProcess } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import type { FfmpegCommand } from 'fluent-ffmpeg';
import { throwIfAborted, toolError } from './childProcess.js';
import { keepFromHostConverters } from './hostConverters.js';
import { orphanGuard } from './orphanGuard.js';
import { logStart, type Program } from './program.js';

/** How long ffmpeg may take to leave after SIGTERM. */
const KILL_AFTER_MS = 2000;

export interface FluentRun {
  /** Seconds of the output that are written. */
  readonly onTime?: (seconds: number) => void;
  /** It gives way to whatever else the machine does. */
  readonly background?: boolean;
}

/**
 * Runs a command built with fluent-ffmpeg under this folder's rules, which the library does not
 * know: it stops with the signal, dies with this process, and fails with our errors.
 * @param program what the command was told to run
 * @param subject the file an error is about
 * @throws HeygemError cancelled, disk-full, ffmpeg-failed
 */
export async function runFluent(
  program: Program,
  command: FfmpegCommand,
  subject: string,
  signal: AbortSignal,
  { onTime, background = false }: FluentRun = {},
): Promise<void> {
  throwIfAborted(signal);
  keepFromHostConverters();
  let pid: number | undefined;
  let timer: NodeJS.Timeout | undefined;
  const stop = (): void => {
    command.kill('SIGTERM');
    timer = setTimeout(() => {
      command.kill('SIGKILL');
    }, KILL_AFTER_MS);
  };
  try {
    await new Promise<void>((resolve, reject) => {
      command
        .on('start', () => {
          const child = processOf(command);
          pid = child?.pid;
          const logEnd = logStart(program, pid, child?.spawnargs.slice(1) ?? []);
          child?.once('exit', (code, killedBy) => {
            logEnd(killedBy === null ? `exit code ${code ?? '?'}` : `signal ${killedBy}`);
          });
          if (pid !== undefined) orphanGuard.watch(pid);
          if (pid !== undefined && background) giveWay(pid);
          if (signal.aborted) stop();
        })
        .on('progress', ({ timemark }: { readonly timemark?: string }) => {
          onTime?.(secondsOf(timemark ?? ''));
        })
        .on('end', () => {
          resolve();
        })
        .on('error', (error: Error, _stdout: string | null, stderr: string | null) => {
          const exit = { code: null, signal: null };
          reject(toolError(exit, `${stderr ?? ''}\n${error.message}`, subject));
        });
      signal.addEventListener('abort', stop, { once: true });
      command.run();
    });
  } catch (error) {
    throwIfAborted(signal);
    throw error;
  } finally {
    signal.removeEventListener('abort', stop);
    clearTimeout(timer);
    if (pid !== undefined) orphanGuard.forget(pid);
  }
}

/** Of `00:01:05.20`; 0 where nothing was written yet. */
function secondsOf(timemark: string): number {
  const seconds = timemark.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
  return Number.isFinite(seconds) ? Math.max(0, seconds) : 0;
}

/** Where a system does not let us, it is merely less polite. */
function giveWay(pid: number): void {
  try {
    setPriority(pid, constants.priority.PRIORITY_LOW);
  } catch {
    // It may be over already.
  }
}

/** The library sets `ffmpegProc` when it starts the process; its types do not say so. */
function processOf(command: FfmpegCommand): ChildProcess | undefined {
  return (command as { readonly ffmpegProc?: ChildProcess }).ffmpegProc;
}
