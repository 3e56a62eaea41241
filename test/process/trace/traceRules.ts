import { posix } from 'node:path';
import { openedPath, pathsOf, plainArguments, type SystemCall } from './straceLog.js';

/** What a traced program may touch. */
export interface TraceRules {
  /** Where it was started; what it names relatively is meant from there. */
  readonly cwd: string;
  /** Folders in which it may write. */
  readonly writable: readonly string[];
}

/** Files that may be opened for writing wherever it was started. */
const ALWAYS_WRITABLE = [
  // What a child's stdio leads to where nobody listens.
  '/dev/null',
];

const OPENING = ['open', 'openat', 'openat2', 'creat'];
/** Calls that make, move, remove or change what their paths name. */
const CHANGING = [
  ...['rename', 'renameat', 'renameat2', 'unlink', 'unlinkat', 'mkdir', 'mkdirat', 'rmdir'],
  ...['link', 'linkat', 'symlink', 'symlinkat', 'mknod', 'mknodat', 'truncate'],
  ...['chmod', 'fchmodat', 'fchmodat2', 'chown', 'lchown', 'fchownat'],
  ...['utime', 'utimes', 'futimesat', 'utimensat'],
];
/** Calls of which only what concerns the network is wanted. */
const SPEAKING = [
  ...['socket', 'socketpair', 'connect', 'bind', 'listen', 'accept', 'accept4'],
  ...['sendto', 'sendmsg', 'sendmmsg'],
];
const MOVING = ['chdir', 'fchdir'];

/** Every call that the rules judge, for strace; `?`: not every machine has all of them. */
export const TRACED = [
  ...[...OPENING, ...CHANGING, ...SPEAKING, ...MOVING],
  ...['execve', 'execveat', 'io_uring_setup'],
]
  .map((name) => `?${name}`)
  .join(',');

/** What is read to find a host by its name. */
const LOOKED_UP = [
  ...['/etc/resolv.conf', '/etc/hosts', '/etc/host.conf', '/etc/gai.conf', '/etc/nsswitch.conf'],
  ...['/var/run/nscd', '/run/nscd', '/run/systemd/resolve', '/run/avahi-daemon'],
];

/** Every breach: nothing is sent, nothing is written elsewhere, no program is started but by its path. */
export function breaches(calls: readonly SystemCall[], rules: TraceRules): string[] {
  const folders = new Map<number, string>();
  const found = calls.flatMap((call) => {
    const cwd = folders.get(call.pid) ?? rules.cwd;
    if (MOVING.includes(call.name)) folders.set(call.pid, pathsOf(call, cwd).at(-1) ?? cwd);
    return breachesOf(call, cwd, rules);
  });
  return [...new Set(found)];
}

function breachesOf(call: SystemCall, cwd: string, rules: TraceRules): string[] {
  const { name } = call;
  if (name === 'io_uring_setup' && !call.result.startsWith('-1'))
    return ['io_uring: this trace does not see what is done by it'];
  // Also where it failed: the search for a bare name may come by a folder of somebody else's.
  if (name === 'execve' && !call.arguments.startsWith('"/')) return [`starts ${call.arguments}`];
  if (SPEAKING.includes(name)) return speaks(call) ? [`${name}(${call.arguments})`] : [];
  const touched = touchedPaths(call, cwd).map((path) => posix.normalize(path));
  if (CHANGING.includes(name) || opensForWriting(call)) {
    return touched
      .filter((path) => !mayWrite(path, rules))
      .map((path) => `${name} writes ${path}${call.result.startsWith('-1') ? ' (in vain)' : ''}`);
  }
  return touched
    .filter((path) => LOOKED_UP.some((place) => isWithin(path, place)))
    .map((path) => `${name} looks for a host in ${path}`);
}

/**
 * A pair of sockets joined to each other is how Node talks to its children; whatever else could reach
 * another program, another service of the machine included, is a breach even where it fails. Writing
 * to a joined socket names no address.
 */
function speaks(call: SystemCall): boolean {
  const plain = plainArguments(call);
  if (call.name === 'socketpair') return !plain.startsWith('AF_UNIX,');
  if (call.name.startsWith('send')) return /\bsa_family=|msg_name=\{/.test(plain);
  return true;
}

function touchedPaths(call: SystemCall, cwd: string): string[] {
  const paths = pathsOf(call, cwd);
  // A symlink's first text is what it says, not what it touches.
  if (call.name.startsWith('symlink')) return paths.slice(-1);
  const opened = OPENING.includes(call.name) ? openedPath(call) : undefined;
  return opened === undefined ? paths : [opened];
}

function opensForWriting(call: SystemCall): boolean {
  if (call.name === 'creat') return true;
  return (
    OPENING.includes(call.name) &&
    /\bO_(WRONLY|RDWR|CREAT|TRUNC|TMPFILE)\b/.test(plainArguments(call))
  );
}

function mayWrite(path: string, { writable }: TraceRules): boolean {
  return ALWAYS_WRITABLE.includes(path) || writable.some((folder) => isWithin(path, folder));
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}

/** The programs that were started, by their paths. */
export function startedPrograms(calls: readonly SystemCall[]): string[] {
  return calls
    .filter(({ name, result }) => name === 'execve' && result.startsWith('0'))
    .map((call) => pathsOf(call, '')[0]);
}
