import { parseProject } from '../core/project/parseProject.js';
import type { AudioSource, Project, VideoSource } from '../core/project/project.js';
import type { ProjectEdit } from '../core/project/projectEdit.js';
import { pathProblem } from '../core/project/relativePath.js';

/**
 * The wishes, each that names a file saying whether this one file may lie outside of the project's folder. For
 * wishes that a person made of these very files, never for what a text asks for by itself.
 */
export function withAllowance(text: string, edits: readonly ProjectEdit[]): readonly ProjectEdit[] {
  const { project } = parseProject(text);
  if (project?.allowOutsidePaths === true) return edits;
  return edits.map((edit): ProjectEdit => {
    if (pathNamedBy(edit) === undefined) return edit;
    if (leavesFolder(edit)) return { ...edit, outside: true } as ProjectEdit;
    const needless = project !== undefined && wasLastOutside(project, edit);
    return needless ? ({ ...edit, outside: false } as ProjectEdit) : edit;
  });
}

/** Whether an edit names a file outside of the project's folder. */
export function leavesFolder(edit: ProjectEdit): boolean {
  return isOutside(pathNamedBy(edit));
}

/** The file that an edit brings in, to be read. */
function pathNamedBy(edit: ProjectEdit): string | undefined {
  if (edit.kind === 'add-source' || edit.kind === 'relink-source') return edit.path;
  if (edit.kind === 'set-transcript') return edit.path;
  const isFile = edit.kind === 'add-script' && edit.say.script.kind === 'file';
  return isFile ? edit.say.script.path : undefined;
}

/** Whether a source may lie outside, and nothing of it does once an edit names a file in the folder. */
function wasLastOutside(project: Project, edit: ProjectEdit): boolean {
  if (edit.kind === 'set-transcript') {
    const audio = project.audios.find(({ id }) => (id as string) === edit.audio);
    return audio?.outside === true && !isOutside(audio.path);
  }
  if (edit.kind !== 'add-source' && edit.kind !== 'relink-source') return false;
  const { list, id } = edit.source;
  const sources: readonly (AudioSource | VideoSource)[] = project[list];
  const source = sources.find((each) => (each.id as string) === id);
  if (source?.outside !== true) return false;
  return !('transcript' in source && isOutside(source.transcript));
}

function isOutside(path: string | undefined): boolean {
  return path !== undefined && pathProblem(path, false) === 'path-outside';
}
