import { createHash } from 'node:crypto';
import { ENGINE_VERSION } from '../core/engineVersion.js';
import type { Kit } from '../core/kit.js';
import { JOURNAL_VERSION } from './journal/journalKey.js';
import { ACTOR_VERSION } from './actor/actorFiles.js';
import type { Workshop } from './workshop.js';

/** All of a journal's key that no job decides: machines of one kit name the same journals. */
export function kitOf({
  models,
  provider,
  tools,
}: Pick<Workshop, 'models' | 'provider' | 'tools'>): Kit {
  const versions = [JOURNAL_VERSION, ACTOR_VERSION, ENGINE_VERSION, tools.version];
  const parts = JSON.stringify({ versions, models: models.hashes, provider });
  const id = createHash('sha256').update(parts).digest('hex').slice(0, 12);
  return { id, engine: ENGINE_VERSION, ffmpeg: tools.version, provider };
}
