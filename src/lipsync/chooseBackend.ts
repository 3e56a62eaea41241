import type { Backend } from './backend.js';
import { meshBackend } from './mesh/meshBackend.js';
import type { Workshop } from './workshop.js';

/** Whoever makes the lips of a job. */
export function backendOf({ models }: Pick<Workshop, 'models'>): Promise<Backend> {
  return Promise.resolve(meshBackend(models));
}
