import { batchOnce } from './batchOnce.js';
import { diskFaults, type Fault } from './diskFaults.js';

/** usage: PROJECT CACHE MODELS FAULT STEP; that fault comes at that step of its one batch. */
const [project, cacheRoot, modelsRoot, fault, at] = process.argv.slice(2);
diskFaults.arm(fault as Fault, Number(at));
void batchOnce({ project, cacheRoot, modelsRoot });
