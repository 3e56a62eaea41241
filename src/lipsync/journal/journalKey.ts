import { createHash } from 'node:crypto';
import { ENGINE_VERSION } from '../../core/engineVersion.js';
import type { LipSyncJob } from '../../core/job.js';
import { decidingSettings } from '../../core/lipModel.js';
import { usedParts } from '../../core/usedPart.js';
import { ACTOR_VERSION } from '../actor/actorFiles.js';
import type { ContentHashes } from '../actor/contentHashes.js';
import type { Workshop } from '../workshop.js';

/** Raised whenever what a journal holds changes its form. */
export const JOURNAL_VERSION = 4;

declare const brand: unique symbol;
/** 64 lower-case hex digits: names the journal of everything that gives the same frames. */
export type JournalKey = string & { readonly [brand]: 'journal' };

/**
 * The one place that says which work may be taken up again: the inputs' contents, the settings, the
 * face, and all that makes frames of them, down to the encoder's version. Names and places of files
 * are no part of it.
 */
export async function journalKey(
  { models, provider, tools }: Pick<Workshop, 'models' | 'provider' | 'tools'>,
  hashes: ContentHashes,
  job: LipSyncJob,
): Promise<JournalKey> {
  const { video, audio, settings, face, audioTrack, transcript } = job;
  const said = settings.subtitles !== 'none' && transcript !== undefined;
  const parts = {
    versions: [JOURNAL_VERSION, ACTOR_VERSION, ENGINE_VERSION, tools.version],
    inputs: [await hashes.of(video), await hashes.of(audio)],
    settings: [...decidingSettings(settings)]
      .filter(([name, value]) => name !== 'subtitles' || value !== 'none')
      .sort(([a], [b]) => (a < b ? -1 : 1)),
    face: face === undefined ? null : [face.time, face.x, face.y],
    ...(audioTrack !== undefined && { audioTrack }),
    ...usedParts(job),
    ...(said && { transcript: await hashes.of(transcript) }),
    models: models.hashes,
    provider,
  };
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex') as JournalKey;
}

/** @throws RangeError for anything else: it becomes a folder's name */
export function parseJournalKey(text: string): JournalKey {
  if (!/^[0-9a-f]{64}$/.test(text)) throw new RangeError(`no journal is called ${text}`);
  return text as JournalKey;
}
