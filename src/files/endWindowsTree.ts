import { spawn } from 'node:child_process';
import { taskkillPath } from './windowsPrograms.js';

/** What taskkill ends with then. Its number may be another process's by now. */
const NO_SUCH_PROCESS = 128;

/** Starts a program that nobody waits for; `onFailure` where it does not do its work, or is not there. */
export type Start = (program: string, args: readonly string[], onFailure: () => void) => void;

/**
 * Ends a process of Windows, which knows no signals, with all that it started. Where taskkill is forbidden or
 * cannot do that, the process at least: what it started then ends by itself. Never throws.
 */
export function endWindowsTree(
  pid: number,
  start: Start = startQuietly,
  end: (pid: number) => void = endAlone,
): void {
  start(taskkillPath(), ['/pid', String(pid), '/T', '/F'], () => {
    end(pid);
  });
}

function startQuietly(program: string, args: readonly string[], onFailure: () => void): void {
  spawn(program, args, { stdio: 'ignore', windowsHide: true })
    .on('error', onFailure)
    .on('exit', (code) => {
      if (code !== 0 && code !== NO_SUCH_PROCESS) onFailure();
    });
}

function endAlone(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended.
  }
}
