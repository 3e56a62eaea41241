import { stat } from 'node:fs/promises';
import {
  followedPaths,
  followingEdit,
  type FollowedPath,
  type Move,
  type ProjectPlace,
} from '../core/project/followMoves.js';
import { parseProject } from '../core/project/parseProject.js';
import type { ProjectEdit } from '../core/project/projectEdit.js';
import { LedgerStore } from '../engine/ledgerStore.js';
import { leavesFolder, withAllowance } from './outsideLinks.js';

/** What has to be said anew in one project after files were renamed or moved. */
export interface Followed {
  readonly edits: readonly ProjectEdit[];
  readonly paths: readonly FollowedPath[];
  /** Something lies outside of the project's folder now. */
  readonly outside: boolean;
}

/**
 * What moves mean for a project's text, as the disk is now: only what its words lead to no longer, and what is where
 * the moves took it. Undefined where nothing has to be said anew. An output folder is not followed out of the
 * project's: nobody allowed that anything be written there.
 */
export async function followRenames(
  text: string,
  place: ProjectPlace,
  moves: readonly Move[],
): Promise<Followed | undefined> {
  const { project } = parseProject(text);
  if (!project) return undefined;
  const found = followedPaths(project, place, moves);
  const gone = await Promise.all(found.map(isGone));
  const paths = found.filter(
    ({ source, after }, at) => gone[at] && (source !== undefined || !after.startsWith('../')),
  );
  if (paths.length === 0) return undefined;
  const edits = paths.map(followingEdit);
  return { edits: withAllowance(text, edits), paths, outside: edits.some(leavesFolder) };
}

/** Results that moved with their folder stay current. @param project absolute path of the project file */
export async function moveResults(project: string, { paths }: Followed): Promise<void> {
  const folder = paths.find(({ source }) => source === undefined);
  if (folder) await new LedgerStore(project).relocate(folder.before, folder.after);
}

async function isGone({ named, moved }: FollowedPath): Promise<boolean> {
  return !(await exists(named)) && (await exists(moved));
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined;
}
