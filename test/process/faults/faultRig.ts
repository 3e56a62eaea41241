import { NO_SPEECH } from '../../../src/core/plan/speechFacts.js';
import {
  cpSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { DiskFacts } from '../../../src/engine/diskFacts.js';
import { HashStore } from '../../../src/engine/hashStore.js';
import { planProject, type ProjectPlan } from '../../../src/engine/planProject.js';
import type { Places } from './batchOnce.js';

const HEX = '0123456789abcdef0123456789abcdef';

/** Files of somebody else, of names that are nearly ours, wherever a batch of `writeProject` writes. */
const STRANGERS: Readonly<Record<string, string>> = {
  'notes.txt': 'mine',
  'p.heygem.lock.tmp': 'mine',
  'p.heygem.lock.0123abcd.tmp': 'mine',
  [`p.heygem.lock.${HEX}.tmp`]: 'mine',
  'out/x-a.partial.mp4': 'mine',
  'out/x-a.picture.partial.mp4': 'mine',
  'out/x-b.report.partial.json': 'mine',
  'out/x-c.mp4': 'mine',
  'out/x-c.report.json': '{"mine":1}',
  'out/.x-a.mp4.tmp': 'mine',
  [`out/x-a.mp4.${HEX}.tmp`]: 'mine',
  [`out/.x-a.mp4.${HEX}0.tmp`]: 'mine',
  [`out/.x-a.mp4.${HEX.toUpperCase()}.tmp`]: 'mine',
  [`out/.x-b.report.json.${HEX}.tmp/inside`]: 'mine',
};
const LINKS = [`out/.x-b.mp4.${HEX}.tmp`, `.p.heygem.lock.${HEX}.tmp`, 'out/x-a.mp4.partial'];

/** A folder with a project of four pairs, two of them made before and changed since, amid strangers. */
export class FaultRig {
  readonly root: string;

  /** A copy of the one in the folder `from`, times and links included. */
  constructor(from?: string) {
    this.root = realpathSync(mkdtempSync(join(tmpdir(), 'heygem faults 项目 ')));
    if (from) {
      const how = { recursive: true, verbatimSymlinks: true, preserveTimestamps: true };
      cpSync(from, this.root, how);
    }
  }

  path(...names: string[]): string {
    return join(this.root, 'project', ...names);
  }

  get places(): Places {
    const [cacheRoot, modelsRoot] = [join(this.root, 'cache'), join(this.root, 'models')];
    return { project: this.path('p.heygem'), cacheRoot, modelsRoot };
  }

  write(name: string, content: string): void {
    mkdirSync(join(this.path(name), '..'), { recursive: true });
    writeFileSync(this.path(name), content);
  }

  /** All given audios with two videos. */
  writeProject(audios: readonly string[]): void {
    for (const id of ['x', 'y']) this.write(`${id}.mp4`, `video ${id}`);
    const list = (ids: readonly string[], ending: string) =>
      ids.map((id) => ({ id, path: `${id}.${ending}` }));
    const [videos, sounds] = [list(['x', 'y'], 'mp4'), list(audios, 'wav')];
    const project = { version: 1, title: 'T', videos, audios: sounds, matrix: {} };
    this.write('p.heygem', JSON.stringify(project));
    mkdirSync(join(this.root, 'models'), { recursive: true });
    writeFileSync(join(this.root, 'models', 'manifest.json'), '{"version": 1, "models": []}');
  }

  placeStrangers(): void {
    for (const [name, content] of Object.entries(STRANGERS)) this.write(name, content);
    writeFileSync(join(this.root, 'victim.txt'), 'precious');
    for (const name of LINKS) {
      const victim = relative(join(this.path(name), '..'), join(this.root, 'victim.txt'));
      symlinkSync(victim, this.path(name));
    }
  }

  /** Every stranger, link and input, and what it is: equal before and after, or something was touched. */
  strangers(): Readonly<Record<string, string>> {
    const inputs = ['x.mp4', 'y.mp4', 'a.wav', 'b.wav', 'p.heygem'];
    const names = [...Object.keys(STRANGERS), ...LINKS, ...inputs, '../victim.txt'];
    return Object.fromEntries(names.map((name) => [name, this.describe(name)]));
  }

  private describe(name: string): string {
    try {
      const stats = lstatSync(this.path(name));
      if (stats.isSymbolicLink()) return `link to ${readlinkSync(this.path(name))}`;
      return `${stats.ino} ${stats.mtimeMs} ${stats.mode} ${readFileSync(this.path(name), 'utf8')}`;
    } catch (error) {
      return String(error);
    }
  }

  /** What is ours in the project and beside its outputs. */
  ours(): readonly string[] {
    const strangers = new Set([
      ...Object.keys(this.strangers()),
      `out/.x-b.report.json.${HEX}.tmp`,
    ]);
    const inside = (folder: string) =>
      readdirSync(this.path(folder)).map((name) => (folder === '.' ? name : `${folder}/${name}`));
    return [...inside('.'), ...inside('out')]
      .filter((name) => name !== 'out' && !strangers.has(name))
      .sort();
  }

  plan(): Promise<ProjectPlan> {
    const facts = new DiskFacts(new HashStore(join(this.root, 'no such cache', 'hashes.txt')));
    const { project, modelsRoot } = this.places;
    return planProject(project, {
      modelsRoot,
      facts,
      speech: NO_SPEECH,
      trusted: true,
    });
  }

  /** What an output must hold to be the result of the present inputs. */
  expected(pair: string): string {
    const [video, audio] = pair.split('+');
    const text = (name: string) => readFileSync(this.path(name), 'utf8');
    return `${video}-${audio}.mp4: ${text(`${video}.mp4`)} says ${text(`${audio}.wav`)}`;
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
