/** A system call as strace tells it. */
export interface SystemCall {
  readonly pid: number;
  readonly name: string;
  /** Between the parentheses, as strace writes it. */
  readonly arguments: string;
  /** After the `=`; empty where the process ended inside the call. */
  readonly result: string;
}

const START = /^(\w+)\((.*)$/;
const RESUMED = /^<\.\.\. (\w+) resumed>(.*)$/;
const UNFINISHED = / ?<unfinished \.\.\.>$/;

/** Reads what `strace -f -o` wrote: calls that others interrupted are joined, signals and exits left out. */
export function readStrace(log: string): SystemCall[] {
  const calls: SystemCall[] = [];
  const waiting = new Map<number, string>();
  for (const line of log.split('\n')) {
    const found = /^(\d+) +(?! |---|\+\+\+)(.*)$/.exec(line);
    if (found === null) continue;
    const [pid, rest] = [Number(found[1]), found[2]];
    if (UNFINISHED.test(rest)) {
      waiting.set(pid, rest.replace(UNFINISHED, ''));
      continue;
    }
    const resumed = RESUMED.exec(rest);
    const whole = resumed ? `${waiting.get(pid) ?? `${resumed[1]}(`}${resumed[2]}` : rest;
    if (resumed) waiting.delete(pid);
    calls.push(callOf(pid, whole));
  }
  for (const [pid, text] of waiting) calls.push(callOf(pid, text));
  return calls;
}

function callOf(pid: number, text: string): SystemCall {
  const start = START.exec(text);
  if (start === null) throw new Error(`strace wrote what is not understood: ${text}`);
  const [, name, rest] = start;
  // Names may hold the very signs that end a call.
  const masked = rest.replaceAll(PART, (part) => '_'.repeat(part.length));
  const end = /\) += /.exec(masked);
  if (end === null) return { pid, name, arguments: rest, result: '' };
  return {
    pid,
    name,
    arguments: rest.slice(0, end.index),
    result: rest.slice(end.index + end[0].length),
  };
}

/** A quoted text, or a descriptor and what it leads to, as `-y` shows it. */
const PART = /"((?:\\.|[^"\\])*)"(?:\.\.\.)?|\b(?:AT_FDCWD|\d+)<((?:\\.|[^>\\])*)>/g;

/** The paths among a call's arguments, each made absolute by its folder's descriptor or by `cwd`. */
export function pathsOf({ arguments: text }: SystemCall, cwd: string): string[] {
  let base = cwd;
  const paths: string[] = [];
  for (const part of text.matchAll(PART)) {
    const isText = part[0].startsWith('"');
    const path = unescaped(isText ? part[1] : part[2]);
    if (!isText) base = path;
    else paths.push(path.startsWith('/') ? path : `${base}/${path}`);
  }
  return paths;
}

/** What a returned descriptor really leads to, symlinks resolved; undefined where it failed. */
export function openedPath({ result }: SystemCall): string | undefined {
  const path = /^\d+<((?:\\.|[^>\\])*)>/.exec(result)?.[1];
  return path === undefined ? undefined : unescaped(path);
}

/** A call's arguments without its texts: flags and families cannot be hidden in a name. */
export function plainArguments({ arguments: text }: SystemCall): string {
  return text.replaceAll(PART, '');
}

const LETTERS: ReadonlyMap<string, number> = new Map([
  ...([
    ['n', 10],
    ['t', 9],
    ['r', 13],
    ['v', 11],
    ['f', 12],
  ] as const),
]);

/** Undoes C's escapes. Names are bytes, and strace writes those beyond ASCII in octal. */
function unescaped(text: string): string {
  const bytes: number[] = [];
  for (const [part] of text.matchAll(/\\[0-7]{1,3}|\\.|[^\\]+/gs)) {
    if (/^\\[0-7]/.test(part)) bytes.push(parseInt(part.slice(1), 8));
    else if (part.startsWith('\\')) bytes.push(LETTERS.get(part[1]) ?? part.charCodeAt(1));
    else bytes.push(...Buffer.from(part));
  }
  return Buffer.from(bytes).toString('utf8');
}
