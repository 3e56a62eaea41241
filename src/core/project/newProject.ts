import { isReservedName } from './portableName.js';
import { DEFAULT_OUTPUT, PROJECT_VERSION } from './project.js';
import { PROJECT_SCHEMA_URI } from './schema.js';

/** The text of a project in which every video is to be made with every audio, and nothing is yet. */
export function newProjectText(title?: string): string {
  const project = {
    $schema: PROJECT_SCHEMA_URI,
    version: PROJECT_VERSION,
    title,
    videos: [],
    audios: [],
    matrix: {},
    output: DEFAULT_OUTPUT,
  };
  return `${JSON.stringify(project, null, 2)}\n`;
}

/** A short id for a new source, readable where the file's name allows, unlike all `taken` ones. */
export function freshId(path: string, prefix: 'v' | 'a', taken: ReadonlySet<string>): string {
  const stem =
    path
      .split('/')
      .at(-1)
      ?.replace(/\.[^.]*$/, '') ?? '';
  const plain = stem
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{Mn}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, 24)
    .replace(/-+$/, '');
  // Files are called by it.
  const slug = isReservedName(plain) ? `${prefix}-${plain}` : plain;
  if (slug !== '' && !taken.has(slug)) return slug;
  for (let number = slug === '' ? 1 : 2; ; number++) {
    const id = slug === '' ? `${prefix}${number}` : `${slug}-${number}`;
    if (!taken.has(id)) return id;
  }
}
