import { execFile } from 'node:child_process';
import { readFile, readlink } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/**
 * Where process ids mean the same: one run of one system, and on Linux one namespace of process ids,
 * which containers have each. Windows and a Linux inside it share a host name and nothing else.
 */
export interface ProcessPlace {
  readonly host: string;
  /** As Node names it. */
  readonly system: string;
  /** This installation; empty where it cannot be told. Copies of an image may share it. */
  readonly machine: string;
  /** This run of it, from power on to power off; empty where it cannot be told. */
  readonly boot: string;
  /** The namespace of process ids; empty where there are none. */
  readonly pids: string;
}

/** What Linux calls the namespace outside all containers (include/linux/proc_ns.h). */
const OUTSIDE_CONTAINERS = 'pid:[4026531836]';

let known: Promise<ProcessPlace> | undefined;

/** This process's own place; found out once. */
export function ownPlace(): Promise<ProcessPlace> {
  known ??= findOut();
  return known;
}

export type Relation =
  /** Process ids can be compared. */
  | 'same'
  /** The same system, which has been started anew: nothing of then runs now. */
  | 'earlier'
  /** Nothing can be said of its processes. */
  | 'elsewhere';

/** How the place a lock was made in stands to one's own. On doubt it is elsewhere. */
export function relationOf(other: ProcessPlace, own: ProcessPlace): Relation {
  if (other.system !== own.system) return 'elsewhere';
  if (other.boot !== '' && other.boot === own.boot) {
    return other.pids === own.pids ? 'same' : 'elsewhere';
  }
  const sameMachine =
    own.machine !== '' && other.machine === own.machine && other.host === own.host;
  if (!sameMachine) return 'elsewhere';
  if (own.boot === '' && other.boot === '') return 'same';
  // Containers of one image on two machines have one machine id, and may have one name.
  const outside = [other.pids, own.pids].every((ns) => ns === OUTSIDE_CONTAINERS);
  return own.boot !== '' && other.boot !== '' && outside ? 'earlier' : 'elsewhere';
}

async function findOut(): Promise<ProcessPlace> {
  const [machine, boot, pids] = await Promise.all([machineId(), bootId(), pidNamespace()]);
  return { host: hostname(), system: process.platform, machine, boot, pids };
}

function machineId(): Promise<string> {
  if (process.platform === 'linux') return orEmpty(readFile('/etc/machine-id', 'utf8'));
  if (process.platform !== 'win32') return Promise.resolve('');
  const reg = join(process.env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'reg.exe');
  const key = 'HKLM\\SOFTWARE\\Microsoft\\Cryptography';
  const asked = said(reg, ['query', key, '/v', 'MachineGuid']);
  return orEmpty(asked.then((text) => /REG_SZ\s+(\S+)/.exec(text)?.[1] ?? ''));
}

function bootId(): Promise<string> {
  if (process.platform === 'linux') {
    return orEmpty(readFile('/proc/sys/kernel/random/boot_id', 'utf8'));
  }
  if (process.platform !== 'darwin') return Promise.resolve('');
  // Unlike kern.boottime, it does not move when the clock is set.
  return orEmpty(said('/usr/sbin/sysctl', ['-n', 'kern.bootsessionuuid']));
}

function pidNamespace(): Promise<string> {
  return process.platform === 'linux'
    ? orEmpty(readlink('/proc/self/ns/pid'))
    : Promise.resolve('');
}

async function said(program: string, args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(program, args, { timeout: 2_000 });
  return stdout;
}

async function orEmpty(answer: Promise<string>): Promise<string> {
  return (await answer.catch(() => '')).trim();
}
