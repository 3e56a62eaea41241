import { readdirSync, watch, type FSWatcher } from 'node:fs';
import { join } from 'node:path';

/** Folders below the watched one, and how many of them all together. */
const DEPTH = 2;
const MOST = 200;

/**
 * Tells of files that change in a folder and in those in it. One watch a folder: Node's own recursive watch
 * watches single files on Linux, and loses one that is replaced by another, as every careful editor does.
 * What cannot be watched is seen at the next look.
 */
export class FolderWatch {
  private readonly watchers = new Map<string, FSWatcher>();

  /** @param onChange is given the path of what changed; undefined where the system does not say */
  constructor(
    private readonly root: string,
    private readonly onChange: (path: string | undefined) => void,
  ) {
    this.follow(root, 0);
  }

  close(): void {
    for (const watcher of this.watchers.values()) watcher.close();
    this.watchers.clear();
  }

  private follow(folder: string, depth: number): void {
    if (!this.watchers.has(folder)) this.watch(folder, depth);
    if (depth >= DEPTH) return;
    for (const name of foldersIn(folder)) this.follow(join(folder, name), depth + 1);
  }

  private watch(folder: string, depth: number): void {
    if (this.watchers.size >= MOST) return;
    try {
      const watcher = watch(folder, (event, name) => {
        // A new folder is followed too.
        if (event === 'rename') this.follow(folder, depth);
        this.onChange(name === null ? undefined : join(folder, name));
      });
      watcher.on('error', () => {
        this.drop(folder);
      });
      this.watchers.set(folder, watcher);
    } catch {
      // Gone meanwhile, or the system has no watches left.
    }
  }

  private drop(folder: string): void {
    this.watchers.get(folder)?.close();
    this.watchers.delete(folder);
    if (folder === this.root) this.onChange(undefined);
  }
}

function foldersIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map(({ name }) => name);
  } catch {
    return [];
  }
}
