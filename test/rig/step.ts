import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';

export interface StepOptions {
  readonly cwd?: string;
  readonly env: NodeJS.ProcessEnv;
  readonly log: string;
}

/** Runs a program with its output going into a log file, which the error names. */
export function step(
  command: string,
  args: readonly string[],
  { cwd, env, log }: StepOptions,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const output = createWriteStream(log, { flags: 'a' });
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.pipe(output, { end: false });
    child.stderr.pipe(output, { end: false });
    child.once('error', reject);
    child.once('close', (code) => {
      output.end();
      if (code === 0) resolve();
      else reject(new Error(`${command} ${args[0]} ended with ${code ?? 'a signal'}: see ${log}`));
    });
  });
}
