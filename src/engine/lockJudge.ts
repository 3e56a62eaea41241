import { stat } from 'node:fs/promises';
import { parseLockContent, type LockContent } from './lockContent.js';
import { isRunning, type ProcessIdentity } from './processIdentity.js';
import { ownPlace, relationOf, type ProcessPlace } from './processPlace.js';

/** A file without content belongs to someone who is just writing it, or who died doing so. */
export const UNWRITTEN_MS = 5_000;
/** Times its own refresh that a lock may stay untouched: a busy disk, a share that tells late. */
const MISSED = 4;

export type LockVerdict =
  /** Somebody runs who holds it. */
  | { readonly kind: 'held' }
  /** Nobody who can be asked: it shows within `withinMs` whether it is still touched. */
  | { readonly kind: 'unsure'; readonly host: string; readonly withinMs: number }
  | { readonly kind: 'dead' };

interface Sight {
  readonly text: string;
  readonly time: bigint;
  /** Whether its time has changed before our eyes, its text being the same. */
  readonly touched: boolean;
  readonly since: number;
}

/**
 * Tells whether a lock's holders still live. Those of this system are asked for; of others only the
 * file itself tells, which they touch while they live. Neither their clock nor ours is believed, nor
 * the server's: what counts is whether the file changed while we looked, by a clock that only runs
 * forward. Owns what it saw of files, and since when.
 */
export class LockJudge {
  private readonly seen = new Map<string, Sight>();

  constructor(
    private readonly place: () => Promise<ProcessPlace> = ownPlace,
    /** Milliseconds that only run forward. */
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** @param text what the file held a moment ago */
  async judge(path: string, text: string): Promise<LockVerdict> {
    const { untouched, touched } = await this.look(path, text);
    const content = parseLockContent(text);
    if (!content) return after(untouched, UNWRITTEN_MS, '');
    const patience = MISSED * content.refresh * 1_000;
    switch (await this.lifeOf(content)) {
      case 'ended':
        return { kind: 'dead' };
      case 'runs':
        return { kind: 'held' };
      case 'may run':
        // A process of that id is there, perhaps another by now: worth no waiting.
        return untouched > patience ? { kind: 'dead' } : { kind: 'held' };
      case 'unknown':
        // It was touched before our eyes: so it will be again, while its holder lives.
        if (touched && untouched <= patience) return { kind: 'held' };
        return after(untouched, patience, content.host);
    }
  }

  /** Milliseconds for which something at a path, a file or a folder, has been seen unchanged. */
  async untouchedFor(path: string): Promise<number> {
    return (await this.look(path, '')).untouched;
  }

  forget(path: string): void {
    this.seen.delete(path);
  }

  private async look(path: string, text: string) {
    const stats = await stat(path, { bigint: true }).catch(() => undefined);
    if (!stats) {
      this.seen.delete(path);
      return { untouched: 0, touched: false };
    }
    const time = stats.mtimeNs;
    const before = this.seen.get(path);
    const same = before?.text === text;
    if (same && before.time === time) {
      return { untouched: this.now() - before.since, touched: before.touched };
    }
    this.seen.set(path, { text, time, touched: same, since: this.now() });
    return { untouched: 0, touched: same };
  }

  private async lifeOf({ place, host, holders }: LockContent) {
    const own = await this.place();
    const relation = place ? relationOf(place, own) : relationByHost(host, holders, own);
    if (relation === 'earlier') return 'ended';
    if (relation === 'elsewhere') return 'unknown';
    const running = await Promise.all(holders.map(isRunning));
    const alive = holders.filter((_, index) => running[index]);
    if (alive.length === 0) return 'ended';
    return alive.some(({ start }) => start !== '') ? 'runs' : 'may run';
  }
}

function after(untouched: number, patience: number, host: string): LockVerdict {
  if (untouched > patience) return { kind: 'dead' };
  return { kind: 'unsure', host, withinMs: patience - untouched };
}

/** How a system writes when a process started; a Linux inside Windows has its host's name. */
const STARTS: Readonly<Record<string, RegExp>> = {
  linux: /^\d+$/,
  darwin: /[A-Za-z]/,
  win32: /^$/,
};

/** For locks that name no more than a host. */
function relationByHost(
  host: string,
  holders: readonly ProcessIdentity[],
  own: ProcessPlace,
): 'same' | 'elsewhere' {
  const starts = STARTS[own.system] ?? /./;
  const same = host === own.host && holders.every(({ start }) => starts.test(start));
  return same ? 'same' : 'elsewhere';
}
