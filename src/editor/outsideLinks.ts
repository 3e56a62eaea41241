import { parseProject } from '../core/project/parseProject.js';
import type { Project } from '../core/project/project.js';
import type { ProjectEdit, SourceRef } from '../core/project/projectEdit.js';
import { pathProblem } from '../core/project/relativePath.js';

/**
 * The wishes, and with them the word for each file that it may lie outside of the project's folder, or need not any
 * more. For wishes that a person made of these very files, never for what a text asks for by itself.
 */
export function withAllowance(text: string, edits: readonly ProjectEdit[]): readonly ProjectEdit[] {
  const { project } = parseProject(text);
  if (!project || project.allowOutsidePaths) return edits;
  return edits.flatMap((edit): ProjectEdit[] => {
    const outside = leavesFolder(edit);
    if (edit.kind === 'add-source') return [outside ? { ...edit, outside } : edit];
    if (edit.kind !== 'relink-source' || outside === isAllowed(project, edit.source)) return [edit];
    const allowance = { kind: 'set-outside', source: edit.source, outside } as const;
    // No edit brings in a file outside that is not allowed to be there.
    return outside ? [allowance, edit] : [edit, allowance];
  });
}

/** Whether an edit names a file outside of the project's folder. */
export function leavesFolder(edit: ProjectEdit): boolean {
  const named = edit.kind === 'add-source' || edit.kind === 'relink-source';
  return named && pathProblem(edit.path, false) === 'path-outside';
}

function isAllowed(project: Project, { list, id }: SourceRef): boolean {
  return project[list].some((source) => source.id === id && source.outside === true);
}
