import { copyFile, mkdir, readdir, stat } from 'node:fs/promises';
import { constants } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { HeygemError } from '../core/errors.js';
import { newProjectText } from '../core/project/newProject.js';
import { parseProject } from '../core/project/parseProject.js';
import { isReservedName } from '../core/project/portableName.js';
import { PROJECT_EXTENSION } from '../core/project/project.js';
import type { Locale } from '../core/strings/locale.js';
import { BIN, newBin } from '../editor/bin.js';
import { notWritten } from '../editor/copyInto.js';
import { LedgerStore } from '../engine/ledgerStore.js';
import { makeSampleProject } from '../engine/sampleProject.js';
import { hashText } from '../files/hashText.js';
import { moveFile } from '../files/moveFile.js';
import { placeWithin } from '../files/placeWithin.js';
import { writeStaged } from '../files/replaceFile.js';
import { readSmallText } from '../files/readSmallFile.js';

/** Folders below the studio's own that are looked into. */
const DEPTH = 2;
/** Projects that are listed. */
const MOST = 500;
/** Bytes of a project file whose title is read. */
const MOST_BYTES = 4 << 20;
/** Projects of one name beside each other. */
const MOST_NUMBER = 1000;

interface Place {
  /** The same for a path at all times. */
  readonly id: string;
  /** Absolute. */
  readonly path: string;
}

export interface FoundProject extends Place {
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
    const found = await Promise.all((await this.places()).map((place) => this.describe(place)));
    return found.flatMap((each) => each ?? []).sort((a, b) => b.changed - a.changed);
  }

  /** Reads no project but the one that is asked for. */
  async find(id: string): Promise<FoundProject | undefined> {
    const place = (await this.places()).find((each) => each.id === id);
    return place && this.describe(place);
  }

  /** Makes an empty project in a folder of its own. @throws HeygemError output-not-writable */
  async create(title: string): Promise<FoundProject> {
    const name = fileNameOf(title);
    const pathOf = (number: number): string =>
      join(this.root, number === 1 ? name : `${name} ${number}`, `${name}${PROJECT_EXTENSION}`);
    return this.atFreePlace(1, pathOf, async (path) => {
      await mkdir(dirname(path));
      await writeStaged(path, newProjectText(title));
    });
  }

  /** The demo's footage in a folder of its own, with a project of it. @param demo folder with that footage */
  async createSample(demo: string, locale: Locale): Promise<FoundProject> {
    return this.known(await makeSampleProject(demo, this.root, locale));
  }

  /** A second project file beside the first: with the same sources, and without results. */
  async duplicate({ path }: FoundProject): Promise<FoundProject> {
    const stem = path.slice(0, -PROJECT_EXTENSION.length);
    const pathOf = (number: number): string => `${stem} ${number}${PROJECT_EXTENSION}`;
    return this.atFreePlace(2, pathOf, (copy) => copyFile(path, copy, constants.COPYFILE_EXCL));
  }

  /** Moves a project file and its ledger into the bin, a folder beside; media and results stay. */
  async discard({ path }: FoundProject): Promise<void> {
    try {
      const bin = await newBin(this.root);
      await moveFile(path, join(bin, basename(path)));
      const { path: ledger } = new LedgerStore(path);
      await moveFile(ledger, join(bin, basename(ledger))).catch(() => undefined);
    } catch (error) {
      throw notWritten(path, error);
    }
  }

  /** Writes a project at the first place of a number that nothing has. */
  private async atFreePlace(
    first: number,
    pathOf: (number: number) => string,
    write: (path: string) => Promise<void>,
  ): Promise<FoundProject> {
    for (let number = first; number <= MOST_NUMBER; number += 1) {
      const path = pathOf(number);
      try {
        await write(path);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'EEXIST') continue;
        throw notWritten(path, error);
      }
      return this.known(path);
    }
    throw new HeygemError('output-exists', { path: pathOf(first) });
  }

  private async known(path: string): Promise<FoundProject> {
    const place = await this.placeOf(path);
    const project = place && (await this.describe(place));
    if (!project) throw new HeygemError('project-missing', { path });
    return project;
  }

  private async places(): Promise<readonly Place[]> {
    const paths: string[] = [];
    await this.walk(this.root, DEPTH, paths);
    const places = await Promise.all(paths.map((path) => this.placeOf(path)));
    return places.flatMap((place) => place ?? []);
  }

  /** Undefined for what really lies elsewhere. */
  private async placeOf(path: string): Promise<Place | undefined> {
    const place = await placeWithin(path, [this.root]);
    return place === undefined ? undefined : { path, id: hashText(place).slice(0, 24) };
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

  private async describe({ path, id }: Place): Promise<FoundProject | undefined> {
    const stats = await stat(path).catch(() => undefined);
    if (!stats) return undefined;
    const text = await readSmallText(path, MOST_BYTES).catch(() => '');
    const title = parseProject(text).project?.title ?? '';
    return {
      ...{ id, path, relative: relative(this.root, path).split(sep).join('/') },
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
  return name === '' || isReservedName(name) ? 'project' : name;
}
