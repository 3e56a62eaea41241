import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** A file of an archive. */
export interface ArchivedFile {
  readonly name: string;
  readonly bytes: number;
  /** As `chmod` takes it. */
  readonly mode: number;
}

const LIST = `
import json, sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as archive:
    bad = archive.testzip()
    if bad: sys.exit(bad + ' is damaged')
    entries = [e for e in archive.infolist() if not e.is_dir()]
    print(json.dumps([dict(name=e.filename, bytes=e.file_size, mode=(e.external_attr >> 16) & 0o777) for e in entries]))
`;

const run = promisify(execFile);

/** What is in a ZIP file, every entry read and compared with its checksum. */
export async function filesOf(archive: string): Promise<ArchivedFile[]> {
  const { stdout } = await run('python3', ['-c', LIST, archive], { maxBuffer: 1e8 });
  return JSON.parse(stdout) as ArchivedFile[];
}

/** A file of text in a ZIP file. */
export async function textIn(archive: string, name: string): Promise<string> {
  const read =
    'import sys, zipfile; sys.stdout.buffer.write(zipfile.ZipFile(sys.argv[1]).read(sys.argv[2]))';
  const { stdout } = await run('python3', ['-c', read, archive, name], { maxBuffer: 1e8 });
  return stdout;
}
