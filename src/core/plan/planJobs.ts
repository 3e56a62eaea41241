import { HeygemError } from '../errors.js';
import type { Project } from '../project/project.js';
import type { PlanFacts, PlannedJob } from './plannedJob.js';

/** Expands a project into its jobs and says how each stands. Rejects only if `facts` breaks its word. */
export function planJobs(_project: Project, _facts: PlanFacts): Promise<readonly PlannedJob[]> {
  return Promise.reject(new HeygemError('internal', {}, 'planning is being built'));
}
