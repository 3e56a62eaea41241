import type { FfmpegTools } from '../media/locate.js';
import type { ActorCache } from './actor/actorCache.js';
import type { LoadedModels } from './loadedModels.js';
import type { Outputs } from './outputs.js';
import type { Speaking } from './speaking.js';
import type { ScratchFolders } from './scratchFolders.js';
import type { LipNets } from './wav2lip/lipNets.js';

/** What every job of one worker and execution provider shares. */
export interface Workshop {
  readonly tools: FfmpegTools;
  readonly models: LoadedModels;
  readonly actors: ActorCache;
  readonly outputs: Outputs;
  readonly scratch: ScratchFolders;
  readonly lipNets: LipNets;
  /** Speaks a text into a file, with its record beside it; absent where nothing speaks. */
  readonly speak?: Speaking['speak'];
  /** Execution provider that runs the speech model. */
  readonly provider: string;
  readonly versions: Readonly<Record<string, string>>;
}
