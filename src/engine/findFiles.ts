import { lstat, opendir } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { HeygemError } from '../core/errors.js';

/** A file that is looked for. */
export interface SoughtFile {
  /** What it was called, without its folder. */
  readonly name: string;
  /** What is remembered of its content. */
  readonly known?: { readonly hash: string; readonly size: number };
}

/** What a search comes to for one file. All paths are absolute. */
export type FileFinding =
  /** The one that has its content, or where that is not known the only one of its name. */
  | { readonly kind: 'found'; readonly path: string }
  /** Several have its name and differ: which one is meant is for a person to say. */
  | { readonly kind: 'several'; readonly paths: readonly string[] }
  /** Its name is there, but its content is another. */
  | { readonly kind: 'different'; readonly path: string }
  | { readonly kind: 'not-found' };

export interface SearchWatch<T extends SoughtFile = SoughtFile> {
  readonly signal: AbortSignal;
  /** Files that were looked at so far. */
  readonly onProgress: (files: number) => void;
  /** The content's hash of a file. */
  readonly hash: (path: string) => Promise<string>;
  /** Which files may be the one that is sought at all, by name; all unless told. */
  readonly accepts?: (name: string, sought: T) => boolean;
  /** The folder of whoever looks: of copies, one in here is taken before any other. */
  readonly home?: string;
  /** Files and folders after which a search ends. */
  readonly most?: number;
}

export interface FileSearch<T extends SoughtFile> {
  readonly findings: readonly { readonly sought: T; readonly finding: FileFinding }[];
  readonly files: number;
  /** There was more than is looked at. */
  readonly cut: boolean;
}

const MOST_ENTRIES = 200_000;
const MOST_DEPTH = 24;
/** Never footage that somebody keeps: what was deleted, and what programs fetch. */
const PASSED_BY = new Set(['node_modules', 'heygem-bin']);

interface Candidate {
  readonly path: string;
  readonly size: number;
}

/** What may be one file that is sought. */
interface Candidates {
  readonly named: readonly Candidate[];
  readonly sized: readonly Candidate[];
}

/**
 * Looks for files in a folder and all below it: by content where that is remembered, else by name. Follows no link,
 * so it comes to an end, and reads only what has the right size or name. Rejects with `cancelled`.
 */
export async function findFiles<T extends SoughtFile>(
  folder: string,
  sought: readonly T[],
  watch: SearchWatch<T>,
): Promise<FileSearch<T>> {
  const walk = new Walk(sought, watch);
  await walk.through(folder, 0);
  const findings: { sought: T; finding: FileFinding }[] = [];
  for (const each of sought) {
    findings.push({ sought: each, finding: await judge(each, walk.candidatesFor(each), watch) });
  }
  return { findings, files: walk.files, cut: walk.cut };
}

/** One walk for all that is sought. Owns what may be one of them. */
class Walk<T extends SoughtFile> {
  files = 0;
  cut = false;
  private entries = 0;
  private readonly byName = new Map<string, Candidate[]>();
  private readonly bySize = new Map<number, Candidate[]>();

  constructor(
    private readonly sought: readonly T[],
    private readonly watch: SearchWatch<T>,
  ) {
    for (const { name, known } of sought) {
      this.byName.set(nameKey(name), []);
      if (known) this.bySize.set(known.size, []);
    }
  }

  async through(folder: string, depth: number): Promise<void> {
    const opened = await opendir(folder).catch(() => undefined);
    if (!opened) return;
    const below: string[] = [];
    for await (const entry of opened) {
      stopIf(this.watch.signal);
      this.entries += 1;
      if (this.entries > (this.watch.most ?? MOST_ENTRIES)) this.cut = true;
      if (this.cut) break;
      if (entry.name.startsWith('.') || PASSED_BY.has(entry.name)) continue;
      const path = join(folder, entry.name);
      if (entry.isDirectory()) below.push(path);
      else if (entry.isFile()) await this.take(path, entry.name);
    }
    for (const path of below.sort()) {
      if (depth >= MOST_DEPTH) this.cut = true;
      if (!this.cut) await this.through(path, depth + 1);
    }
  }

