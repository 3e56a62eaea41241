import { parseProject } from '../core/project/parseProject.js';
import type { ProjectEdit } from '../core/project/projectEdit.js';
import { pathProblem } from '../core/project/relativePath.js';

/**
 * The wishes, and before them what they need so that the project may name what lies outside of its folder. For
 * wishes that a person made of these very files, never for what a text asks for by itself.
 */
export function withAllowance(text: string, edits: readonly ProjectEdit[]): readonly ProjectEdit[] {
  const outside = edits.some(leavesFolder);
  if (!outside || parseProject(text).project?.allowOutsidePaths !== false) return edits;
  return [{ kind: 'allow-outside-paths' }, ...edits];
}

/** Whether an edit names a file outside of the project's folder. */
export function leavesFolder(edit: ProjectEdit): boolean {
  const named = edit.kind === 'add-source' || edit.kind === 'relink-source';
  return named && pathProblem(edit.path, false) === 'path-outside';
}
