import type { Backend } from '../backend.js';
import type { LoadedModels } from '../loadedModels.js';
import { MeshDrawer } from './meshDrawer.js';

/** The engine's own lips: the person's skin moved by a mesh, as the speech model hears it. */
export function meshBackend(models: LoadedModels): Backend {
  return {
    name: 'mesh',
    plan: () => Promise.resolve(undefined),
    drawer: (request) => Promise.resolve(new MeshDrawer(models.mesh, request)),
  };
}
