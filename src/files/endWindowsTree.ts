import { spawn } from 'node:child_process';
import { taskkillPath } from './windowsPrograms.js';

/** Starts a program that nobody waits for. */
export type Start = (program: string, args: readonly string[]) => void;

/** Ends a process of Windows, which knows no signals, with all that it started. Never throws. */
export function endWindowsTree(pid: number, start: Start = startQuietly): void {
  start(taskkillPath(), ['/pid', String(pid), '/T', '/F']);
}

function startQuietly(program: string, args: readonly string[]): void {
  spawn(program, args, { stdio: 'ignore', windowsHide: true }).on('error', () => undefined);
}
