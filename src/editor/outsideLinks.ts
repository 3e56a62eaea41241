import { parseProject } from '../core/project/parseProject.js';
import type { Project } from '../core/project/project.js';
import type { ProjectEdit, SourceRef } from '../core/project/projectEdit.js';
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
    if (edit.kind !== 'add-source' && edit.kind !== 'relink-source') return edit;
    const allowed = project !== undefined && isAllowed(project, edit.source);
    return allowed ? { ...edit, outside: false } : edit;
  });
}

/** Whether an edit names a file outside of the project's folder. */
export function leavesFolder(edit: ProjectEdit): boolean {
  const path = pathNamedBy(edit);
  return path !== undefined && pathProblem(path, false) === 'path-outside';
}

/** The file that an edit brings in, to be read. */
function pathNamedBy(edit: ProjectEdit): string | undefined {
  if (edit.kind === 'add-source' || edit.kind === 'relink-source') return edit.path;
  const isFile = edit.kind === 'add-script' && edit.say.script.kind === 'file';
  return isFile ? edit.say.script.path : undefined;
}

function isAllowed(project: Project, { list, id }: SourceRef): boolean {
  const sources: readonly { readonly id: string; readonly outside?: boolean }[] = project[list];
  return sources.some((each) => each.id === id && each.outside === true);
}
