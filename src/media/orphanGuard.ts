import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';

/**
 * The guard's whole program. It learns process ids on its stdin ("+12" watch, "-12" forget) and
 * kills those left when stdin ends, which the system closes however the parent dies.
 */
const GUARD_PROGRAM = `
const watched = new Set();
let rest = '';
const finish = () => {
  for (const pid of watched) try { process.kill(pid, 'SIGKILL'); } catch {}
  process.exit(0);
};
process.stdin.setEncoding('utf8');
process.stdin.on('data', (text) => {
  const lines = (rest + text).split('\\n');
  rest = lines.pop();
  for (const line of lines) {
    const pid = Number(line.slice(1));
    if (line[0] === '+') watched.add(pid); else watched.delete(pid);
  }
});
process.stdin.on('end', finish);
process.stdin.on('error', finish);
`;

/**
 * Sees to it that no child outlives this process, even when it is killed with -9. ffmpeg does not
 * leave on end of stdin, ignores SIGPIPE, and no portable call ties a child's life to its
 * parent's; a tiny process of our own at the other end of a pipe does it on every system. It is
 * detached, so that Ctrl-C in a terminal and the death of a process group do not reach it first.
 *
 * Owns the set of live children and the one guard process, started with the first child.
 */
class OrphanGuard {
  private readonly watched = new Set<number>();
  private guard: ChildProcess | undefined;

  watch(pid: number): void {
    this.watched.add(pid);
    if (this.guard === undefined) this.start();
    else this.tell(`+${pid}\n`);
  }

  forget(pid: number): void {
    if (this.watched.delete(pid)) this.tell(`-${pid}\n`);
  }

  private tell(text: string): void {
    if (this.guard?.stdin?.writable === true) this.guard.stdin.write(text);
  }

  private start(): void {
    const guard = spawn(process.execPath, ['-e', GUARD_PROGRAM], {
      stdio: ['pipe', 'ignore', 'ignore'],
      cwd: tmpdir(),
      detached: true,
      windowsHide: true,
      env: guardEnvironment(),
    });
    this.guard = guard;
    const lost = () => {
      if (this.guard === guard) this.guard = undefined;
    };
    guard.on('error', lost);
    guard.on('exit', lost);
    guard.stdin.on('error', lost);
    guard.unref();
    // A pipe to a child is a socket, which its type does not say: it must not keep this process alive.
    (guard.stdin as Partial<Socket>).unref?.();
    this.tell([...this.watched].map((pid) => `+${pid}\n`).join(''));
  }
}

/** VS Code's own executable acts as Node only when told; options for this process are not its. */
function guardEnvironment(): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  delete env['NODE_OPTIONS'];
  return env;
}

export const orphanGuard = new OrphanGuard();
