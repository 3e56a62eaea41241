import { RUNTIME_ENVIRONMENT } from '../core/runtimeEnvironment.js';

// Over whatever the person's shell says: nothing is sent is what we promise. The engine gives its
// worker the same; this is for whoever loads models in another process (benches, tests, a worker
// that something else started).
Object.assign(process.env, RUNTIME_ENVIRONMENT);
