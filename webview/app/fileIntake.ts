import type { Answer, Intent } from '../../src/protocol/editor.js';

/** Bytes of a file that are sent at once; small enough to keep the page and its host lively. */
const PART_BYTES = 4 << 20;

const LISTS = ['application/vnd.code.uri-list', 'text/uri-list', 'x-special/gnome-copied-files'];

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
    private readonly importFiles?: (files: readonly File[]) => Promise<Answer>,
  ) {}

  /** Takes what it needs of `transfer` at once: it is void after the event. */
  async take(transfer: DataTransfer): Promise<void> {
    const uris = droppedUris(transfer);
    const files = [...transfer.files];
    if (this.importFiles) {
      if (files.length > 0) await this.importFiles(files);
      return;
    }
    if (uris.length > 0) {
      await this.ask({ kind: 'drop', uris });
      return;
    }
    for (const file of files) await this.send(file);
    this.onCopying(undefined);
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
