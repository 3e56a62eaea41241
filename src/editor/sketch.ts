import { NO_SPEECH } from '../core/plan/speechFacts.js';
import type { FileFacts } from '../core/plan/fileFacts.js';
import type { PlanFacts, PlannedJob } from '../core/plan/plannedJob.js';
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
  known: Pick<PlanFacts, 'folder' | 'ledger' | 'trusted'>,
): Promise<readonly PlannedJob[]> {
  const unknown = { engineVersion: '', modelHashes: {}, hashText: () => '' };
  return planJobs(project, { ...known, ...unknown, files: NO_DISK, speech: NO_SPEECH });
}
