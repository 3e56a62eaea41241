import { constants } from 'node:fs';
import { copyFile, readdir, rm, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { HeygemError, isDiskFull } from '../core/errors.js';
import type { LipSyncJob } from '../core/job.js';
import {
  parseLipModel,
  type JobLipModel,
  type LipModelRecord,
  type LipModelShape,
} from '../core/lipModel.js';
import { hasExternalWeights } from '../files/externalWeights.js';
import { hashFile } from '../files/hashFile.js';
import { makeFolder } from '../files/makeFolder.js';
import { isMissing } from '../files/missing.js';
import { replaceFile, replaceWith } from '../files/replaceFile.js';
import { licenceText, lipModelName, notesBeside } from './lipModelNotes.js';
import { readRecord, RECORD_FILE, recordText, type KeptRecord } from './lipModelRecords.js';

const MODEL_FILE = 'model.onnx';
const SHA256 = /^[0-9a-f]{64}$/;

export interface LipModelWish {
  /** Absolute. */
  readonly file: string;
  /** As the file, or a note beside it, is called unless told. */
  readonly name?: string;
  readonly licence?: string;
  /** Leaves the file where it is. */
  readonly link: boolean;
}

/**
 * The person's lip models: a folder for each, by its sha256, with our copy (unless it is linked) and a record. Every
 * file gets its place whole or not at all, and by its content, so several processes may add at once.
 */
export class LipModels {
  constructor(readonly folder: string) {}

  /** By name. Folders that hold no readable record are passed over. */
  async list(): Promise<readonly LipModelRecord[]> {
    const names = await readdir(this.folder).catch(() => []);
    const records = await Promise.all(names.filter(isSha256).map((sha256) => this.find(sha256)));
    const found = records.filter((record) => record !== undefined);
    return found.sort((a, b) => a.name.localeCompare(b.name) || (a.sha256 < b.sha256 ? -1 : 1));
  }

  async find(sha256: string): Promise<LipModelRecord | undefined> {
    return this.kept(sha256);
  }

  /**
   * @param wanted a name, a sha256 or the first eight or more of its digits
   * @throws HeygemError lip-model-missing, lip-model-ambiguous
   */
  async named(wanted: string): Promise<LipModelRecord> {
    const all = await this.list();
    const byName = all.filter(({ name }) => name === wanted);
    const isStart = /^[0-9a-f]{8,64}$/.test(wanted);
    const found =
      byName.length > 0 ? byName : all.filter((each) => isStart && each.sha256.startsWith(wanted));
    if (found.length === 0) throw new HeygemError('lip-model-missing', { name: wanted });
    if (found.length > 1) throw new HeygemError('lip-model-ambiguous', { name: wanted });
    return found[0];
  }

  /**
   * What a job is told of the model of its settings.
   * @throws HeygemError lip-model-not-chosen, lip-model-missing, lip-model-changed
   */
  async resolve(setting: string): Promise<JobLipModel> {
    const wanted = parseLipModel(setting);
    if (!wanted) throw new HeygemError('lip-model-not-chosen');
    const { name, sha256 } = wanted;
    const record = await this.kept(sha256);
    if (!record) throw new HeygemError('lip-model-missing', { name });
    await this.confirm(record, name);
    return { name, sha256, path: record.file };
  }

  /**
   * Looks at a file that is to be added, before it is run.
   * @throws HeygemError input-missing, input-is-folder, input-not-media, input-empty, lip-model-external
   */
  async vet(file: string): Promise<void> {
    const stats = await stat(file).catch((error: unknown) => {
      throw isMissing(error) ? new HeygemError('input-missing', { path: file }) : error;
    });
    if (stats.isDirectory()) throw new HeygemError('input-is-folder', { path: file });
    if (!stats.isFile()) throw new HeygemError('input-not-media', { path: file });
    if (stats.size === 0) throw new HeygemError('input-empty', { path: file });
    if (await hasExternalWeights(file)) {
      throw new HeygemError('lip-model-external', { name: basename(file) });
    }
  }

  /**
   * One that is there already gets what is told anew.
   * @param shape as a probe of the file found it
   * @throws HeygemError as `vet`, and lip-model-changed, lip-models-unwritable, disk-full
   */
  async add(
    { file, name, licence, link }: LipModelWish,
    shape: LipModelShape,
  ): Promise<LipModelRecord> {
    await this.vet(file);
    const before = await stat(file);
    const sha256 = await hashFile(file);
    const known = await this.kept(sha256);
    const notes = await notesBeside(file);
    const place = join(this.folder, sha256);
    const target = join(place, MODEL_FILE);
    // What was copied once stays a copy.
    const linked = link && known?.linked !== false;
    const record: KeptRecord = {
      name: lipModelName(name ?? '') || (known?.name ?? notes.name),
      sha256,
      bytes: before.size,
      file: linked ? resolve(file) : target,
      linked,
      licence: licenceText(licence ?? '') || notes.licence || (known?.licence ?? ''),
      shape,
      addedAt: known?.addedAt ?? Date.now(),
      changedAt: before.mtimeMs,
    };
    try {
      await makeFolder(place);
      if (!linked) await this.copy(file, target, sha256);
      await replaceFile(join(place, RECORD_FILE), recordText(record));
    } catch (error) {
      throw this.told(error);
    }
    return record;
  }

  /** Forgets a model; a linked file stays where it is. @throws HeygemError lip-models-unwritable */
  async remove({ sha256 }: Pick<LipModelRecord, 'sha256'>): Promise<void> {
    if (!isSha256(sha256)) return;
    try {
      // The record first: what is left half would be a model without a file.
      await rm(join(this.folder, sha256, RECORD_FILE), { force: true });
      await rm(join(this.folder, sha256), { recursive: true, force: true });
    } catch (error) {
      throw this.told(error);
    }
  }

  private async copy(file: string, target: string, sha256: string): Promise<void> {
    if ((await hashFile(target).catch(() => '')) === sha256) return;
    await replaceWith(target, async (staged) => {
      await copyFile(file, staged, constants.COPYFILE_FICLONE);
      if ((await hashFile(staged)) === sha256) return;
      throw new HeygemError('lip-model-changed', { name: basename(file), path: file });
    });
  }

  private async kept(sha256: string): Promise<KeptRecord | undefined> {
    if (!isSha256(sha256)) return undefined;
    const place = join(this.folder, sha256);
    const record = await readRecord(join(place, RECORD_FILE), sha256);
    return record && { ...record, file: record.linked ? record.file : join(place, MODEL_FILE) };
  }

  /** A file that looks as it did is not read again here: whoever runs it does. */
  private async confirm(record: KeptRecord, name: string): Promise<void> {
    const { file, bytes, linked, changedAt, sha256 } = record;
    const stats = await stat(file).catch(() => undefined);
    if (!stats?.isFile()) throw new HeygemError('lip-model-missing', { name }, file);
    const same = stats.size === bytes && (!linked || stats.mtimeMs === changedAt);
    if (same || (stats.size === bytes && (await hashFile(file)) === sha256)) return;
    throw new HeygemError('lip-model-changed', { name, path: file });
  }

  private told(error: unknown): unknown {
    if (error instanceof HeygemError || isDiskFull(error)) return error;
    return new HeygemError('lip-models-unwritable', { path: this.folder }, String(error), error);
  }
}

function isSha256(text: string): boolean {
  return SHA256.test(text);
}

/**
 * A job with the lip model that its settings ask for.
 * @throws HeygemError as `LipModels.resolve`
 */
export async function withLipModel<Job extends Pick<LipSyncJob, 'settings'>>(
  job: Job,
  models: Pick<LipModels, 'resolve'>,
): Promise<Job & Pick<LipSyncJob, 'lipModel'>> {
  const { backend, model } = job.settings;
  return backend === 'mesh' ? job : { ...job, lipModel: await models.resolve(model) };
}
