import { freshId } from '../core/project/newProject.js';
import { expandPairs } from '../core/project/pairs.js';
import { parseProject } from '../core/project/parseProject.js';
import { pairId } from '../core/project/project.js';
import type { ProjectEdit } from '../core/project/projectEdit.js';

export interface NewSource {
  readonly list: 'audios' | 'videos';
  readonly path: string;
}

/** More missing cells than this are quicker brought back by beginning the matrix anew. */
const MANY_CELLS = 50;

/**
 * Adds sources that the project does not name yet, with ids of their own.
 * @param again also those that it names already
 */
export function addingSources(
  text: string,
  sources: readonly NewSource[],
  again = false,
): ProjectEdit[] {
  const { project } = parseProject(text);
  const all = [...(project?.audios ?? []), ...(project?.videos ?? [])];
  const taken = new Set<string>(all.map(({ id }) => id));
  const paths = {
    audios: new Set(project?.audios.map(({ path }) => path)),
    videos: new Set(project?.videos.map(({ path }) => path)),
  };
  return sources.flatMap(({ list, path }) => {
    if (!again && paths[list].has(path)) return [];
    paths[list].add(path);
    const id = freshId(path, list === 'videos' ? 'v' : 'a', taken);
    taken.add(id);
    return [{ kind: 'add-source', source: { list, id }, path }];
  });
}

/** Makes every video with every audio. */
export function addingAllPairs(text: string): ProjectEdit[] {
  const { project } = parseProject(text);
  if (!project) return [];
  if (!project.matrix) return [{ kind: 'set-matrix', on: true }];
  const present = new Set(expandPairs(project).map(pairId));
  const missing = project.videos.flatMap(({ id: video }) =>
    project.audios
      .filter(({ id: audio }) => !present.has(pairId({ video, audio })))
      .map(({ id: audio }) => ({ kind: 'include-cell' as const, video, audio })),
  );
  if (missing.length <= MANY_CELLS) return missing;
  return [
    { kind: 'set-matrix', on: false },
    { kind: 'set-matrix', on: true },
  ];
}
