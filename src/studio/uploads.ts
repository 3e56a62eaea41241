import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Server } from '@tus/server';
import { HeygemError } from '../core/errors.js';
import { portableName } from '../core/project/portableName.js';
import { moveInto, notWritten } from '../editor/copyInto.js';
import { mediaListOf } from '../engine/scaffold.js';
import { makeFolder } from '../files/makeFolder.js';
import { freeBytes } from '../engine/freeBytes.js';
import { UploadStore } from './uploadStore.js';

/** Bytes of one file: two hours of the sharpest footage that people film. */
export const MOST_BYTES = 8 * 2 ** 30;
/** Bytes that stay free on the disk whatever is uploaded. */
const RESERVE = 512 * 2 ** 20;
/** Milliseconds after which what was not gone on with is removed. */
const EXPIRY_MS = 24 * 3_600_000;
const SWEEP_MS = 3_600_000;
/** A file that the page gave no name. */
const UNNAMED = 'file';
const ID = /^[0-9a-f]{32}$/;
const METHODS = new Set(['POST', 'HEAD', 'PATCH', 'DELETE']);

/** Why an upload is not begun: a status and a code that the page words. */
interface Refusal {
  readonly status_code: number;
  readonly body: 'not-a-medium' | 'too-large' | 'disk-full';
}

/**
 * Files on their way from a page, in parts that may be broken off and gone on with. Owns the folder that
 * they gather in; a name that a page gives is a label until the whole file is moved to its project.
 */
export class StudioUploads {
  private readonly store: UploadStore;
  private readonly server: Server;
  /** Bytes still to come of uploads that were begun, by id. */
  private readonly due = new Map<string, number>();
  private readonly sweeping: NodeJS.Timeout;

  constructor(
    private readonly folder: string,
    private readonly mostBytes = MOST_BYTES,
    private readonly now: () => number = Date.now,
  ) {
    this.store = new UploadStore({ directory: folder });
    this.server = new Server({
      path: '/uploads',
      datastore: this.store,
      relativeLocation: true,
      onUploadCreate: async (_request, upload) => {
        await this.admit(upload.id, upload.size, upload.metadata?.['filename'] ?? '');
        return {};
      },
      onUploadFinish: async (_request, { id }) => {
        this.due.delete(id);
        return Promise.resolve({});
      },
    });
    this.sweeping = setInterval(() => void this.sweep(), SWEEP_MS);
    this.sweeping.unref();
    void this.sweep();
  }

  /** The tus protocol, without its download of half files and without other origins. */
  async handle(request: Request, id: string | undefined): Promise<Response> {
    if (!METHODS.has(request.method) || (id !== undefined && !ID.test(id)))
      return new Response('not there', { status: 404 });
    const response = await this.server.handleWeb(request);
    for (const name of [...response.headers.keys()]) {
      if (name.startsWith('access-control-')) response.headers.delete(name);
    }
    if (request.method === 'DELETE' && id !== undefined) this.due.delete(id);
    return response;
  }

  /**
   * Gives a whole upload its name in a folder, made if need be; returns its path there.
   * @param folderOf the folder for a file of that name
   * @throws HeygemError input-missing where it is not whole, output-not-writable
   */
  async take(id: string, folderOf: (name: string) => string): Promise<string> {
    const upload = ID.test(id) ? await this.store.getUpload(id).catch(() => undefined) : undefined;
    if (!upload || upload.size === undefined || upload.offset !== upload.size)
      throw new HeygemError('input-missing', { path: id });
    const name = portableName(upload.metadata?.['filename'] ?? '', UNNAMED);
    const folder = folderOf(name);
    await makeFolder(folder).catch((error: unknown) => {
      throw notWritten(folder, error);
    });
    const path = await moveInto(folder, join(this.folder, id), name);
    await rm(join(this.folder, `${id}.json`), { force: true });
    return path;
  }

  dispose(): void {
    clearInterval(this.sweeping);
  }

  private async admit(id: string, size: number | undefined, name: string): Promise<void> {
    const refuse = (status_code: number, body: Refusal['body']): never => {
      // tus takes what is thrown for its answer.
      // eslint-disable-next-line @typescript-eslint/only-throw-error
      throw { status_code, body } satisfies Refusal;
    };
    if (mediaListOf(portableName(name, UNNAMED)) === undefined) refuse(415, 'not-a-medium');
    if (size === undefined || size > this.mostBytes) return refuse(413, 'too-large');
    const free = (await freeBytes(this.folder)) ?? Infinity;
    const due = [...this.due.values()].reduce((sum, bytes) => sum + bytes, 0);
    if (size + due + RESERVE > free) refuse(507, 'disk-full');
    this.due.set(id, size);
  }

  /**
   * Removes what nobody went on with for a day, whole or not. The store's own expiry counts from when an
   * upload was begun, and would end one that is still under way.
   */
  private async sweep(): Promise<void> {
    const names = await readdir(this.folder).catch(() => []);
    const ids = new Set(names.map((name) => name.replace(/\.json$/, '')));
    for (const id of ids) {
      if (!ID.test(id)) continue;
      const files = [join(this.folder, id), join(this.folder, `${id}.json`)];
      const times = files.map((file) =>
        stat(file).then(
          ({ mtimeMs }) => mtimeMs,
          () => 0,
        ),
      );
      if (this.now() - Math.max(...(await Promise.all(times))) <= EXPIRY_MS) continue;
      for (const file of files) await rm(file, { force: true }).catch(() => undefined);
      this.due.delete(id);
    }
  }
}
