import { batchOnce } from './batchOnce.js';
import { diskFaults } from './diskFaults.js';

/** usage: PROJECT CACHE MODELS STEP; is killed at that step of its batch. */
const [project, cacheRoot, modelsRoot, at] = process.argv.slice(2);
diskFaults.arm('kill', Number(at));
void batchOnce({ project, cacheRoot, modelsRoot });