  candidatesFor(sought: T): Candidates {
    const { name, known } = sought;
    const may = ({ path }: Candidate) => this.watch.accepts?.(path, sought) !== false;
    const named = this.byName.get(nameKey(name)) ?? [];
    const sized = (known && this.bySize.get(known.size)) ?? [];
    return { named: named.filter(may), sized: sized.filter(may) };
  }

  private async take(path: string, name: string): Promise<void> {
    this.files += 1;
    this.watch.onProgress(this.files);
    const { accepts } = this.watch;
    if (accepts && !this.sought.some((each) => accepts(name, each))) return;
    const named = this.byName.get(nameKey(name));
    if (!named && this.bySize.size === 0) return;
    const stats = await lstat(path).catch(() => undefined);
    if (stats?.isFile() !== true) return;
    const candidate = { path, size: stats.size };
    named?.push(candidate);
    this.bySize.get(stats.size)?.push(candidate);
  }
}

async function judge(
  { name, known }: SoughtFile,
  { named, sized }: Candidates,
  watch: Pick<SearchWatch, 'hash' | 'signal' | 'home'>,
): Promise<FileFinding> {
  if (known) {
    const same = await having(known.hash, sized, watch);
    const near = same.filter(({ path }) => isBelow(path, watch.home));
    // Copies are all alike; of those as near, the one that kept the name is the likeliest to stay.
    const copies = near.length > 0 ? near : same;
    const best = copies.find(({ path }) => isNamed(path, name)) ?? copies.at(0);
    if (best) return { kind: 'found', path: best.path };
    const other = named.at(0);
    return other ? { kind: 'different', path: other.path } : { kind: 'not-found' };
  }
  const first = named.find(({ path }) => isBelow(path, watch.home)) ?? named.at(0);
  if (!first) return { kind: 'not-found' };
  if (named.length === 1 || (await allAlike(named, watch))) {
    return { kind: 'found', path: first.path };
  }
  return { kind: 'several', paths: named.map(({ path }) => path) };
}

async function having(
  hash: string,
  candidates: readonly Candidate[],
  watch: Pick<SearchWatch, 'hash' | 'signal'>,
): Promise<readonly Candidate[]> {
  const found: Candidate[] = [];
  for (const candidate of candidates) {
    if ((await hashOf(candidate, watch)) === hash) found.push(candidate);
  }
  return found;
}

async function allAlike(
  candidates: readonly Candidate[],
  watch: Pick<SearchWatch, 'hash' | 'signal'>,
): Promise<boolean> {
  const [first] = candidates;
  if (candidates.some(({ size }) => size !== first.size)) return false;
  const hash = await hashOf(first, watch);
  return hash !== undefined && (await having(hash, candidates, watch)).length === candidates.length;
}

/** Undefined for what cannot be read. A cancel is not kept waiting by a long file. */
async function hashOf(
  { path }: Candidate,
  { hash, signal }: Pick<SearchWatch, 'hash' | 'signal'>,
): Promise<string | undefined> {
  stopIf(signal);
  const reading = hash(path).catch(() => undefined);
  let stop: () => void = () => undefined;
  const stopped = new Promise<undefined>((resolve) => {
    stop = () => {
      resolve(undefined);
    };
    signal.addEventListener('abort', stop, { once: true });
  });
  const result = await Promise.race([reading, stopped]);
  signal.removeEventListener('abort', stop);
  stopIf(signal);
  return result;
}

function stopIf(signal: AbortSignal): void {
  if (signal.aborted) throw new HeygemError('cancelled');
}

/** Some systems write an accent as a letter of its own, and some do not tell capitals from small letters. */
function nameKey(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

function isBelow(path: string, folder: string | undefined): boolean {
  return folder !== undefined && path.startsWith(join(folder, sep));
}

function isNamed(path: string, name: string): boolean {
  return nameKey(path).endsWith(nameKey(name));
}
