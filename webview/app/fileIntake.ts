import type { ScriptFile } from '../../src/core/scripts/foundScripts.js';
import type { Answer, Intent } from '../../src/protocol/editor.js';
import { givingTranscript } from '../script/givingTranscript.js';
import { chooseScripts, droppedFiles, mayLeadToScripts, readScripts } from './scriptIntake.js';

/** Bytes of a file that are sent at once; small enough to keep the page and its host lively. */
const PART_BYTES = 4 << 20;

const LISTS = ['application/vnd.code.uri-list', 'text/uri-list', 'x-special/gnome-copied-files'];

type ReadFrom = Extract<Intent, { kind: 'read-files' }>['from'];

/** A file on its way into the project's folder. */
export interface Copying {
  readonly name: string;
  /** 0..1 */
  readonly fraction: number;
}

/** Whether something that is dragged or pasted may hold files. */
export function mayHoldFiles(transfer: DataTransfer): boolean {
  const types = transfer.types.map((type) => type.toLowerCase());
  return types.some((type) => type === 'files' || type === 'resourceurls' || LISTS.includes(type));
}

/** Addresses and paths that were dropped or pasted, such as those of VS Code's explorer. */
export function droppedUris(transfer: DataTransfer): readonly string[] {
  const listed = LISTS.flatMap((type) => transfer.getData(type).split(/\r?\n/));
  const texts = [...listed, ...resourceUrls(transfer.getData('resourceurls'))];
  const found = texts.length > 0 ? texts : [];
  const plain = transfer.getData('text/plain').split(/\r?\n/);
  const uris = [...found, ...plain]
    .map((text) => text.trim())
    .filter((text) => /^(file|vscode-remote|vscode-vfs):/i.test(text) || isAbsolutePath(text));
  return [...new Set(uris)];
}

function isAbsolutePath(text: string): boolean {
  return /^(\/[^/*]|[a-z]:[\\/])/i.test(text);
}

function resourceUrls(json: string): readonly string[] {
  if (json === '') return [];
  try {
    const urls: unknown = JSON.parse(json);
    return Array.isArray(urls) ? urls.filter((url) => typeof url === 'string') : [];
  } catch {
    return [];
  }
}

/** Sends dropped or pasted things to the host, part by part where only their bytes are known. */
export class FileIntake {
  private uploads = 0;

  constructor(
    private readonly ask: (intent: Intent) => Promise<Answer>,
    private readonly onCopying: (copying: Copying | undefined) => void,
    private readonly onScripts: (files: readonly ScriptFile[], over?: string) => void,
    private readonly importFiles?: (files: readonly File[]) => Promise<Answer>,
  ) {}

  /**
   * Takes what it needs of `transfer` at once: it is void after the event.
   * @param over the recording that it was dropped on
   */
  async take(transfer: DataTransfer, over?: string): Promise<void> {
    const uris = droppedUris(transfer);
    const { scripts, others } = await droppedFiles(transfer);
    if (this.importFiles) {
      if (others.length > 0) await this.importFiles(others);
    } else if (uris.length > 0) {
      await this.follow(uris, over);
      return;
    }
    if (scripts.length > 0) this.onScripts(await readScripts(scripts), over);
    if (this.importFiles) return;
    for (const file of others) await this.send(file);
    this.onCopying(undefined);
  }

  /** Has the person choose scripts: on this page where it has the files, else with a dialog of the host. */
  async findScripts(what: 'files' | 'folder'): Promise<void> {
    if (this.importFiles) {
      const files = await chooseScripts(what);
      if (files) this.onScripts(files);
      return;
    }
    await this.readFiles(what);
  }

  /** Has the person choose the text of a recording. */
  async findTranscript(audio: string): Promise<void> {
    const files = this.importFiles
      ? await chooseScripts('transcript')
      : await this.filesFrom('transcript');
    const file = files?.at(0);
    if (file) await this.ask(givingTranscript(audio, file));
  }

  /** Addresses of scripts and folders are read by the host; the others are sources. */
  private async follow(uris: readonly string[], over?: string): Promise<void> {
    const scripts = uris.filter(mayLeadToScripts);
    const others = uris.filter((uri) => !mayLeadToScripts(uri));
    if (others.length > 0) await this.ask({ kind: 'drop', uris: others });
    if (scripts.length > 0) await this.readFiles(scripts, over);
  }

  private async readFiles(from: ReadFrom, over?: string): Promise<void> {
    const files = await this.filesFrom(from);
    if (files) this.onScripts(files, over);
  }

  private async filesFrom(from: ReadFrom): Promise<readonly ScriptFile[] | undefined> {
    const answer = await this.ask({ kind: 'read-files', from });
    return answer.kind === 'script-files' ? answer.files : undefined;
  }

  private async send(file: File): Promise<void> {
    this.uploads += 1;
    const upload = `upload-${this.uploads}`;
    const { name, size } = file;
    for (let offset = 0; offset < size || offset === 0; offset += PART_BYTES) {
      this.onCopying({ name, fraction: size === 0 ? 1 : offset / size });
      const part = await file.slice(offset, offset + PART_BYTES).arrayBuffer();
      const bytes = new Uint8Array(part);
      const answer = await this.ask({ kind: 'import', upload, name, size, offset, bytes });
      if (answer.kind !== 'ok') return;
    }
  }
}
