import { createLipSyncService } from '../lipsync/createService.js';
import { runWorker } from './runWorker.js';

runWorker(createLipSyncService);
