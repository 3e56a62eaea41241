import { createHash } from 'node:crypto';
import { copyFile, mkdir, readdir, rename, stat } from 'node:fs/promises';
import { constants } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { HeygemError } from '../core/errors.js';
import { newProjectText } from '../core/project/newProject.js';
import { parseProject } from '../core/project/parseProject.js';
import { PROJECT_EXTENSION } from '../core/project/project.js';
import { LedgerStore } from '../engine/ledgerStore.js';
import { writeStaged } from '../files/replaceFile.js';
import { readSmallText } from '../files/readSmallFile.js';
import { placeWithin } from './addresses.js';

/** Folders below the studio's own that are looked into. */
const DEPTH = 2;
/** Projects that are listed. */
const MOST = 500;
/** Bytes of a project file whose title is read. */
const MOST_BYTES = 4 << 20;
/** Where deleted projects go. */
export const BIN = 'heygem-bin';

export interface FoundProject {
  /** The same for a path at all times. */
  readonly id: string;
  /** Absolute. */
  readonly path: string;
  /** With slashes, relative to the folder. */
  readonly relative: string;
  readonly title: string;
  /** Milliseconds since 1970. */
  readonly changed: number;
}

/** The projects of one folder. The disk is the truth: it is looked at whenever somebody asks. */
export class ProjectFolder {
  /** @param root absolute */
  constructor(readonly root: string) {}

  /** The youngest first. */
  async list(): Promise<readonly FoundProject[]> {
    const paths: string[] = [];
    await this.walk(this.root, DEPTH, paths);
    const found = await Promise.all(paths.slice(0, MOST).map((path) => this.describe(path)));
    return found.flatMap((each) => each ?? []).sort((a, b) => b.changed - a.changed);
  }

  async find(id: string): Promise<FoundProject | undefined> {
    return (await this.list()).find((project) => project.id === id);
  }

  /** Makes an empty project in a folder of its own. @throws HeygemError output-not-writable */
  async create(title: string): Promise<FoundProject> {
    const name = fileNameOf(title);
    for (let number = 1; number <= 1000; number += 1) {
      const folder = join(this.root, number === 1 ? name : `${name} ${number}`);
      const path = join(folder, `${name}${PROJECT_EXTENSION}`);
      try {
        await mkdir(folder);
        await writeStaged(path, newProjectText(title));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'EEXIST') continue;
        throw new HeygemError('output-not-writable', { path }, String(error), error);
      }
      return this.known(path);
    }
    throw new HeygemError('output-exists', { path: join(this.root, name) });
  }

  /** A second project file beside the first: with the same sources, and without results. */
  async duplicate({ path }: FoundProject): Promise<FoundProject> {
    const stem = basename(path, PROJECT_EXTENSION);
    for (let number = 2; number <= 1000; number += 1) {
      const copy = join(dirname(path), `${stem} ${number}${PROJECT_EXTENSION}`);
      try {
        await copyFile(path, copy, constants.COPYFILE_EXCL);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'EEXIST') continue;
        throw new HeygemError('output-not-writable', { path: copy }, String(error), error);
      }
      return this.known(copy);
    }
    throw new HeygemError('output-exists', { path });
  }

  /** Moves a project file and its ledger into the bin, a folder beside; media and results stay. */
  async discard({ path }: FoundProject): Promise<void> {
    const bin = join(this.root, BIN, new Date().toISOString().replaceAll(':', '-'));
    try {
      await mkdir(bin, { recursive: true });
      await rename(path, join(bin, basename(path)));
    } catch (error) {
      throw new HeygemError('output-not-writable', { path }, String(error), error);
    }
    const { path: ledger } = new LedgerStore(path);
    await rename(ledger, join(bin, basename(ledger))).catch(() => undefined);
  }

  private async known(path: string): Promise<FoundProject> {
    const project = await this.describe(path);
    if (!project) throw new HeygemError('project-missing', { path });
    return project;
  }

  private async walk(folder: string, depth: number, paths: string[]): Promise<void> {
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      if (paths.length >= MOST) return;
      if (entry.name.startsWith('.') || entry.name === BIN || entry.name === 'node_modules')
        continue;
      const path = join(folder, entry.name);
      if (entry.isDirectory() && depth > 0) await this.walk(path, depth - 1, paths);
      // A link could lead anywhere.
      else if (entry.isFile() && entry.name.endsWith(PROJECT_EXTENSION)) paths.push(path);
    }
  }

  private async describe(path: string): Promise<FoundProject | undefined> {
    const place = await placeWithin(path, [this.root]);
    const stats = await stat(path).catch(() => undefined);
    if (place === undefined || !stats) return undefined;
    const text = await readSmallText(path, MOST_BYTES).catch(() => '');
    const title = parseProject(text).project?.title ?? '';
    return {
      id: createHash('sha256').update(place).digest('hex').slice(0, 24),
      path,
      relative: relative(this.root, path).split(sep).join('/'),
      title: title === '' ? basename(path, PROJECT_EXTENSION) : title,
      changed: stats.mtimeMs,
    };
  }
}

/** A title as a folder and a file may be called on any system. */
function fileNameOf(title: string): string {
  const name = title
    .replaceAll(/[\p{Cc}<>:"/\\|?*]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .replace(/^[. ]+/, '')
    .replace(/[. ]+$/, '')
    .slice(0, 80)
    .trim();
  return name === '' || /^(con|prn|aux|nul|com\d|lpt\d)$/i.test(name) ? 'project' : name;
}
