import type { ChildProcess } from 'node:child_process';
import type { FfmpegCommand } from 'fluent-ffmpeg';
import { throwIfAborted, toolError } from './childProcess.js';
import { keepFromHostConverters } from './hostConverters.js';
import { orphanGuard } from './orphanGuard.js';
import { logStart, type Program } from './program.js';

/** How long ffmpeg may take to leave after SIGTERM. */
const KILL_AFTER_MS = 2000;

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
          if (signal.aborted) stop();
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

/** The library sets `ffmpegProc` when it starts the process; its types do not say so. */
function processOf(command: FfmpegCommand): ChildProcess | undefined {
  return (command as { readonly ffmpegProc?: ChildProcess }).ffmpegProc;
}
