import {
  isScriptFile,
  MOST_SCRIPT_BYTES,
  MOST_SCRIPTS,
  SCRIPT_EXTENSIONS,
  type ScriptFile,
  TEXT_EXTENSIONS,
} from '../../src/core/scripts/foundScripts.js';

/** What was dropped, parted: scripts are looked at before they are added, other files are brought at once. */
export interface DroppedFiles {
  readonly scripts: readonly File[];
  readonly others: readonly File[];
}

/**
 * The files of a drop, those of dropped folders with scripts among them. What it needs of `transfer` is taken
 * before it first waits: it is void after the event.
 */
export async function droppedFiles(transfer: DataTransfer): Promise<DroppedFiles> {
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  const folders = entries.filter((entry) => entry.isDirectory);
  const names = new Set(folders.map(({ name }) => name));
  // A folder is listed among the files too, as one of no kind.
  const files = [...transfer.files].filter(({ name, type }) => type !== '' || !names.has(name));
  const listed = await Promise.all(
    folders.map((folder) => filesIn(folder as FileSystemDirectoryEntry)),
  );
  const isScript = ({ name }: File): boolean => isScriptFile(name);
  return {
    scripts: [...files.filter(isScript), ...listed.flat()].slice(0, MOST_SCRIPTS),
    others: files.filter((file) => !isScript(file)),
  };
}

/** Whether a dropped address may lead to scripts: to a file of that kind, or to a folder. */
export function mayLeadToScripts(uri: string): boolean {
  const name =
    uri
      .replace(/[\\/]+$/, '')
      .split(/[\\/]/)
      .at(-1) ?? '';
  return isScriptFile(name) || !/\.[^.]{1,5}$/.test(name);
}

/** Has the person choose files of this device, or a folder of them; undefined: they thought better of it. */
export async function chooseScripts(
  what: 'files' | 'folder' | 'transcript',
): Promise<readonly ScriptFile[] | undefined> {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = what !== 'transcript';
  if (what === 'folder') input.webkitdirectory = true;
  else
    input.accept = (what === 'files' ? SCRIPT_EXTENSIONS : TEXT_EXTENSIONS)
      .map((extension) => `.${extension}`)
      .join();
  const files = await new Promise<readonly File[]>((resolve) => {
    input.addEventListener('change', () => {
      resolve([...(input.files ?? [])]);
    });
    input.addEventListener('cancel', () => {
      resolve([]);
    });
    input.click();
  });
  if (files.length === 0) return undefined;
  return readScripts(inOrder(files.filter(({ name }) => isScriptFile(name))));
}

export async function readScripts(files: readonly File[]): Promise<readonly ScriptFile[]> {
  const read = files.slice(0, MOST_SCRIPTS).map(async (file) => {
    const bytes = new Uint8Array(await file.slice(0, MOST_SCRIPT_BYTES + 1).arrayBuffer());
    return { name: file.name, bytes };
  });
  return Promise.all(read);
}

async function filesIn(folder: FileSystemDirectoryEntry): Promise<readonly File[]> {
  const reader = folder.createReader();
  const entries: FileSystemEntry[] = [];
  // Browsers give a hundred at a time.
  for (;;) {
    const some = await new Promise<readonly FileSystemEntry[]>((resolve) => {
      reader.readEntries(resolve, () => {
        resolve([]);
      });
    });
    if (some.length === 0 || entries.length > MOST_SCRIPTS) break;
    entries.push(...some);
  }
  const wanted = entries.filter(({ isFile, name }) => isFile && isScriptFile(name));
  const files = await Promise.all(wanted.map((entry) => fileOf(entry as FileSystemFileEntry)));
  return inOrder(files.flatMap((file) => file ?? []));
}

function fileOf(entry: FileSystemFileEntry): Promise<File | undefined> {
  return new Promise((resolve) => {
    entry.file(resolve, () => {
      resolve(undefined);
    });
  });
}

function inOrder(files: readonly File[]): readonly File[] {
  const collator = new Intl.Collator('en', { numeric: true });
  return [...files].sort((a, b) => collator.compare(a.name, b.name));
}
