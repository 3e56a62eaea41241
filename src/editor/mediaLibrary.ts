import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import PQueue from 'p-queue';
import { toFailure, type Failure } from '../core/errors.js';
import type { InspectRequest, Inspection } from '../core/inspection.js';
import { inspectionShape } from '../protocol/inspectionShapes.js';
import { makeEntry } from '../engine/cachePlace.js';
import { readSmallText } from '../files/readSmallFile.js';
import { replaceFile } from '../files/replaceFile.js';
import { versionOf, type FileVersion } from './cacheKey.js';

/** A source as the project names it, with the absolute path that leads to, or why none does. */
export interface LibrarySource {
  readonly list: 'audios' | 'videos';
  readonly relative: string;
  readonly place: { readonly path: string } | { readonly failure: Failure };
}

export type LibraryFacts =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unreadable'; readonly failure: Failure }
  | {
      readonly kind: 'ready';
      readonly version: FileVersion;
      readonly inspection: Inspection;
      /** Absolute path of the still, for videos. */
      readonly still: string;
    };

interface Entry {
  /** What the facts are of, or will be; undefined where there is no file. */
  readonly key: string | undefined;
  readonly facts: LibraryFacts;
}

type Inspect = (request: InspectRequest) => Promise<Inspection>;

/** Inspections at once: each is an ffmpeg of its own. */
const AT_ONCE = 2;
/** What was learnt of a source: six hours of pauses have half of it. */
const MOST_BYTES = 4 * 2 ** 20;
const UNKNOWN: Entry = { key: undefined, facts: { kind: 'unknown' } };

/**
 * What is known of the sources of one project. Owns no truth: files have it, `media/<key>/` in the
 * cache remembers it, and a file that changes has another key.
 */
export class MediaLibrary {
  private readonly entries = new Map<string, Entry>();
  private readonly inspections = new PQueue({ concurrency: AT_ONCE });
  private readonly pending = new Set<string>();

  constructor(
    private readonly cacheRoot: string,
    private readonly inspect: Inspect,
    private readonly onChange: () => void,
  ) {}

  factsOf(list: LibrarySource['list'], relative: string): LibraryFacts {
    return (this.entries.get(nameOf({ list, relative })) ?? UNKNOWN).facts;
  }

  /** Which content of a source's file is known of or being looked at; undefined: there is none. */
  versionOf(list: LibrarySource['list'], relative: string): string | undefined {
    return this.entries.get(nameOf({ list, relative }))?.key;
  }

  /**
   * Looks at every source's file; what is not known of one is learnt afterwards, if `mayInspect`.
   * Resolves when the files were looked at.
   */
  async refresh(sources: readonly LibrarySource[], mayInspect: boolean): Promise<void> {
    const names = new Set(sources.map(nameOf));
    for (const name of this.entries.keys()) if (!names.has(name)) this.entries.delete(name);
    await Promise.all(sources.map((source) => this.look(source, mayInspect)));
  }

  private async look(source: LibrarySource, mayInspect: boolean): Promise<void> {
    const name = nameOf(source);
    const { place } = source;
    if ('failure' in place) {
      const missing = place.failure.code === 'input-missing';
      const { failure } = place;
      this.set(name, undefined, missing ? { kind: 'missing' } : { kind: 'unreadable', failure });
      return;
    }
    const version = await versionOf(place.path);
    if (!version) {
      this.set(name, undefined, { kind: 'missing' });
      return;
    }
    const known = this.entries.get(name);
    if (known?.key === version.key && known.facts.kind !== 'unknown') return;
    const remembered = await this.recall(source.list, version);
    if (remembered) this.set(name, version.key, remembered);
    else {
      if (known?.key !== version.key) this.entries.set(name, { ...UNKNOWN, key: version.key });
      if (mayInspect) this.learn(name, source.list, place.path, version);
    }
  }

  private learn(
    name: string,
    list: LibrarySource['list'],
    path: string,
    version: FileVersion,
  ): void {
    const task = `${name}\0${version.key}`;
    if (this.pending.has(task)) return;
    this.pending.add(task);
    void this.inspections.add(async () => {
      try {
        // Removed from the project while it waited for its turn.
        if (!this.entries.has(name)) return;
        const facts = await this.inspectFile(list, path, version);
        this.set(name, version.key, facts);
      } finally {
        this.pending.delete(task);
      }
    });
  }

  private async inspectFile(
    list: LibrarySource['list'],
    path: string,
    version: FileVersion,
  ): Promise<LibraryFacts> {
    const folder = this.folderOf(version);
    const still = join(folder, 'still.jpg');
    try {
      await makeEntry(folder);
      const inspection = await this.inspect(
        list === 'videos' ? { path, list, still } : { path, list },
      );
      await replaceFile(join(folder, `${list}.json`), JSON.stringify(inspection));
      return { kind: 'ready', version, inspection, still };
    } catch (error) {
      const failure = toFailure(error);
      // The process that looks may have ended; the file says nothing about itself then.
      const passing = ['cancelled', 'worker-crashed', 'worker-unresponsive'].includes(failure.code);
      return passing ? { kind: 'unknown' } : { kind: 'unreadable', failure };
    }
  }

  private async recall(
    list: LibrarySource['list'],
    version: FileVersion,
  ): Promise<LibraryFacts | undefined> {
    const folder = this.folderOf(version);
    try {
      const value: unknown = JSON.parse(
        await readSmallText(join(folder, `${list}.json`), MOST_BYTES),
      );
      if (inspectionShape.problem(value, list) !== undefined) return undefined;
      // By an earlier version, or where its models were missing.
      if (list === 'videos' && (value as Inspection).faces === undefined) return undefined;
      const now = new Date();
      await utimes(folder, now, now);
      const inspection = value as Inspection;
      return { kind: 'ready', version, inspection, still: join(folder, 'still.jpg') };
    } catch {
      return undefined;
    }
  }

  private folderOf({ key }: FileVersion): string {
    return join(this.cacheRoot, 'media', key);
  }

  private set(name: string, key: string | undefined, facts: LibraryFacts): void {
    this.entries.set(name, { key, facts });
    this.onChange();
  }
}

function nameOf({ list, relative }: Pick<LibrarySource, 'list' | 'relative'>): string {
  return `${list}/${relative}`;
}
