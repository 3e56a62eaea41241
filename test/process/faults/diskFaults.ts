import fs from 'node:fs';

type Callable = (...args: unknown[]) => unknown;
type Module = Record<string, Callable>;

/** Ended at once, or an error's code as the system would give it. */
export type Fault = 'kill' | 'ENOSPC' | 'EIO' | 'EACCES' | 'EFBIG';

const sync = fs as unknown as Module;
const promises = fs.promises as unknown as Module;

const OPENING = ['open', 'readFile', 'readdir'];
const CHANGING = ['rename', 'rm', 'unlink', 'rmdir', 'mkdir', 'mkdtemp', 'link', 'copyFile'];
const SYNCHRONOUS = ['mkdirSync', 'renameSync', 'rmSync', 'openSync', 'fsyncSync'];

/**
 * Lets one thing that this process does to the disk go wrong. A write that goes wrong is half done,
 * as on a real disk. Works in bundles in CommonJS, which look functions up when they call them. Owns
 * the count of what was done since it was armed.
 */
class DiskFaults {
  private fault: Fault | undefined;
  private at = 0;
  private done: string[] | undefined;
  private isInstalled = false;
  private isHandleKnown = false;

  /** The `at`th step from now, counted from 1, goes wrong; none for 0. */
  arm(fault: Fault, at: number): void {
    if (!this.isInstalled) this.install();
    [this.fault, this.at, this.done] = [fault, at, []];
  }

  /** What was done since it was armed. */
  disarm(): readonly string[] {
    const done = this.done ?? [];
    this.done = undefined;
    return done;
  }

  private install(): void {
    this.isInstalled = true;
    for (const name of [...OPENING, ...CHANGING, 'utimes']) this.wrap(promises, name);
    for (const name of ['writeFile', 'appendFile']) this.wrap(promises, name, halfOfSecond);
    for (const name of SYNCHRONOUS) this.wrap(sync, name);
    for (const name of ['writeFileSync', 'appendFileSync']) this.wrap(sync, name, halfOfSecond);
    this.wrapStreams();
    const open = promises['open'];
    promises['open'] = async (...args: unknown[]): Promise<unknown> => {
      const handle = (await open(...args)) as Module;
      // Of its own in each handle; what the others do, they do by their kind.
      this.wrap(handle, 'close', (original) => original());
      if (!this.isHandleKnown) this.wrapKind(Object.getPrototypeOf(handle) as Module);
      this.isHandleKnown = true;
      return handle;
    };
  }

  private wrapKind(kind: Module): void {
    for (const name of ['sync', 'datasync', 'truncate']) this.wrap(kind, name);
    for (const name of ['write', 'writeFile', 'appendFile']) {
      this.wrap(kind, name, (original, [content, ...rest]) => original(half(content), ...rest));
    }
  }

  /** Streams open their file by this. */
  private wrapStreams(): void {
    const open = sync['open'];
    sync['open'] = (...args: unknown[]): unknown => {
      if (!this.isDue('open', args)) return open(...args);
      const error = this.goWrong('open', args[0]);
      process.nextTick(args.at(-1) as (error: Error) => void, error);
      return undefined;
    };
  }

  /** `before` does what a step has done of its work when it goes wrong. */
  private wrap(
    module: Module,
    name: string,
    before: (original: Callable, args: unknown[]) => unknown = () => undefined,
  ): void {
    const original = module[name];
    const faults = this as DiskFaults;
    module[name] = function (this: unknown, ...args: unknown[]): unknown {
      if (!faults.isDue(name, args)) return original.apply(this, args);
      const bound: Callable = (...given) => original.apply(this, given);
      if (module === sync) {
        before(bound, args);
        throw faults.goWrong(name, args[0]);
      }
      return Promise.resolve(before(bound, args)).then(() => {
        throw faults.goWrong(name, args[0]);
      });
    };
  }

  private isDue(name: string, args: readonly unknown[]): boolean {
    if (!this.done || (this.fault === 'kill' && !isSeen(name, args))) return false;
    const [subject] = args;
    const hasPath = typeof subject === 'string' && subject.startsWith('/');
    this.done.push(hasPath ? `${name} ${subject}` : name);
    return this.done.length === this.at;
  }

  private goWrong(syscall: string, subject: unknown): Error {
    if (this.fault === 'kill') {
      process.kill(process.pid, 'SIGKILL');
      // The signal comes in a moment, and nothing may be done in it.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
    }
    const path = typeof subject === 'string' ? subject : '';
    const message = `${this.fault ?? ''}: made to fail, ${syscall} '${path}'`;
    return Object.assign(new Error(message), { code: this.fault, syscall, path });
  }
}

export const diskFaults = new DiskFaults();

/** What is only read, or closed, leaves the disk as it was: to be killed then is to be killed later. */
function isSeen(name: string, [, flags]: readonly unknown[]): boolean {
  const { O_WRONLY, O_RDWR, O_CREAT } = fs.constants;
  if (name === 'open' && typeof flags === 'number') {
    return (flags & (O_WRONLY | O_RDWR | O_CREAT)) !== 0;
  }
  if (name === 'open') return flags !== undefined && flags !== 'r';
  return !['readFile', 'readdir', 'close'].includes(name);
}

function halfOfSecond(original: Callable, [where, content, ...rest]: unknown[]): unknown {
  return original(where, half(content), ...rest);
}

function half(content: unknown): unknown {
  if (typeof content === 'string') return content.slice(0, content.length / 2);
  return content instanceof Uint8Array ? content.subarray(0, content.length / 2) : content;
}
