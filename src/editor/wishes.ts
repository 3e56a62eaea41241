import { freshId } from '../core/project/newProject.js';
import { expandPairs } from '../core/project/pairs.js';
import { parseProject } from '../core/project/parseProject.js';
import { type AudioSource, pairId, type VideoSource } from '../core/project/project.js';
import type { ProjectEdit, SourceRef } from '../core/project/projectEdit.js';

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

/** Names a file once more, so that another part of it can be used; the new entry is whole. */
export function addingAgain(text: string, { list, id }: SourceRef): ProjectEdit[] {
  const { project } = parseProject(text);
  const sources: readonly (AudioSource | VideoSource)[] = project?.[list] ?? [];
  const source = sources.find((each) => (each.id as string) === id);
  if (!project || !source) return [];
  const { path, label } = source;
  const all = [...project.audios, ...project.videos];
  const taken = new Set<string>(all.map((each) => each.id));
  const fresh = { list, id: freshId(path, list === 'videos' ? 'v' : 'a', taken) };
  const name = label === undefined ? (path.split('/').at(-1) ?? path) : label;
  const times = sources.filter((each) => each.path === path).length + 1;
  const more = `${name} (${times})`;
  if ('say' in source) {
    const { say, outside } = source;
    const own = path.replace(/[^/]*$/, `${fresh.id}.wav`);
    const script = { kind: 'add-script', id: fresh.id, path: own, say, label: more } as const;
    return [{ ...script, ...(outside && { outside }) }];
  }
  const added = { kind: 'add-source', source: fresh, path, label: more } as const;
  return [added, ...sameAs(source, fresh.id), ...sameText(source, fresh.id)];
}

/** A text without times is that of what was used until now, so it is the whole file's only where all of it was. */
function sameText(source: AudioSource | VideoSource, audio: string): ProjectEdit[] {
  const { transcript } = 'transcript' in source ? source : {};
  if (transcript === undefined) return [];
  const isTimed = /\.(srt|vtt)$/i.test(transcript);
  if (source.part && !isTimed) return [];
  const outside = source.outside === true && { outside: true };
  return [{ kind: 'set-transcript', audio, path: transcript, ...outside }];
}

/** Who is filmed and how they agreed holds for every part. */
function sameAs(source: AudioSource | VideoSource, video: string): ProjectEdit[] {
  const { face, consent } = 'face' in source || 'consent' in source ? source : {};
  return [
    ...(face ? [{ kind: 'set-face', video, face } as const] : []),
    ...(consent === undefined ? [] : [{ kind: 'set-consent', video, consent } as const]),
  ];
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
