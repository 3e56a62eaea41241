import type { FileFacts } from '../core/plan/fileFacts.js';
import type { Lock } from '../core/plan/lock.js';
import type { PlannedJob } from '../core/plan/plannedJob.js';
import { planJobs } from '../core/plan/planJobs.js';
import type { Project } from '../core/project/project.js';

/** A disk on which everything is there. */
const NO_DISK: FileFacts = {
  hash: () => Promise.resolve(''),
  stat: () => Promise.resolve({ kind: 'file', size: 0 }),
  realpath: (path) => Promise.resolve(path),
};

/**
 * The pairs of a project and where they are written to, without a look at the disk, so that there is
 * something to show at once. The jobs' states mean nothing.
 */
export function sketchJobs(
  project: Project,
  folder: string,
  lock: Lock,
): Promise<readonly PlannedJob[]> {
  const facts = { files: NO_DISK, folder, trusted: true, lock, engineVersion: '' };
  return planJobs(project, { ...facts, modelHashes: {}, sha256: () => '' });
}
